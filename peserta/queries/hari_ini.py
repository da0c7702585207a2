"""What waits in all gelombang an account works on: each question one statement over all of them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from diklat.models import Gelombang, Sesi
from kantor.lingkup import Hak
from kantor.models import Pengguna
from peserta.models import Kehadiran, Pendaftaran
from peserta.models.pendaftaran import HIDUP, Status
from peserta.queries.kuota import KuotaTerisi, yang_berutang
from peserta.queries.kursi import dengan_kursi

G = Gelombang.Status
HIDUP_GELOMBANG = (G.DIBUKA, G.DITUTUP, G.BERLANGSUNG)
BELUM_MULAI = (G.DIBUKA, G.DITUTUP)
HAMPIR_LEWAT = datetime.timedelta(hours=12)
JAWABAN_HARI = 3
TERBANYAK = 5


@dataclass(frozen=True)
class Menunggu:
    """A gelombang and how many of its people wait for something."""

    slug: str
    gelombang: str
    jumlah: int


def menunggu_verifikasi(pengguna: Pengguna) -> list[Menunggu]:
    """Registrations that wait for a decision, but for those that came back completed."""
    return _per_gelombang(_milik(pengguna, HIDUP_GELOMBANG).filter(status=Status.DIAJUKAN, dilengkapi=None))


def dilengkapi(pengguna: Pengguna) -> list[Menunggu]:
    """Registrations that had been sent back, came in completed, and wait for a new decision."""
    return _per_gelombang(
        _milik(pengguna, HIDUP_GELOMBANG).filter(status=Status.DIAJUKAN, dilengkapi__isnull=False)
    )


def tawaran_hampir_lewat(pengguna: Pengguna) -> list[Menunggu]:
    """Offered seats whose deadline is near."""
    batas = timezone.now() + HAMPIR_LEWAT
    return _per_gelombang(
        _milik(pengguna, BELUM_MULAI).filter(status=Status.DITAWARI, tawaran_sampai__lte=batas)
    )


def siap_ditetapkan(pengguna: Pengguna) -> list[Menunggu]:
    """Verified people of a gelombang whose registration has closed."""
    return _per_gelombang(_milik(pengguna, (G.DITUTUP, G.BERLANGSUNG)).filter(status=Status.DIVERIFIKASI))


def siap_dipanggil(pengguna: Pengguna) -> list[Menunggu]:
    """Fixed but not called."""
    return _per_gelombang(_milik(pengguna, HIDUP_GELOMBANG).filter(status=Status.DITETAPKAN))


def belum_menjawab(pengguna: Pengguna) -> list[Menunggu]:
    """Called and silent while the first day is near."""
    batas = timezone.localdate() + datetime.timedelta(days=JAWABAN_HARI)
    return _per_gelombang(
        _milik(pengguna, BELUM_MULAI).filter(status=Status.DIPANGGIL, gelombang__mulai__lte=batas)
    )


def berhalangan(pengguna: Pengguna) -> list[Menunggu]:
    """Seats that wait for a replacement."""
    return _per_gelombang(_milik(pengguna, HIDUP_GELOMBANG).filter(status=Status.BERHALANGAN))


def sesi_belum_diisi(pengguna: Pengguna) -> list[Menunggu]:
    """Sessions that have begun by now (of the last seven days) without any attendance."""
    kini = timezone.now()
    sesi = Sesi.objects.filter(
        gelombang__in=Gelombang.objects.untuk(pengguna, Hak.KERJA).filter(
            status__in=(G.DITUTUP, G.BERLANGSUNG)
        ),
        terbitan__batal=False,
        terbitan__berjp=True,
        terbitan__mulai__lte=kini,
        terbitan__mulai__gte=kini - datetime.timedelta(days=7),
    )
    duduk = Pendaftaran.objects.filter(gelombang=OuterRef("gelombang"), status=Status.HADIR)
    kosong = sesi.filter(Exists(duduk)).exclude(Exists(Kehadiran.objects.filter(sesi=OuterRef("pk"))))
    return _per_gelombang(kosong)


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


def _milik(pengguna: Pengguna, status: tuple[str, ...]) -> QuerySet[Pendaftaran]:
    """Registrations of the gelombang this account works on, in these states of the gelombang."""
    return Pendaftaran.objects.filter(
        gelombang__in=Gelombang.objects.untuk(pengguna, Hak.KERJA).filter(status__in=status)
    )


def _per_gelombang(baris: QuerySet[Any]) -> list[Menunggu]:
    """Counted per gelombang, the soonest first; rows may be of any model that belongs to one."""
    isi = (
        baris.order_by()
        .values_list("gelombang__slug", "gelombang__kurikulum__program__nama", "gelombang__sebutan")
        .annotate(n=Count("pk"))
        .order_by("gelombang__mulai")[:TERBANYAK]
    )
    return [Menunggu(slug, f"{program} · {sebutan}", n) for slug, program, sebutan, n in isi]
