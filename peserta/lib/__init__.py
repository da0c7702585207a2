"""Rules of taking part, as plain functions."""
