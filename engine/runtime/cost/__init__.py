"""What a layer costs, read from the layer itself once Keras has made it; nothing is allocated."""
