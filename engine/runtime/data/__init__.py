"""Data sets in the engine host's forks: reading, inspecting, splitting and turning raw values into tensors."""
