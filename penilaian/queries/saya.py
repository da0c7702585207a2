"""What the office decided of one person, for Beranda Peserta: told once the gelombang is closed."""

from __future__ import annotations

from diklat.models import Gelombang
from kantor.models import Pengguna
from penilaian.models import Hasil
from peserta.models import Pendaftaran


def hasil_saya(pengguna: Pengguna, pendaftaran: Pendaftaran | None = None) -> Hasil | None:
    """The outcome of this registration; None on the list of all, and before the gelombang is closed."""
    if pendaftaran is None or pendaftaran.pegawai_id != pengguna.pegawai_id:
        return None
    selesai = Gelombang.Status.SELESAI
    return Hasil.objects.filter(pendaftaran=pendaftaran, pendaftaran__gelombang__status=selesai).first()
