"""A file that is asked for: changed or no longer asked for."""

from __future__ import annotations

from django.db import transaction
from django.db.models import ProtectedError

from diklat.models import SyaratBerkas
from diklat.services.kunci import kunci_gelombang
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.models import Pengguna


@layanan
def ubah_syarat(
    *, oleh: Pengguna | None, syarat: SyaratBerkas, nama: str, kapan: str, wajib: bool, penjelasan: str = ""
) -> SyaratBerkas:
    """Change the words of a condition, when it is due, whether it must be met; files handed in stay with it.

    Raises TidakValid for a name another condition of the gelombang has.
    """
    kunci_gelombang(syarat.gelombang_id)
    baris = SyaratBerkas.objects.select_for_update().get(pk=syarat.pk)
    nama = " ".join(nama.split())
    if SyaratBerkas.objects.filter(gelombang=baris.gelombang_id, nama=nama).exclude(pk=baris.pk).exists():
        raise TidakValid(rincian={"nama": "Syarat dengan nama ini sudah ada."})
    baris.nama, baris.kapan, baris.wajib, baris.penjelasan = nama, kapan, wajib, penjelasan
    baris.save()
    return baris


@layanan
def hapus_syarat(*, oleh: Pengguna | None, syarat: SyaratBerkas) -> None:
    """No longer ask for this file. Raises KeadaanBerubah while somebody has handed it in."""
    kunci_gelombang(syarat.gelombang_id)
    try:
        with transaction.atomic():
            SyaratBerkas.objects.select_for_update().get(pk=syarat.pk).delete()
    except ProtectedError:
        raise KeadaanBerubah(
            f"Sudah ada peserta yang menyerahkan “{syarat.nama}”. Ubah menjadi tidak wajib bila tidak diperlukan lagi."
        ) from None
