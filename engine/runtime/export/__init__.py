"""What leaves: an export holds its preprocessing, and is compared in a fresh process before it is offered."""
