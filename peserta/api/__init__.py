"""Gelombang and registrations for other systems (docs/api.md)."""
