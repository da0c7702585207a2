"""What waits in this room today: gelombang without outcomes, papers without signatures, sheets to be compared."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from diklat.models import Gelombang
from kantor.lingkup import Hak
from kantor.models import Pengguna
from penilaian.models import JenisNaskah, PihakNaskah, StatusNaskah
from penilaian.queries.nilai import menunggu_dicocokkan
from peserta.models.pendaftaran import TERPANGGIL

TERBANYAK = 5


def selesai_tanpa_hasil(pengguna: Pengguna) -> list[Gelombang]:
    """Running gelombang after their last day, annotated with `belum`: people without an outcome. One statement."""
    lewat = Gelombang.objects.untuk(pengguna, Hak.KERJA).filter(
        status=Gelombang.Status.BERLANGSUNG, selesai__lt=timezone.localdate()
    )
    belum = Count("pendaftaran", filter=Q(pendaftaran__status__in=TERPANGGIL, pendaftaran__hasil=None))
    return list(
        lewat.select_related("kurikulum__program").annotate(belum=belum).order_by("selesai")[:TERBANYAK]
    )


@dataclass(frozen=True)
class MenungguTanda:
    """Papers of a seminar that somebody has not signed; `berita_acara` of them are berita acara."""

    gelombang: str
    seminar: int
    nama: str
    naskah: int
    berita_acara: int
    akun: int
    pegawai: int

    @property
    def orang(self) -> int:
        return self.akun + self.pegawai


def menunggu_tanda(pengguna: Pengguna) -> list[MenungguTanda]:
    """By seminar, the newest first: how many papers wait, and for how many people. One statement."""
    belum = PihakNaskah.objects.filter(
        cara="",
        naskah__status=StatusNaskah.MENUNGGU,
        naskah__seminar__gelombang__in=Gelombang.objects.untuk(pengguna, Hak.KERJA),
    )
    hitung = {
        "n": Count("naskah", distinct=True),
        "acara": Count("naskah", distinct=True, filter=Q(naskah__jenis=JenisNaskah.BERITA_ACARA)),
        "akun": Count("pengguna", distinct=True),
        "orang": Count("pegawai", distinct=True),
    }
    baris = (
        belum.order_by("-naskah__seminar__tanggal", "-naskah__seminar")
        .values("naskah__seminar__gelombang__slug", "naskah__seminar", "naskah__seminar__nama")
        .annotate(**hitung)
        .values_list("naskah__seminar__gelombang__slug", "naskah__seminar", "naskah__seminar__nama", *hitung)
    )
    return [MenungguTanda(*satu) for satu in baris[:TERBANYAK]]


def lembar_menunggu(pengguna: Pengguna) -> list[tuple[str, int, str, str, int]]:
    """Address and names of the seminars with sheets to compare, and how many. One statement."""
    seminar = "penugasan__giliran__seminar"
    semua = menunggu_dicocokkan(pengguna).exclude(
        **{f"{seminar}__gelombang__status": Gelombang.Status.SELESAI}
    )
    kolom = (f"{seminar}__gelombang__slug", seminar, f"{seminar}__nama", f"{seminar}__gelombang__sebutan")
    return list(semua.order_by(seminar).values_list(*kolom).annotate(banyak=Count("pk"))[:TERBANYAK])
