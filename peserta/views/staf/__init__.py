"""Pages of Panitia about gelombang and their people."""
