"""The list of klaster an office keeps."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Max

from kantor.galat import TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan_atau_sistem
from kantor.models import Instansi, Pengguna
from penilaian.models import Klaster


@layanan
def tambah_klaster(*, oleh: Pengguna | None, instansi: Instansi, nama: str, uraian: str = "") -> Klaster:
    """A new klaster at the end of the list. Raises TidakValid for a name that is there already."""
    pastikan_atau_sistem(oleh, Hak.KERJA, instansi)
    akhir = Klaster.objects.filter(instansi=instansi).aggregate(n=Max("urutan"))["n"] or 0
    return _simpan(Klaster(instansi=instansi, urutan=akhir + 1), nama, uraian)


@layanan
def ubah_klaster(
    *, oleh: Pengguna, klaster: Klaster, nama: str, uraian: str = "", urutan: int = 0, aktif: bool = True
) -> Klaster:
    """Rename, move or put a klaster aside; plans that have it keep it. Raises TidakValid."""
    pastikan_atau_sistem(oleh, Hak.KERJA, klaster)
    baris = Klaster.objects.select_for_update().get(pk=klaster.pk)
    baris.urutan, baris.aktif = urutan, aktif
    return _simpan(baris, nama, uraian)


def _simpan(klaster: Klaster, nama: str, uraian: str) -> Klaster:
    klaster.nama, klaster.uraian = " ".join(nama.split()), uraian.strip()
    if not klaster.nama:
        raise TidakValid(rincian={"nama": "Tulis nama klaster."})
    try:
        with transaction.atomic():
            klaster.save()
    except IntegrityError:
        raise TidakValid(rincian={"nama": "Klaster dengan nama ini sudah ada."}) from None
    return klaster
