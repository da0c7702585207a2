"""The list of cadangan: a freed seat is offered to the first who fits, with a deadline."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from diklat.models import Gelombang
from diklat.models.gelombang import BELUM_MULAI
from diklat.queries.gelombang import awal_hari
from diklat.services.gelombang import harus_status
from diklat.services.kunci import kunci_gelombang
from kantor.galat import KeadaanBerubah
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan_atau_sistem
from kantor.models import Pengguna
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import MENGHALANGI_TANGGAL, Status
from peserta.queries.kursi import kursi, unit_penuh
from peserta.services.kunci import kunci_dengan_cadangan, kunci_pendaftaran
from peserta.services.surat import surat_tawaran, surat_tawaran_lewat
from peserta.services.wakil import pastikan_wakil

S = Gelombang.Status
MENOLAK_TAWARAN = "Tidak mengambil kursi yang ditawarkan."


@layanan
def tawarkan_kursi(
    *, oleh: Pengguna | None, gelombang: Gelombang, pada: datetime.datetime | None = None
) -> list[Pendaftaran]:
    """Offer every free seat to the list, in its order; call it in the transaction that freed the seat.

    Returns those who were offered one. Side effect: a letter each.
    """
    pastikan_atau_sistem(oleh, Hak.KERJA, gelombang)
    [terkunci] = kunci_gelombang(gelombang.pk)
    return isi_kursi_kosong(terkunci, pada=pada)


def isi_kursi_kosong(
    gelombang: Gelombang,
    *,
    bersama: Callable[[], Iterable[int]] = tuple,
    pada: datetime.datetime | None = None,
) -> list[Pendaftaran]:
    """The same for a caller that already holds the gelombang's lock.

    Everybody on the list is locked at once, before the first is offered a seat; `bersama` names the pegawai the caller
    locks afterwards, asked only if there is a seat to offer. Who locks people before calls `kunci_dengan_cadangan`.
    """
    kini = pada or timezone.now()
    batas = min(kini + datetime.timedelta(hours=gelombang.jam_tawaran), awal_hari(gelombang))
    if gelombang.status not in (S.DIBUKA, S.DITUTUP) or batas <= kini:
        return []
    keadaan = kursi(gelombang)
    if not keadaan.sisa or not keadaan.cadangan:
        return []
    kunci_dengan_cadangan(gelombang, pegawai=bersama())
    ditawari: list[Pendaftaran] = []
    while calon := _calon(gelombang, keadaan.sisa - len(ditawari)):
        ditawari += [_tawari(p, gelombang, batas) for p in calon]
    return ditawari


@layanan
def jawab_tawaran(
    *, oleh: Pengguna | None, pendaftaran: Pendaftaran, terima: bool, pada: datetime.datetime | None = None
) -> Pendaftaran:
    """Take the offered seat (then verification follows) or leave it to the next on the list.

    For whoever speaks for the registration; None is the holder of its own key.
    Raises KeadaanBerubah when nothing is offered any more or the deadline has passed.
    """
    pastikan_wakil(oleh, pendaftaran)
    gelombang, p = kunci_pendaftaran(pendaftaran, dengan_cadangan=True)
    harus_status(gelombang, *BELUM_MULAI)
    if p.status != Status.DITAWARI:
        raise KeadaanBerubah("Tidak ada kursi yang sedang ditawarkan untuk pendaftaran ini.")
    if p.tawaran_sampai and p.tawaran_sampai <= (pada or timezone.now()):
        raise KeadaanBerubah("Batas waktu menjawab tawaran sudah lewat. Hubungi panitia bila masih berminat.")
    p.status = Status.DIAJUKAN if terima else Status.MENGUNDURKAN_DIRI
    p.tawaran_sampai = None
    p.alasan = "" if terima else MENOLAK_TAWARAN
    p.save(update_fields=["status", "tawaran_sampai", "alasan"])
    if not terima:
        isi_kursi_kosong(gelombang, pada=pada)
    return p


@layanan
def kembalikan_ke_cadangan(*, oleh: Pengguna | None, pendaftaran: Pendaftaran) -> Pendaftaran:
    """Panitia puts somebody whose offer ran out back on the list, at its end. Raises KeadaanBerubah."""
    pastikan_atau_sistem(oleh, Hak.KERJA, pendaftaran)
    gelombang, p = kunci_pendaftaran(pendaftaran, dengan_cadangan=True)
    harus_status(gelombang, *BELUM_MULAI)
    if p.status != Status.TAWARAN_LEWAT:
        raise KeadaanBerubah("Hanya tawaran yang lewat batas dapat dikembalikan ke daftar cadangan.")
    p.status = Status.DAFTAR_TUNGGU
    p.urutan_cadangan = nomor_cadangan_berikut(gelombang)
    p.save(update_fields=["status", "urutan_cadangan"])
    isi_kursi_kosong(gelombang)
    return p


def tawaran_lewat(*, pada: datetime.datetime | None = None) -> int:
    """End the offers whose deadline has passed and offer those seats to the next; returns how many ended."""
    kini = pada or timezone.now()
    menunggu = Pendaftaran.objects.filter(status=Status.DITAWARI, tawaran_sampai__lte=kini)
    return sum(
        _akhiri_tawaran(oleh=None, gelombang_id=pk, pada=kini)
        for pk in menunggu.order_by("gelombang").values_list("gelombang", flat=True).distinct()
    )


def nomor_cadangan_berikut(gelombang: Gelombang) -> int:
    """The next number of the list; the caller holds the lock. Numbers are never given twice."""
    terakhir = (
        Pendaftaran.objects.filter(gelombang=gelombang, urutan_cadangan__isnull=False)
        .order_by("-urutan_cadangan")
        .values_list("urutan_cadangan", flat=True)
        .first()
    )
    return (terakhir or 0) + 1


@layanan
def _akhiri_tawaran(*, oleh: None, gelombang_id: int, pada: datetime.datetime) -> int:
    [gelombang] = kunci_gelombang(gelombang_id)
    lewat = list(
        Pendaftaran.objects.select_related("pegawai__akun")
        .filter(gelombang=gelombang, status=Status.DITAWARI, tawaran_sampai__lte=pada)
        .order_by("pk")
    )
    for p in lewat:
        p.gelombang = gelombang
        p.status = Status.TAWARAN_LEWAT
        p.save(update_fields=["status"])
        surat_tawaran_lewat(p)
    isi_kursi_kosong(gelombang, pada=pada)
    return len(lewat)


def _calon(gelombang: Gelombang, sisa: int) -> list[Pendaftaran]:
    """The next on the (locked) list for the free seats: who fits the unit caps and holds no seat on these dates.

    Where caps are set they are taken one by one, for each may fill the last seat of a unit.
    """
    if sisa == 0:
        return []
    berbatas = gelombang.kuota_unit.exists()
    cadangan = Pendaftaran.objects.filter(gelombang=gelombang).cadangan()
    if berbatas:
        # NOT IN would drop people without a unit, whom no cap concerns.
        cadangan = cadangan.exclude(unit__isnull=False, unit__in=unit_penuh(gelombang))
    tanpa_bentrok = cadangan.exclude(pk__in=_yang_bentrok(cadangan).values("pk"))
    return list(tanpa_bentrok.select_related("pegawai__akun")[: 1 if berbatas else sisa])


def _yang_bentrok(pendaftaran: QuerySet[Pendaftaran]) -> QuerySet[Pendaftaran]:
    """Those whose pegawai holds a seat elsewhere on overlapping dates."""
    lain = Pendaftaran.objects.filter(
        pegawai=OuterRef("pegawai"), rentang__overlap=OuterRef("rentang"), status__in=MENGHALANGI_TANGGAL
    ).exclude(pk=OuterRef("pk"))
    return pendaftaran.filter(Exists(lain)).order_by()


def _tawari(p: Pendaftaran, gelombang: Gelombang, batas: datetime.datetime) -> Pendaftaran:
    p.gelombang = gelombang
    p.status = Status.DITAWARI
    p.tawaran_sampai = batas
    p.save(update_fields=["status", "tawaran_sampai"])
    surat_tawaran(p)
    return p
