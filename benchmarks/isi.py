"""Run inside the portal: an office, its key and its Panitia, 20 units, a program and empty gelombang."""

import json
from datetime import timedelta

from django.conf import settings
from django.test import Client
from django.utils import timezone

from diklat.models import Kurikulum, Modul, Program
from diklat.services.gelombang import buat_gelombang, buka_pendaftaran
from kantor.models import Instansi, Unit
from kantor.services.akun import beri_peran, buat_akun
from kantor.services.kunci_api import buat_kunci

KUOTA = (30, 30, 30, 5000, 5000, 5000, 5000)

instansi = Instansi.objects.create(kode="ukur", nama="Pemerintah Kota Contoh", kota="Contoh")
staf = buat_akun(oleh=None, username="staf", nama="Staf", sandi="sandi-untuk-ukuran")
beri_peran(oleh=None, pengguna=staf, jenis="admin", instansi=instansi)
_, kunci = buat_kunci(oleh=None, instansi=instansi, pemilik=staf, nama="ukur")
kecamatan = Unit(kode="99.01", nama="Contoh", jenis="kecamatan", instansi=instansi, kunci="contoh")
kecamatan.save()
Unit.objects.filter(pk=kecamatan.pk).update(opd=kecamatan)
for n in range(20):
    Unit.objects.create(
        kode=f"99.01.{n}",
        nama=f"Contoh {n}",
        jenis="kelurahan",
        parent=kecamatan,
        opd=kecamatan,
        instansi=instansi,
        kunci=f"contoh{n}",
    )
program = Program.objects.create(instansi=instansi, kode="ukur", nama="Diklat Contoh")
kurikulum = Kurikulum.objects.create(program=program, versi="1")
Modul.objects.bulk_create(Modul(kurikulum=kurikulum, urutan=n, nama=f"Materi {n}", jp=5) for n in range(1, 9))
alamat = []
for n, kuota in enumerate(KUOTA):
    awal = timezone.localdate() + timedelta(days=30 + 7 * n)
    g = buat_gelombang(
        oleh=None,
        kurikulum=kurikulum,
        sebutan=f"Gelombang {n}",
        kuota=kuota,
        mulai=awal,
        selesai=awal + timedelta(days=4),
        tempat="Balai Diklat",
    )
    alamat.append(buka_pendaftaran(oleh=None, gelombang=g).slug)
peramban = Client()
peramban.force_login(staf)
sesi = peramban.cookies[settings.SESSION_COOKIE_NAME].value
kuki = f"{settings.SESSION_COOKIE_NAME}={sesi}"
print("HASIL", json.dumps({"kunci": kunci, "alamat": alamat, "kuki": kuki}))
