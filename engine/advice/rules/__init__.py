"""What rules say, and why, group by group."""
