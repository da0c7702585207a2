"""Forms of the office and the renderer of every form."""
