"""Data sets as the whole program sees them: schemas, inference, the built-in ones. Light imports only."""
