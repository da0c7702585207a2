"""One gelombang in numbers: read once per page, shared by its steps, tabs and summary."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from django.db.models import Count

from diklat.models import Gelombang
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import PEMEGANG_KURSI, TERPANGGIL, Status

# Counting so many takes longer than the whole page: each process counts them once in a while only.
BANYAK = 100_000
SIMPAN_DETIK = 30
_simpanan: dict[tuple[int, int], tuple[float, Ringkasan]] = {}


@dataclass(frozen=True)
class Ringkasan:
    """How many registrations of a gelombang stand in each status."""

    kuota: int
    per_status: dict[str, int] = field(default_factory=dict)

    def jumlah(self, *status: str) -> int:
        """Registrations in any of these statuses."""
        return sum(self.per_status.get(s, 0) for s in status)

    @property
    def terisi(self) -> int:
        return self.jumlah(*PEMEGANG_KURSI)

    @property
    def sisa(self) -> int:
        return max(self.kuota - self.terisi, 0)

    @property
    def menunggu(self) -> int:
        return self.jumlah(Status.DIAJUKAN, Status.PERLU_PERBAIKAN)

    @property
    def cadangan(self) -> int:
        return self.jumlah(Status.DAFTAR_TUNGGU)

    @property
    def ditawari(self) -> int:
        return self.jumlah(Status.DITAWARI)

    @property
    def siap_ditetapkan(self) -> int:
        return self.jumlah(Status.DIVERIFIKASI)

    @property
    def siap_dipanggil(self) -> int:
        return self.jumlah(Status.DITETAPKAN)

    @property
    def terpanggil(self) -> int:
        return self.jumlah(*TERPANGGIL, Status.BERHALANGAN)

    @property
    def belum_menjawab(self) -> int:
        return self.jumlah(Status.DIPANGGIL)

    @property
    def hadir(self) -> int:
        return self.jumlah(Status.HADIR)

    @property
    def semua(self) -> int:
        return sum(self.per_status.values())


def ringkasan(gelombang: Gelombang) -> Ringkasan:
    """The numbers of this gelombang; one query, remembered on the object while the page is made.

    Those of a gelombang with more than BANYAK registrations may be SIMPAN_DETIK old.
    """
    ada: Ringkasan | None = getattr(gelombang, "_ringkasan", None)
    if ada is None:
        ada = gelombang._ringkasan = _tersimpan(gelombang) or _hitung(gelombang)  # type: ignore[attr-defined]
    return ada


def _tersimpan(gelombang: Gelombang) -> Ringkasan | None:
    ada = _simpanan.get((gelombang.pk, gelombang.kuota))
    return ada[1] if ada and time.monotonic() < ada[0] else None


def _hitung(gelombang: Gelombang) -> Ringkasan:
    # COUNT(*), not of a column: the index alone answers it.
    baris = Pendaftaran.objects.filter(gelombang=gelombang).order_by().values_list("status")
    ringkas = Ringkasan(gelombang.kuota, dict(baris.annotate(n=Count("*"))))
    if ringkas.semua > BANYAK:
        _simpanan[gelombang.pk, gelombang.kuota] = (time.monotonic() + SIMPAN_DETIK, ringkas)
    return ringkas
