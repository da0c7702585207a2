"""Run inside the portal: 37 plans that nine examiners score, 37 and 1,000 that are scored; what each page takes."""

import datetime
import json
import secrets
from decimal import Decimal

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from diklat.models import Gelombang
from kantor.models import Pegawai, Pengguna, Unit
from kantor.services.akun import beri_peran, buat_akun
from penilaian.models import (
    Giliran,
    Klaster,
    LembarNilai,
    Nilai,
    Pendamping,
    Penugasan,
    RencanaAksi,
    RuangSeminar,
    Seminar,
    VersiRencana,
)
from penilaian.services.rubrik import buat_rubrik_contoh
from peserta.models import Pendaftaran

SEDIKIT, BANYAK, RUANG, TIM = 37, 1000, 3, 3
g = Gelombang.objects.select_related("instansi").order_by("pk").last()
staf = Pengguna.objects.filter(peran__instansi=g.instansi, peran__jenis="admin").first()
unit = Unit.objects.filter(kode__startswith="99.01.").first()
kini = timezone.now()
rubrik = buat_rubrik_contoh(oleh=staf, instansi=g.instansi)
rubrik.bobot_peran.filter(peran="coach").delete()
rubrik.bobot_peran.filter(peran="penguji").update(bobot=80)
kriteria = list(rubrik.kriteria.values_list("pk", flat=True))
klaster = [Klaster.objects.create(instansi=g.instansi, nama=f"Klaster {n}", urutan=n) for n in range(7)]
TEKS = "Warga menunggu lama karena berkas dicari satu per satu tanpa daftar. " * 8


def akun(nama, jenis):
    satu = buat_akun(oleh=None, username=nama, nama=nama.title(), sandi=secrets.token_hex())
    beri_peran(oleh=None, pengguna=satu, jenis=jenis, instansi=g.instansi)
    return satu


def kuki(siapa):
    """Cookies of a browser that is signed in, and the token its forms carry."""
    klien = Client()
    klien.force_login(siapa)
    sesi = klien.cookies[settings.SESSION_COOKIE_NAME].value
    tanda = secrets.token_hex(16)
    return {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={sesi}; {settings.CSRF_COOKIE_NAME}={tanda}",
        "X-CSRFToken": tanda,
    }


def rencana(awal, banyak):
    umum = {"nama": "Rina Siregar", "nama_kunci": "rina siregar", "status_kepegawaian": "pns", "unit": unit}
    orang = Pegawai.objects.bulk_create(
        Pegawai(nip=f"1988{awal + n:014}", instansi=g.instansi, terverifikasi=True, **umum)
        for n in range(banyak)
    )
    daftar = Pendaftaran.objects.bulk_create(
        Pendaftaran(
            nomor=f"NILAI-{awal + n}", gelombang=g, pegawai=p, status="dipanggil", jalur="impor", rentang=g.rentang,
            dibuat=kini, unit_nama="Kelurahan Pusat Pasar", **umum,
        )
        for n, p in enumerate(orang)
    )  # fmt: skip
    semua = RencanaAksi.objects.bulk_create(
        RencanaAksi(pendaftaran=p, judul=f"Inovasi {n}", klaster=klaster[n % 7], unit=unit)
        for n, p in enumerate(daftar)
    )
    isi = {"klaster": "Klaster", "unit": unit.nama, "masalah": TEKS, "gagasan": TEKS, "manfaat": TEKS, "tahap": [],
           "lampiran": []}  # fmt: skip
    Pendamping.objects.bulk_create(
        Pendamping(pendaftaran=p, peran="mentor", pegawai=mentor.pegawai, jabatan="Camat", status="bersedia")
        for p in daftar
    )
    VersiRencana.objects.bulk_create(
        VersiRencana(rencana=r, nomor=1, judul=r.judul, isi=isi, dibuat=kini) for r in semua
    )
    return semua


