"""What the portal does in a second, beside the plain way in the same run: ``python -m benchmarks``."""
