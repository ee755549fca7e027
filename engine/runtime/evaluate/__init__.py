"""How good a trained network is: on validation after every run, on test data when a person asks for it."""
