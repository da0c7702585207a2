"""The log of bimbingan with its paraf, and what a review said of a plan."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from contextlib import AbstractContextManager
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from diklat.models import Narasumber, Sesi
from diklat.models.sesi import JenisSesi
from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, boleh, pastikan
from kantor.models import Pengguna
from kantor.riwayat import konteks
from kantor.zona import hari_ini
from penilaian.models import Bimbingan, CatatanReview, Pendamping, PeranPendamping, RencanaAksi
from penilaian.models.pendamping import MENDAMPINGI
from penilaian.services.naskah import kunci_rencana, pastikan_penulis
from peserta.models import Pendaftaran

URAIAN_MAKS = 2000
BIMBINGAN_MAKS = 200


@layanan
def catat_bimbingan(
    *,
    oleh: Pengguna | None,
    pendaftaran: Pendaftaran,
    pendamping: Pendamping,
    tanggal: datetime.date,
    uraian: str,
) -> Bimbingan:
    """The peserta writes down a meeting with mentor or coach; it waits for their paraf.

    Raises TidakValid for a day to come or an empty text, KeadaanBerubah.
    """
    pastikan_penulis(oleh, pendaftaran)
    RencanaAksi.objects.bulk_create([RencanaAksi(pendaftaran=pendaftaran)], ignore_conflicts=True)
    rencana = kunci_rencana(pendaftaran)
    salah = {}
    uraian = uraian.strip()
    if not uraian or len(uraian) > URAIAN_MAKS:
        salah["uraian"] = f"Tulis apa yang dibicarakan, paling panjang {URAIAN_MAKS} huruf."
    if tanggal > hari_ini(pendaftaran.gelombang.instansi):
        salah["tanggal"] = "Tanggal bimbingan tidak boleh sesudah hari ini."
    if pendamping.pendaftaran_id != pendaftaran.pk or pendamping.status not in MENDAMPINGI:
        salah["pendamping"] = "Pilih mentor atau coach Anda."
    if salah:
        raise TidakValid(rincian=salah)
    if rencana.bimbingan.count() >= BIMBINGAN_MAKS:
        raise KeadaanBerubah("Catatan bimbingan sudah sangat banyak. Hubungi panitia.")
    return Bimbingan.objects.create(rencana=rencana, pendamping=pendamping, tanggal=tanggal, uraian=uraian)


@layanan
def hapus_bimbingan(*, oleh: Pengguna | None, pendaftaran: Pendaftaran, bimbingan: Bimbingan) -> None:
    """Take an entry back that has no paraf yet. Raises KeadaanBerubah, TidakDitemukan."""
    pastikan_penulis(oleh, pendaftaran)
    rencana = kunci_rencana(pendaftaran)
    baris = Bimbingan.objects.select_for_update().filter(pk=bimbingan.pk, rencana=rencana).first()
    if baris is None:
        raise TidakDitemukan
    if baris.paraf_pada is not None:
        raise KeadaanBerubah("Bimbingan ini sudah diparaf dan tidak dapat dihapus.")
    baris.delete()


@layanan
def paraf(
    *,
    oleh: Pengguna | None,
    pilihan: Collection[int],
    narasumber: Narasumber | None = None,
    pada: datetime.datetime | None = None,
) -> int:
    """Put the paraf under these entries; returns how many had none. Only whoever guided signs.

    `narasumber` is the holder of that private address, whom the page has checked, in place of an account. An entry of
    one who was relieved since passes to nobody: it was their meeting.
    """
    if oleh is not None and oleh.pegawai_id is None:
        raise TidakDitemukan
    if oleh is None and narasumber is None:
        raise TidakDitemukan
    milik = Bimbingan.objects.filter(pk__in=pilihan)
    milik = (
        milik.filter(pendamping__pegawai=oleh.pegawai_id)
        if oleh is not None
        else milik.filter(pendamping__narasumber=narasumber)
    )
    with _pelaku(oleh, narasumber):
        return _bubuhkan(milik, pilihan, oleh=oleh, pada=pada or timezone.now())


def _bubuhkan(
    milik: QuerySet[Bimbingan],
    pilihan: Collection[int],
    *,
    oleh: Pengguna | None,
    pada: datetime.datetime,
) -> int:
    pk = list(milik.values_list("pk", flat=True))
    if len(pk) != len(set(pilihan)):
        raise TidakDitemukan("Sebagian catatan tidak ditemukan; mungkin baru saja dihapus peserta.")
    terkunci = Bimbingan.objects.select_for_update().filter(pk__in=pk, paraf_pada=None).order_by("pk")
    banyak = 0
    for baris in terkunci:
        baris.paraf_pada, baris.paraf_oleh = pada, oleh
        baris.save(update_fields=["paraf_pada", "paraf_oleh"])
        banyak += 1
    return banyak


@layanan
def catat_review(
    *, oleh: Pengguna, sesi: Sesi, pendaftaran: Pendaftaran, catatan: str
) -> CatatanReview | None:
    """What was said of this plan in a session *review action plan*; an empty note takes it away.

    By Panitia or by the coach. Raises TidakDitemukan, TidakValid.
    """
    if not boleh(oleh, Hak.KERJA, pendaftaran) and not _coach(oleh, pendaftaran):
        pastikan(oleh, Hak.KERJA, pendaftaran)
    if sesi.gelombang_id != pendaftaran.gelombang_id or sesi.jenis != JenisSesi.REVIEW or sesi.batal:
        raise TidakValid(rincian={"sesi": "Pilih sesi review action plan gelombang ini."})
    rencana = kunci_rencana(pendaftaran)
    catatan = catatan.strip()
    if not catatan:
        CatatanReview.objects.filter(sesi=sesi, rencana=rencana).delete()
        return None
    if len(catatan) > URAIAN_MAKS:
        raise TidakValid(rincian={"catatan": f"Catatan paling panjang {URAIAN_MAKS} huruf."})
    baris, _ = CatatanReview.objects.update_or_create(
        sesi=sesi, rencana=rencana, defaults={"catatan": catatan, "oleh": oleh}
    )
    return baris


def _pelaku(oleh: Pengguna | None, narasumber: Narasumber | None) -> AbstractContextManager[Any]:
    """What comes by a private address was done by its holder, not by the portal."""
    siapa = {"narasumber": narasumber.pk, "oleh_nama": narasumber.nama_lengkap} if narasumber else {}
    return konteks(oleh=oleh, **siapa)


def _coach(oleh: Pengguna, p: Pendaftaran) -> bool:
    return (
        oleh.pegawai_id is not None
        and Pendamping.objects.filter(
            pendaftaran=p, peran=PeranPendamping.COACH, status__in=MENDAMPINGI, pegawai=oleh.pegawai_id
        ).exists()
    )
