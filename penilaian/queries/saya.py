"""What the office decided of one person, for Beranda Peserta: told once it is published, or the gelombang closed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from diklat.models import Gelombang
from kantor.models import Pengguna
from penilaian.models import Hasil, RekapKelulusan
from penilaian.queries.kelulusan import aturan_gelombang
from peserta.models import Pendaftaran


@dataclass(frozen=True)
class HasilSaya:
    """The own outcome; with the scores it came from where the program has components."""

    hasil: Hasil
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
    return HasilSaya(hasil) if selesai else None


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
        Decimal(baris["akhir"]) if baris["akhir"] else None,
        tuple((k["nama"], Decimal(k["bobot"]), nilai.get(str(k["pk"]))) for k in rekap.isi["komponen"]),
    )
