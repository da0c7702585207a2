"""The demo: an office that does not exist, made by the same services the real one uses."""
