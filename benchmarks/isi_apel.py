"""Run inside the portal: 12,000 ASN in 60 OPD with 40 days of apel; what recaps of them cost, in turns with a count."""

import datetime
import json
import statistics
import time

from django.db import connection
from django.utils import timezone

from kantor.models import Instansi, Pegawai, Pengguna, Unit
from kantor.services.akun import beri_peran, buat_akun
from peserta.queries.apel import SaringanApel, orang_apel, rekap_apel, rekap_orang
from peserta.services.apel import catat_apel_serentak

OPD, UNIT, ORANG, HARI, PUTARAN = 60, 5, 40, 40, 7
HITUNG = """
    SELECT count(*) FROM peserta_apel a JOIN peserta_catatanapel c ON c.apel_id = a.id
    WHERE a.instansi_id = %s AND a.tanggal BETWEEN %s AND %s
"""
instansi = Instansi.objects.create(kode="ukur-apel", nama="Pemerintah Kota Apel", kota="Apel")


def unit(kode, jenis, induk=None):
    baris = Unit.objects.create(
        kode=kode, nama=kode, jenis=jenis, parent=induk, opd=induk, instansi=instansi, kunci=kode
    )
    if induk is None:
        Unit.objects.filter(pk=baris.pk).update(opd=baris)
        baris.opd = baris
    return baris


def akun(nama, jenis, **lain) -> Pengguna:
    satu = buat_akun(oleh=None, username=nama, nama=nama, sandi="sandi-untuk-ukuran")
    beri_peran(oleh=None, pengguna=satu, jenis=jenis, instansi=instansi, **lain)
    return Pengguna.objects.get(pk=satu.pk)


def isikan() -> Unit:
    nomor = 0
    for n in range(OPD):
        opd = unit(f"98.{n:02d}", "dinas")
        semua = [unit(f"98.{n:02d}.{k}", "bidang", opd) for k in range(UNIT)]
        orang = []
        for k in range(UNIT * ORANG):
            lahir = datetime.date(1970, 1, 1) + datetime.timedelta(nomor % 9000)
            orang.append(
                Pegawai(
                    nip=f"{lahir:%Y%m%d}2015051{1 + nomor // 9000:03d}",
                    nama=f"Orang {nomor}",
                    nama_kunci=f"orang {nomor * 7919 % 12007:05d}",
                    status_kepegawaian="pns",
                    unit=semua[k % UNIT],
                    opd=opd,
                    instansi=instansi,
                    terverifikasi=True,
                )
            )
            nomor += 1
        Pegawai.objects.bulk_create(orang)
    return semua[0]


def bergantian(*laku):
    """The median of each in milliseconds, in turns, after one round that only warms up."""
    lama = [[] for _ in laku]
    for putaran in range(PUTARAN + 1):
        for satu, catatan in zip(laku, lama, strict=True):
            awal = time.perf_counter()
            satu()
            if putaran:
                catatan.append(1000 * (time.perf_counter() - awal))
    return [statistics.median(satu) for satu in lama]


def hitung():
    with connection.cursor() as kursor:
        kursor.execute(HITUNG, [instansi.pk, dari, hari])
        return kursor.fetchone()[0]


def halaman(pengguna, pilih):
    def baca():
        orang = list(orang_apel(pengguna, pilih).order_by("nama_kunci", "pk")[:51])
        return rekap_orang(pilih, pegawai=[p.pk for p in orang])

    return baca


kelurahan = isikan()
panitia, operator = akun("apel-panitia", "panitia"), akun("apel-operator", "operator", unit=kelurahan)
hari = timezone.localdate()
dari = hari - datetime.timedelta(HARI - 1)
hadir = list(Pegawai.objects.filter(instansi=instansi).order_by("pk").values_list("pk", flat=True)[::2])
lama = []
for n in range(HARI):
    awal = time.perf_counter()
    tanggal = dari + datetime.timedelta(n)
    catat_apel_serentak(oleh=panitia, instansi=instansi, tanggal=tanggal, hadir=hadir)
    lama.append(time.perf_counter() - awal)
with connection.cursor() as kursor:
    kursor.execute("VACUUM ANALYZE peserta_catatanapel, peserta_apel, kantor_pegawai")
semua = SaringanApel(instansi.pk, dari, hari)
milik = SaringanApel(instansi.pk, dari, hari, opd=[kelurahan.opd_id], unit=[kelurahan.pk])
kata = ("polos", "rekap", "orang", "orang_operator", "rekap_operator")
angka = bergantian(
    hitung,
    lambda: rekap_apel(semua),
    halaman(panitia, semua),
    halaman(operator, milik),
    lambda: rekap_apel(milik, per_unit=True),
)
hasil = dict(zip(kata, angka, strict=True))
hasil |= {"baris": hitung(), "lalu": statistics.median(lama[:-1]), "kini": lama[-1]}
print("HASIL", json.dumps(hasil))
