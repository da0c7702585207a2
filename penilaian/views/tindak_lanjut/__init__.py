"""Pages after the seminar, by who looks."""
