"""What waits in all gelombang an account works on: few statements over all of them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, Subquery
from django.utils import timezone

from diklat.models import Gelombang, TerbitanSesi
from diklat.queries.hari_ini import tanya_jadwal
from kantor.lingkup import Hak
from kantor.models import Pengguna
from peserta.models import Kehadiran
from peserta.models.pendaftaran import HIDUP, Status
from peserta.queries.kuota import KuotaTerisi, yang_berutang
from peserta.queries.kursi import dengan_kursi
from peserta.queries.sesi_peserta import berpemilik

G = Gelombang.Status
HIDUP_GELOMBANG = (G.DIBUKA, G.DITUTUP, G.BERLANGSUNG)
BELUM_MULAI = (G.DIBUKA, G.DITUTUP)
MENUNGGU = (
    Status.DIAJUKAN,
    Status.DITAWARI,
    Status.DIVERIFIKASI,
    Status.DITETAPKAN,
    Status.DIPANGGIL,
    Status.BERHALANGAN,
)
NAMA_GELOMBANG = ("kurikulum__program__nama", "sebutan")
HAMPIR_LEWAT = datetime.timedelta(hours=12)
JAWABAN_HARI = 3
TERBANYAK = 5


@dataclass(frozen=True)
class Menunggu:
    """A gelombang and how many of its people wait for something."""

    slug: str
    gelombang: str
    jumlah: int


def menunggu(pengguna: Pengguna) -> dict[str, list[Menunggu]]:
    """What waits in the gelombang this account works on, by question, the soonest first. One statement for all."""
    tanya, lain = _pertanyaan(), {"sesi": _sesi_kosong(), **tanya_jadwal()}
    baris = (
        Gelombang.objects.untuk(pengguna, Hak.KERJA)
        .filter(status__in=HIDUP_GELOMBANG)
        .order_by()
        .annotate(orang=FilteredRelation("pendaftaran", condition=Q(pendaftaran__status__in=MENUNGGU)))
        .values("slug", *NAMA_GELOMBANG)
        .annotate(**{nama: Count("orang", filter=syarat) for nama, syarat in tanya.items()}, **lain)
        .order_by("mulai", "slug")
    )
    hasil: dict[str, list[Menunggu]] = {nama: [] for nama in [*tanya, *lain]}
    for isi in baris:
        judul = " · ".join(isi[kolom] for kolom in NAMA_GELOMBANG)
        for nama, daftar in hasil.items():
            if isi[nama] and len(daftar) < TERBANYAK:
                daftar.append(Menunggu(isi["slug"], judul, isi[nama]))
    return hasil


def _pertanyaan() -> dict[str, Q]:
    """Which registrations wait for what, in a gelombang that is open or runs."""
    tawaran = timezone.now() + HAMPIR_LEWAT
    jawaban = timezone.localdate() + datetime.timedelta(days=JAWABAN_HARI)
    belum_mulai = Q(status__in=BELUM_MULAI)
    return {
        "verifikasi": Q(orang__status=Status.DIAJUKAN, orang__dilengkapi=None),
        # had been sent back, came in completed, wait for a new decision
        "perbaikan": Q(orang__status=Status.DIAJUKAN, orang__dilengkapi__isnull=False),
        "tawaran": Q(belum_mulai, orang__status=Status.DITAWARI, orang__tawaran_sampai__lte=tawaran),
        "tetapkan": Q(orang__status=Status.DIVERIFIKASI, status__in=(G.DITUTUP, G.BERLANGSUNG)),
        "panggil": Q(orang__status=Status.DITETAPKAN),
        # silent while the first day is near
        "jawaban": Q(belum_mulai, orang__status=Status.DIPANGGIL, mulai__lte=jawaban),
        "pengganti": Q(orang__status=Status.BERHALANGAN),
    }


def _sesi_kosong() -> Subquery:
    """How many sessions have begun by now (in the last seven days) without any attendance."""
    kini = timezone.now()
    sesi = TerbitanSesi.objects.filter(
        sesi__gelombang=OuterRef("pk"),
        sesi__gelombang__status__in=(G.DITUTUP, G.BERLANGSUNG),
        batal=False,
        berjp=True,
        mulai__lte=kini,
        mulai__gte=kini - datetime.timedelta(days=7),
    )
    kosong = sesi.filter(berpemilik()).exclude(Exists(Kehadiran.objects.filter(sesi=OuterRef("pk"))))
    return Subquery(kosong.order_by().values("sesi__gelombang").annotate(n=Count("pk")).values("n"))


def gelombang_berjalan(pengguna: Pengguna) -> list[Gelombang]:
    """The gelombang that are open or run, the soonest first, with their seats."""
    baris = Gelombang.objects.untuk(pengguna, Hak.LIHAT).filter(status__in=HIDUP_GELOMBANG)
    return list(dengan_kursi(baris.select_related("kurikulum__program")).order_by("mulai", "pk")[:TERBANYAK])


@dataclass(frozen=True)
class Penunggak:
    """A unit that owes names to a gelombang."""

    gelombang: Gelombang
    kuota: KuotaTerisi


def penunggak(gelombang: list[Gelombang]) -> list[Penunggak]:
    """Who owes most names to those of these gelombang that take them. One statement."""
    terbuka = {g.pk: g for g in gelombang if g.status == G.DIBUKA}
    utang = yang_berutang(terbuka, HIDUP)[:TERBANYAK] if terbuka else []
    return [Penunggak(terbuka[k.gelombang_id], k) for k in utang]
