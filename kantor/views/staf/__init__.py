"""Pages of the staff about the office itself: pegawai, units, the instansi."""
