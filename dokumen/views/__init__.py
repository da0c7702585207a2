"""Pages of what is handed out."""
