"""Scans coming in from the devices of Panitia, whenever they have a network, in whatever order, more than once."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from diklat.models import Gelombang
from kantor.galat import Galat, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak
from kantor.models import Pengguna, Peran
from kantor.riwayat import konteks
from kantor.services.kunci_api import sidik_kunci
from peserta.lib import pindai
from peserta.models import HasilPindai, PerangkatPindai, TandaPindai
from peserta.models.pendaftaran import BERAKHIR, Status
from peserta.queries.pindai import Perangkat
from peserta.services.catat_pindaian import Pindai, baca_baris, catat

SEKALI = 100  # scans in one upload
PANJANG_KODE = 80
JEDA_CATAT = datetime.timedelta(minutes=5)
BEKERJA = [str(jenis) for jenis, hak in Peran.HAK.items() if Hak.KERJA in hak]
MENGELOLA = [str(jenis) for jenis, hak in Peran.HAK.items() if Hak.KELOLA in hak]
USAI = {Gelombang.Status.SELESAI, Gelombang.Status.DIBATALKAN}
H, T = HasilPindai, TandaPindai


class PerangkatDitolak(Galat):
    """No living device of somebody who may work there has this key."""

    kode = "perangkat_ditolak"
    status = 401
    pesan = (
        "Perangkat ini belum terdaftar atau sudah dicabut. Minta tautan pemindai yang baru kepada Panitia."
    )


@dataclass(frozen=True)
class PindaianMasuk:
    """One scan as a device tells it: which session (its UID), what was read, when by the device's clock.

    `selisih` is how far ahead the device knew that clock to be when it scanned; None where it did not know.
    """

    nonce: UUID
    sesi: UUID
    kode: str
    waktu: datetime.datetime
    selisih: datetime.timedelta | None = None


def perangkat_dari_kunci(kunci: str) -> Perangkat:
    """The living device with this key, of an officer who still works there and on its program.

    Raises PerangkatDitolak.
    """
    return _buka(kunci, (), dikunci=False)[0]


@layanan
def terima_pindaian(
    *, oleh: None, kunci: str, jam: datetime.datetime, pindaian: Sequence[PindaianMasuk]
) -> tuple[Perangkat, list[Pindai]]:
    """Take up to 100 scans from the device with this key, whose clock says `jam` now; answers in the same order.

    The same nonce again gets its first answer and changes nothing. Refused scans are kept with their reason. Raises
    PerangkatDitolak for an unknown or revoked key, TidakValid for too many scans at once.
    """
    if len(pindaian) > SEKALI:
        raise TidakValid(f"Paling banyak {SEKALI} pindaian sekali kirim.")
    perangkat, semua_orang = _buka(kunci, pindaian, dikunci=True)
    kini = timezone.now()
    with konteks(oleh=perangkat.petugas):
        if perangkat.dipakai is None or perangkat.dipakai < kini - JEDA_CATAT:
            PerangkatPindai.objects.filter(pk=perangkat.pk).update(dipakai=kini)
        dikenal: dict[UUID, Pindai] = {}
        baru = []
        for masuk, orang in zip(pindaian, semua_orang, strict=True):
            if masuk.nonce in dikenal:
                continue
            satu = dikenal[masuk.nonce] = _baca(masuk, orang, jam, kini)
            if not satu.hasil:
                satu.hasil = _nilai(perangkat, satu)
                baru.append(satu)
        catat(baru, perangkat=perangkat.pk, petugas=perangkat.petugas.pk, kini=kini)
    return perangkat, [dikenal[masuk.nonce] for masuk in pindaian]


# The device, with the lock it shares of its gelombang, then all a batch is about, in its order: in one look, for each
# way to the database takes longer than what is done there (migrations 0015, 0014 and 0016 have the functions).
BUKA = """
    SELECT d.*, c.*
    FROM pindai_perangkat(%(kunci)s, %(bekerja)s, %(mengelola)s, %(dikunci)s)
        AS d (perangkat, gelombang, nama_perangkat, dipakai, petugas, nama_petugas, username, status_gelombang, zona)
    LEFT JOIN LATERAL pindai_cari(d.gelombang, d.perangkat, %(nonce)s::uuid[], %(kode)s::text[], %(ndh)s::int[],
                                  %(sesi)s::uuid[]) WITH ORDINALITY c ON true
    ORDER BY c.ordinality
"""


def _buka(
    kunci: str, pindaian: Sequence[PindaianMasuk], *, dikunci: bool
) -> tuple[Perangkat, list[dict[str, Any]]]:
    """The device, and a row for each scan. With `dikunci` both are read after the lock was got."""
    terbaca = [pindai.baca(satu.kode) for satu in pindaian]
    isi = {
        "kunci": sidik_kunci(kunci),
        "bekerja": BEKERJA,
        "mengelola": MENGELOLA,
        "dikunci": dikunci,
        "nonce": [satu.nonce for satu in pindaian],
        "kode": [b.kode for b in terbaca],
        "ndh": [b.ndh for b in terbaca],
        "sesi": [satu.sesi for satu in pindaian],
    }
    baris = baca_baris(BUKA, isi)
    if not baris:
        raise PerangkatDitolak
    return _perangkat(baris[0]), baris[: len(pindaian)]


def _perangkat(b: dict[str, Any]) -> Perangkat:
    petugas = Pengguna(pk=b["petugas"], nama=b["nama_petugas"], username=b["username"])
    return Perangkat(
        b["perangkat"],
        b["nama_perangkat"],
        petugas,
        b["gelombang"],
        b["status_gelombang"],
        b["zona"],
        b["dipakai"],
    )


def _baca(
    masuk: PindaianMasuk, orang: dict[str, Any], jam: datetime.datetime, kini: datetime.datetime
) -> Pindai:
    saat = pindai.saat(masuk.waktu, jam, kini, masuk.selisih)
    tanda = [str(t) for t, ada in ((T.JAM_MELESET, saat.meleset), (T.KODE_DIKETIK, orang["diketik"])) if ada]
    kode = masuk.kode.replace("\0", "")[:PANJANG_KODE]
    return Pindai(masuk.nonce, kode, masuk.waktu, saat, orang, orang["hasil_lama"] or "", tanda)


def _nilai(perangkat: Perangkat, satu: Pindai) -> str:
    """The first reason to refuse, or HADIR.

    A card counts until the moment it was revoked, whenever the scan arrives. A registration that has ended takes
    nothing any more, for nothing of it counts.
    """
    orang = satu.orang
    if orang["pendaftaran"] is None:
        return H.BUKAN_GELOMBANG_INI if orang["kartu"] else H.TIDAK_DIKENAL
    if (orang["dicabut"] and orang["dicabut"] <= satu.saat.waktu) or orang["status"] in BERAKHIR:
        return H.DICABUT
    if orang["status"] != Status.HADIR:
        return H.BELUM_REGISTRASI
    return nilai_waktu(perangkat.status_gelombang, satu)


def nilai_waktu(status_gelombang: str, satu: Pindai) -> str:
    """Whether the session is this person's and takes attendance at this moment: HADIR, or why not."""
    if status_gelombang in USAI:
        return H.GELOMBANG_BERAKHIR
    mulai, selesai = satu.orang["mulai"], satu.orang["selesai"]
    if mulai is None:
        return H.SESI_TIDAK_BERLAKU
    if not satu.orang["milik"]:
        return H.BUKAN_KUNJUNGAN_INI
    return H.HADIR if pindai.pada_waktunya(satu.saat.waktu, mulai, selesai) else H.DI_LUAR_WAKTU
