"""What one sample becomes at every node of a network, trained or not."""