def seminar(nama, semua, hari, tim, mentor):
    satu = Seminar.objects.create(
        gelombang=g, nama=nama, tanggal=hari, rubrik=rubrik, status="berlangsung", menit_paparan=15
    )
    mulai = datetime.datetime.combine(hari, datetime.time(1), datetime.UTC)
    ruang = [RuangSeminar.objects.create(seminar=satu, nama=f"Ruang {n}", mulai=mulai) for n in range(RUANG)]
    versi = dict(VersiRencana.objects.filter(rencana__in=semua).values_list("rencana", "pk"))
    lama = datetime.timedelta(minutes=15)
    giliran = Giliran.objects.bulk_create(
        Giliran(
            seminar=satu, ruang=ruang[n % RUANG], rencana=r, versi_id=versi[r.pk], urutan=n // RUANG + 1,
            mulai=mulai + n // RUANG * lama, selesai=mulai + (n // RUANG + 1) * lama,
        )
        for n, r in enumerate(semua)
    )  # fmt: skip
    pendamping = dict(Pendamping.objects.values_list("pendaftaran", "pk"))
    tugas = Penugasan.objects.bulk_create(
        Penugasan(giliran=x, peran=peran, penilai=p, pendamping_id=d, waktu=(x.mulai, x.selesai))
        for n, x in enumerate(giliran)
        for peran, p, d in [
            *(("penguji", p, None) for p in tim[n % RUANG]),
            ("mentor", mentor, pendamping[x.rencana.pendaftaran_id]),
        ]
    )
    LembarNilai.objects.bulk_create(LembarNilai(penugasan=t) for t in tugas)
    return satu


def nilai(satu):
    """Everybody has sent."""
    lembar = list(LembarNilai.objects.filter(penugasan__giliran__seminar=satu).values_list("pk", flat=True))
    Nilai.objects.bulk_create(
        [
            Nilai(lembar_id=x, kriteria_id=k, angka=Decimal(60 + (x * k) % 40))
            for x in lembar
            for k in kriteria
        ],
        batch_size=5000,
    )
    LembarNilai.objects.filter(pk__in=lembar).update(status="terkirim", dikirim=kini)


def perintah(siapa, alamat, isi=None):
    """How many statements one request takes, the second time."""
    klien = Client(SERVER_NAME="127.0.0.1")
    klien.force_login(siapa)
    for _ in range(2):
        with CaptureQueriesContext(connection) as semua:
            jawaban = klien.get(alamat) if isi is None else klien.post(alamat, isi)
        assert jawaban.status_code == 200, (alamat, jawaban.status_code)
        if isi is not None:
            isi["revisi"] += 1
    return len(semua)


tim = [[akun(f"ukur-penguji{RUANG * n + m}", "penguji") for m in range(TIM)] for n in range(RUANG)]
mentor = akun("ukur-mentor", "mentor")
mentor.pegawai = Pegawai.objects.create(
    nip="197001011990011099", nama="Camat", nama_kunci="camat", status_kepegawaian="pns", instansi=g.instansi,
    terverifikasi=True, unit=unit,
)  # fmt: skip
mentor.save()
hari = timezone.localdate()
kecil, besar = rencana(0, SEDIKIT), rencana(SEDIKIT, BANYAK)
isian = seminar("Isian", kecil, hari, tim, mentor)
sudah = seminar("Selesai 37", kecil, hari + datetime.timedelta(30), tim, mentor)
seribu = seminar("Selesai 1000", besar, hari + datetime.timedelta(60), tim, mentor)
for satu in (sudah, seribu):
    nilai(satu)
with connection.cursor() as kursor:
    kursor.execute("VACUUM ANALYZE")
dasbor = {s.nama: reverse("penilaian:seminar_nilai", args=[g.slug, s.pk]) for s in (sudah, seribu)}
tugas = {
    p.pk: list(
        Penugasan.objects.filter(giliran__seminar=isian, penilai=p)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    for semua in tim
    for p in semua
}
pertama = tim[0][0]
satu = tugas[pertama.pk].pop()
hasil = {
    "kuki": {p.pk: kuki(p) for semua in tim for p in semua},
    "staf": kuki(staf),
    "tugas": tugas,
    "kriteria": kriteria,
    "dasbor": dasbor,
    "sql": {
        "simpan": perintah(
            pertama,
            reverse("penilaian:penguji_simpan", args=[satu]),
            {"revisi": 0, f"nilai-{kriteria[0]}": "81,5"},
        ),
        "buka": perintah(pertama, reverse("penilaian:penguji_isi", args=[satu])),
        **{nama: perintah(staf, alamat) for nama, alamat in dasbor.items()},
    },
}
print("HASIL", json.dumps(hasil))
