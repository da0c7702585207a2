"""The phones of a gelombang's people, for their WhatsApp group; that they were taken out stays on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diklat.models import Gelombang
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import PembukaanKontak, Pengguna
from kantor.services.pribadi import baca_pribadi
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import PEMEGANG_KURSI


@dataclass(frozen=True)
class KontakPeserta:
    """One person on a seat with the phone typed at the registration, else the one on file; "" where neither is."""

    pendaftaran: Pendaftaran
    ponsel: str


@layanan
def buka_kontak_peserta(*, oleh: Pengguna, gelombang: Gelombang) -> list[KontakPeserta]:
    """Everybody who holds a seat, by name. Each phone read is one opening of that pegawai's contact on record.

    Raises TidakDitemukan or TidakBerhak for who does not work on this gelombang.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    semua = list(_baca(gelombang))
    PembukaanKontak.objects.bulk_create(
        PembukaanKontak(pegawai_id=k.pendaftaran.pegawai_id, oleh=oleh, oleh_nama=oleh.sebutan[:150])
        for k in semua
        if k.ponsel
    )
    return semua


def _baca(gelombang: Gelombang) -> Iterator[KontakPeserta]:
    baris = Pendaftaran.objects.filter(gelombang=gelombang, status__in=PEMEGANG_KURSI)
    for p in baris.select_related("pribadi", "pegawai__pribadi").order_by("nama_kunci", "pk"):
        sumber = (getattr(p, "pribadi", None), getattr(p.pegawai, "pribadi", None))
        nomor = (baca_pribadi(satu, "ponsel") for satu in sumber if satu is not None)
        yield KontakPeserta(p, next((n for n in nomor if n), ""))
