"""What happens to samples where a network begins: how raw values are prepared, and what is changed at random."""
