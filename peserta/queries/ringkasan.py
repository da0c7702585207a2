"""One gelombang in numbers: read once per page, shared by its steps, tabs and summary."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, Q

from diklat.models import Gelombang
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import PEMEGANG_KURSI, TERPANGGIL, Status


@dataclass(frozen=True)
class Ringkasan:
    """How many registrations of a gelombang stand in each status."""

    kuota: int
    per_status: dict[str, int] = field(default_factory=dict)
    belum_konfirmasi_nama: int = 0

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
    """The numbers of this gelombang; one query, remembered on the object while the page is made."""
    ada: Ringkasan | None = getattr(gelombang, "_ringkasan", None)
    if ada is None:
        baris = (
            Pendaftaran.objects.filter(gelombang=gelombang)
            .order_by()
            .values("status")
            .annotate(n=Count("pk"), belum=Count("pk", filter=Q(status=Status.HADIR, nama_dikonfirmasi=None)))
        )
        hitung = list(baris)
        ada = Ringkasan(
            kuota=gelombang.kuota,
            per_status={b["status"]: b["n"] for b in hitung},
            belum_konfirmasi_nama=sum(b["belum"] for b in hitung),
        )
        gelombang._ringkasan = ada  # type: ignore[attr-defined]
    return ada
