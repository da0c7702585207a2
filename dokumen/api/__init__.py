"""Certificates for other systems."""
