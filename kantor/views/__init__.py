"""Pages of the office: sign-in, files, jobs, health."""
