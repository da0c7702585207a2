"""The rule of attendance: whether what was counted is enough. Compared exactly, shown with two places.

What counts is said by `peserta.queries.kehadiran.DIHITUNG`. "Tanpa keterangan" is A only. All limits are settings of
the kurikulum.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kantor.lib import angka


@dataclass(frozen=True, slots=True)
class Aturan:
    """The limits of one kurikulum."""

    hadir_minimal: Decimal = Decimal(90)
    maks_tanpa_keterangan: int = 2
    toleransi: int = 15
    menit_per_jp: int = 45


@dataclass(frozen=True, slots=True)
class Hitungan:
    """What was counted of one person: seconds of all published JP sessions, seconds attended, sessions."""

    detik_total: int = 0
    detik_hadir: int = 0
    sesi: int = 0
    tanpa_keterangan: int = 0
    belum_dicatat: int = 0
    detik_belum: int = 0

    @property
    def persen(self) -> Fraction | None:
        """Share of the JP, exact; None where no session counts."""
        return Fraction(self.detik_hadir * 100, self.detik_total) if self.detik_total else None

    def jp(self, aturan: Aturan) -> Decimal:
        """JP attended: minutes / 45, or what the kurikulum says."""
        return _jp(self.detik_hadir, aturan)

    def jp_total(self, aturan: Aturan) -> Decimal:
        """JP of all sessions that count."""
        return _jp(self.detik_total, aturan)


def kekurangan(hitungan: Hitungan, aturan: Aturan) -> list[str]:
    """Why the attendance is not enough, in sentences; empty when it is."""
    persen = hitungan.persen
    if persen is None:
        return ["Belum ada sesi ber-JP yang terbit."]
    alasan = []
    if hitungan.belum_dicatat:
        alasan.append(f"Kehadiran pada {hitungan.belum_dicatat} sesi belum dicatat.")
    if persen < Fraction(aturan.hadir_minimal):
        alasan.append(
            f"Kehadiran {cetak_persen(persen)} JP, di bawah batas {angka.ringkas(aturan.hadir_minimal)} %."
        )
    if hitungan.tanpa_keterangan > aturan.maks_tanpa_keterangan:
        alasan.append(
            f"Tanpa keterangan pada {hitungan.tanpa_keterangan} sesi,"
            f" melebihi batas {aturan.maks_tanpa_keterangan} sesi."
        )
    return alasan


@dataclass(frozen=True, slots=True)
class Posisi:
    """Where somebody stands before the end: one sentence, and whether it is a warning or already too late."""

    kalimat: str
    awas: bool = False
    lewat: bool = False


def posisi(hitungan: Hitungan, aturan: Aturan) -> Posisi:
    """What may still be missed; a warning once something was missed and one more session of the mean would break it."""
    hilang = hitungan.detik_total - hitungan.detik_hadir - hitungan.detik_belum
    jatah = Fraction(hitungan.detik_total) * (100 - Fraction(aturan.hadir_minimal)) / 100 - hilang
    sisa_alpa = aturan.maks_tanpa_keterangan - hitungan.tanpa_keterangan
    if jatah < 0 or sisa_alpa < 0:
        return Posisi("Syarat kehadiran tidak dapat terpenuhi lagi. Hubungi Panitia.", lewat=True)
    if not hitungan.belum_dicatat:
        return Posisi("Syarat kehadiran terpenuhi.")
    jp = angka.ringkas(lantai(jatah / (60 * aturan.menit_per_jp)))
    boleh = f"Anda masih boleh tidak hadir paling banyak {jp} JP"
    if hitungan.tanpa_keterangan:
        boleh += f", dan tanpa keterangan {sisa_alpa} sesi lagi"
    rata = Fraction(hitungan.detik_total, max(hitungan.sesi, 1))
    awas = hilang > 0 and (jatah < rata or not sisa_alpa)
    return Posisi(f"{boleh}.{' Usahakan hadir di semua sesi berikutnya.' if awas else ''}", awas=awas)


def cetak_persen(persen: Fraction) -> str:
    """`82,50 %`: two places, and never rounded up to a limit it does not reach (89,999 % is shown as 89,99 %)."""
    return f"{angka.desimal(lantai(persen))} %"


def lantai(persen: Fraction) -> Decimal:
    """The two places that are shown, on pages and in Excel alike: cut off, not rounded."""
    return Decimal(persen.numerator * 100 // persen.denominator) / 100


def _jp(detik: int, aturan: Aturan) -> Decimal:
    return Decimal(detik) / (60 * aturan.menit_per_jp)
