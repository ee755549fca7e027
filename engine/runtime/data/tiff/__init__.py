"""TIFF files as microscopes write them: channels, slices and moments in pages, of 8 to 64 bits."""
