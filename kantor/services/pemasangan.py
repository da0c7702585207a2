"""A fresh portal: its first instansi, the office's name, the first admin."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.models import Instansi, NamaLembaga, Pengguna, Peran, UsiaPensiun, usia_pensiun_awal
from kantor.services.akun import beri_peran, buat_akun, buat_tautan_masuk
from kantor.services.unit import muat_wilayah


@layanan
def pasang_instansi(
    *,
    kode: str,
    instansi: str,
    kota: str,
    lembaga: str,
    singkatan: str,
    nama: str,
    username: str,
    email: str = "",
    wilayah: bool = True,
) -> str:
    """Make what is missing of these and return a one-time link for the admin; running it again only gives a new link.

    For whoever holds the server, not for the web. Raises TidakValid, KeadaanBerubah for a user name that is taken by
    somebody who is no admin of this instansi.
    """
    milik = Instansi.objects.filter(kode=kode).first()
    if milik is None:
        milik = Instansi(kode=kode, nama=instansi, kota=kota)
        try:
            milik.full_clean()
        except ValidationError as galat:
            raise TidakValid(rincian=galat.message_dict) from None
        milik.save()
        awal_tahun = timezone.localdate().replace(month=1, day=1)
        NamaLembaga.objects.create(
            instansi=milik, nama=lembaga, singkatan=singkatan, berlaku_mulai=awal_tahun
        )
        UsiaPensiun.objects.bulk_create(usia_pensiun_awal(milik))
    if wilayah:
        muat_wilayah(oleh=None)
    akun = Pengguna.objects.filter(username=username.strip().lower()).first()
    if akun is None:
        akun = buat_akun(oleh=None, username=username, nama=nama, email=email)
        beri_peran(oleh=None, pengguna=akun, jenis=Peran.Jenis.ADMIN, instansi=milik)
    elif not akun.peran.filter(instansi=milik, jenis=Peran.Jenis.ADMIN, aktif=True).exists():
        raise KeadaanBerubah(f"Nama pengguna {akun.username} sudah dipakai akun lain.")
    return buat_tautan_masuk(oleh=akun, pengguna=akun, alasan="manage.py siapkan di server")
