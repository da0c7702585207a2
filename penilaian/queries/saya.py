"""What the office decided of one person, for Beranda Peserta: told once it is published, or the gelombang closed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from diklat.models import Gelombang
from kantor.models import Pengguna
from penilaian.models import Hasil, RekapKelulusan
from penilaian.queries.kelulusan import aturan_gelombang, tanggal_rekap
from peserta.models import Pendaftaran


@dataclass(frozen=True)
class HasilSaya:
    """The own outcome; with the scores it came from where the program has components."""

    hasil: Hasil
    ditetapkan: datetime.date  # where scores decide the day of the recap
    akhir: Decimal | None = None
    komponen: tuple[tuple[str, Decimal, Decimal | None], ...] = ()  # name, weight, score


def hasil_saya(pengguna: Pengguna, pendaftaran: Pendaftaran | None = None) -> HasilSaya | None:
    """The outcome of this registration; None on the list of all, and before it may be told.

    Where scores decide, that is when a recap in force was published; else when the gelombang is closed.
    """
    if pendaftaran is None or pendaftaran.pegawai_id != pengguna.pegawai_id:
        return None
    hasil = Hasil.objects.filter(pendaftaran=pendaftaran).first()
    if hasil is None:
        return None
    if aturan_gelombang(pendaftaran.gelombang):
        return _dari_rekap(hasil, pendaftaran)
    selesai = pendaftaran.gelombang.status == Gelombang.Status.SELESAI
    return HasilSaya(hasil, hasil.ditetapkan) if selesai else None


def hasil_diumumkan(pengguna: Pengguna, pendaftaran: Pendaftaran | None = None) -> list[Pendaftaran]:
    """For the list of all: the own registrations whose result was published and is in force, the newest first."""
    if pendaftaran is not None or pengguna.pegawai_id is None:
        return []
    return list(
        Pendaftaran.objects.filter(
            pegawai=pengguna.pegawai_id,
            hasil__isnull=False,
            gelombang__rekap_kelulusan__dibuka=None,
            gelombang__rekap_kelulusan__diumumkan__isnull=False,
        )
        .select_related("gelombang__kurikulum__program")
        .order_by("-gelombang__selesai", "-pk")[:5]
    )


def _dari_rekap(hasil: Hasil, p: Pendaftaran) -> HasilSaya | None:
    rekap = RekapKelulusan.objects.filter(
        gelombang=p.gelombang_id, dibuka=None, diumumkan__isnull=False
    ).first()
    baris = next((b for b in rekap.isi["baris"] if b["pendaftaran"] == p.pk), None) if rekap else None
    if rekap is None or baris is None:
        return None
    nilai = {k: None if n is None else Decimal(n) for k, n in baris["nilai"].items()}
    return HasilSaya(
        hasil,
        tanggal_rekap(p.gelombang, rekap),
        Decimal(baris["akhir"]) if baris["akhir"] else None,
        tuple((k["nama"], Decimal(k["bobot"]), nilai.get(str(k["pk"]))) for k in rekap.isi["komponen"]),
    )
