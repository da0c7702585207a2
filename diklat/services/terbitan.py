"""Publishing a timetable: what was planned becomes what people see, and the differences are told."""

from __future__ import annotations

import datetime

from django.db.models import F
from django.utils import timezone

from diklat.models import Gelombang, TerbitanSesi
from diklat.queries.jadwal import Perubahan, belum_terbit, isi_terbitan, sidik
from kantor.galat import KeadaanBerubah
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna

from .sesi import kunci_untuk_sesi


@layanan
def catat_terbitan(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    dilihat: str | None = None,
    pada: datetime.datetime | None = None,
) -> list[Perubahan]:
    """Copy the plan into the publication and say what changed; a cancelled session stays, marked as cancelled.

    Each changed session counts its SEQUENCE up, so that calendars take the change. Raises KeadaanBerubah when
    nothing has changed since the last time, or when the changes are no longer those of the preview `dilihat` (a
    `diklat.queries.jadwal.sidik`). Telling people is the caller's (peserta.services.jadwal).
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    gelombang = kunci_untuk_sesi(gelombang)
    perubahan = belum_terbit(gelombang)
    if not perubahan:
        raise KeadaanBerubah("Tidak ada perubahan jadwal yang belum terbit.")
    if dilihat is not None and dilihat != sidik(perubahan):
        raise KeadaanBerubah("Jadwal baru saja diubah. Periksa sekali lagi, lalu terbitkan.")
    for satu in perubahan:
        _terbitkan(satu, pada or timezone.now())
    return perubahan


def batalkan_jadwal(gelombang: Gelombang, *, pada: datetime.datetime | None = None) -> list[Perubahan]:
    """Cancel every session of a gelombang that is called off, planned and published: rooms and people are free.

    Runs in the transaction of the caller, who has locked the gelombang. Returns what calendars are told.
    """
    gelombang.sesi.filter(batal=False).update(batal=True)
    perubahan = belum_terbit(gelombang)
    for satu in perubahan:
        _terbitkan(satu, pada or timezone.now())
    return perubahan


def tempat_berubah(gelombang: Gelombang, *, pada: datetime.datetime | None = None) -> None:
    """The place stands in every entry of a calendar: each counts one change more."""
    TerbitanSesi.objects.filter(sesi__gelombang=gelombang).update(
        urutan=F("urutan") + 1, berubah_pada=pada or timezone.now()
    )


def _terbitkan(perubahan: Perubahan, pada: datetime.datetime) -> None:
    sesi = perubahan.sesi
    terbitan: TerbitanSesi | None = getattr(sesi, "terbitan", None)
    isi = isi_terbitan(sesi)
    if terbitan is None:
        terbitan = TerbitanSesi.objects.create(sesi=sesi, terbit_pada=pada, **isi)
    else:
        for kolom, nilai in isi.items():
            setattr(terbitan, kolom, nilai)
        terbitan.perubahan = list(perubahan.kalimat)
        terbitan.berubah_pada = pada
        terbitan.urutan += 1
        terbitan.save()
    terbitan.narasumber.set([p.narasumber_id for p in sesi.pengajar.all()])
