"""Beranda Peserta, and the same pages for whoever holds the key of one registration."""
