"""The languages that people read Layerloom in."""
