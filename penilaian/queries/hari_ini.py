"""What waits in this room today: gelombang without outcomes, papers without signatures, sheets to be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, IntegerField, Q, QuerySet, Value
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
class MenungguSeminar:
    """What waits in a seminar: papers that somebody has not signed, or sheets from paper that wait for this account.

    `berita_acara` of the papers are berita acara; `akun` and `pegawai` have not signed.
    """

    apa: str
    gelombang: str
    seminar: int
    nama: str
    sebutan: str  # of the gelombang
    banyak: int
    berita_acara: int
    akun: int
    pegawai: int

    @property
    def orang(self) -> int:
        return self.akun + self.pegawai


NASKAH, LEMBAR = "naskah", "lembar"


def menunggu_di_seminar(pengguna: Pengguna) -> list[MenungguSeminar]:
    """By seminar, the newest first. One statement for papers and sheets."""
    naskah = PihakNaskah.objects.filter(
        cara="",
        naskah__status=StatusNaskah.MENUNGGU,
        naskah__seminar__gelombang__in=Gelombang.objects.untuk(pengguna, Hak.KERJA),
    )
    berita_acara = Q(naskah__jenis=JenisNaskah.BERITA_ACARA)
    tanda = _per_seminar(
        naskah,
        NASKAH,
        "naskah__seminar",
        Count("naskah", distinct=True),
        Count("naskah", distinct=True, filter=berita_acara),
        Count("pengguna", distinct=True),
        Count("pegawai", distinct=True),
    )
    seminar = "penugasan__giliran__seminar"
    lembar = menunggu_dicocokkan(pengguna).exclude(
        **{f"{seminar}__gelombang__status": Gelombang.Status.SELESAI}
    )
    kosong = [Value(0, IntegerField())] * 3
    semua = tanda.union(_per_seminar(lembar, LEMBAR, seminar, Count("pk"), *kosong), all=True)
    baris = sorted((MenungguSeminar(*satu) for satu in semua), key=lambda m: (m.apa, -m.seminar))
    return [m for apa in (NASKAH, LEMBAR) for m in [b for b in baris if b.apa == apa][:TERBANYAK]]


def _per_seminar(baris: QuerySet[Any], apa: str, seminar: str, *hitung: Any) -> QuerySet[Any, Any]:
    kolom = (seminar, f"{seminar}__nama", f"{seminar}__gelombang__sebutan")
    slug = f"{seminar}__gelombang__slug"
    angka = {f"n{ke}": satu for ke, satu in enumerate(hitung)}
    dasar = baris.order_by().annotate(apa=Value(apa, CharField())).values("apa", slug, *kolom)
    return dasar.annotate(**angka).values_list("apa", slug, *kolom, *angka)
