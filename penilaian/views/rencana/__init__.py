"""Pages of plans: the peserta's own, and Panitia's tab."""
