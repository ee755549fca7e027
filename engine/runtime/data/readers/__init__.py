"""Readers of uploads: one for each form a data set comes in, chosen by what the file holds, never by its name."""
