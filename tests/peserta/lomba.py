"""The field of a race: an office with a key and open gelombang, and runners that work in a live portal.

The functions up to `class Lapangan` run inside the portal (`manage.py shell`), by its own services.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.serbu import Jawaban
    from tests.fixtures.portal import LivePortal


def siapkan() -> None:
    """An office; prints the key of its admin, the codes of two units, and which statuses hold a seat."""
    from kantor.services.kunci_api import buat_kunci
    from peserta.models.pendaftaran import PEMEGANG_KURSI
    from tests.peserta import buat

    unit = buat.pohon()
    _, kunci = buat_kunci(oleh=None, instansi=buat.instansi(), pemilik=buat.akun("admin"), nama="lomba")
    _tulis(
        {
            "kunci": kunci,
            "unit": [unit["a1"].kode, unit["b1"].kode],
            "pemegang": [str(s) for s in PEMEGANG_KURSI],
        }
    )


def buka(banyak: int, **isi: Any) -> None:
    """Opens so many gelombang and prints their addresses."""
    from tests.peserta import buat

    _tulis([buat.gelombang(**isi).slug for _ in range(banyak)])


def siapkan_pindai(orang: int, perangkat: int) -> None:
    """A gelombang of seated people in a session that began an hour ago; prints session, codes, keys of devices."""
    from datetime import timedelta

    from django.utils import timezone

    from diklat.models import Sesi, TerbitanSesi
    from kantor.models import Pengguna, Unit
    from peserta.services.kartu import siapkan_kartu
    from peserta.services.perangkat_pindai import tambah_perangkat
    from tests.peserta import buat, langkah

    g = buat.gelombang(mulai=0, dibuka=False, kuota=orang)
    unit = Unit.objects.get(kode="12.71.01.1001")
    awal = 1000 * g.pk  # other people than in the gelombang before
    milik = langkah.rombongan(g, orang, unit, awal=awal)
    mulai = timezone.now().replace(microsecond=0) - timedelta(hours=1)
    sesi = Sesi.objects.create(gelombang=g, judul="Sesi", mulai=mulai, selesai=mulai + timedelta(hours=2))
    TerbitanSesi.objects.create(
        sesi=sesi,
        judul="Sesi",
        jenis="klasikal",
        mulai=mulai,
        selesai=sesi.selesai,
        berjp=True,
        terbit_pada=mulai,
    )
    siapkan_kartu(oleh=None, gelombang=g)
    staf = Pengguna.objects.get(peran__jenis="admin")
    _tulis(
        {
            "gelombang": g.slug,
            "sesi": str(sesi.uid),
            "pk": sesi.pk,
            "mulai": mulai.isoformat(),
            "kode": [p.kartu.get().kode for p in milik],
            "orang": [p.pk for p in milik],
            "kunci": [tambah_perangkat(oleh=staf, gelombang=g, nama=f"HP {n}")[1] for n in range(perangkat)],
        }
    )


def siapkan_penguji(rencana: int, halaman: int) -> None:
    """A seminar that runs, two examiners, plans with a paper of so many pages as pictures; prints cookies and tasks."""
    from django.conf import settings
    from django.test import Client

    from kantor.models import Pekerjaan, Unit
    from kantor.services.pekerjaan import lanjutkan
    from tests.penilaian import siap
    from tests.peserta import buat

    unit = Unit.objects.get(kode="12.71.01.1001")
    g = siap.gelombang()
    semua = siap.rencana(g, rencana, unit, mentor=False)
    for satu in semua:
        siap.lampirkan(satu, "makalah", siap.makalah(halaman), "Makalah.pdf")
    tim = siap.penguji(2)
    panitia = buat.akun("panitia")
    seminar = siap.berjalan(panitia, g, tim, rubrik_=siap.rubrik(panitia, 100, 0, nama=f"Rubrik {g.pk}"))
    for pekerjaan in Pekerjaan.objects.filter(perihal=f"seminar:{seminar.pk}"):
        lanjutkan(pekerjaan.pk, irisan=60)
    kuki = []
    for akun in tim:
        client = Client()
        client.force_login(akun)
        kuki.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    tugas = [[t.pk for t in siap.semua_tugas(seminar, akun)] for akun in tim]
    _tulis(
        {
            "seminar": seminar.pk, "kuki": kuki, "nama_kuki": settings.SESSION_COOKIE_NAME, "tugas": tugas,
            "kriteria": siap.kriteria(seminar), "akun": [akun.pk for akun in tim],
        }
    )  # fmt: skip


def siapkan_cerita(sandi: str) -> None:
    """A running gelombang of one seated peserta, all present, that asks for a plan; who has a part in it, and a rubric.

    Prints the address of the gelombang, name and number of the peserta, the accounts by part, all with this password.
    """
    from decimal import Decimal

    from diklat.services.gelombang import mulai_gelombang, tutup_pendaftaran
    from kantor.models import Pengguna, Unit
    from kantor.services.akun import akun_peserta
    from penilaian.services.aturan_kelulusan import IsiKomponen
    from penilaian.services.klaster import tambah_klaster
    from penilaian.services.pendamping import jawab_kesediaan, tunjuk_pendamping
    from penilaian.services.rencana import atur_rencana
    from peserta.services.kehadiran import catat_semua_hadir
    from tests.penilaian import lulus, rencana, siap
    from tests.peserta import buat, langkah

    langkah.kantor()
    komponen = (IsiKomponen("Sikap", Decimal(40)), IsiKomponen("Rencana aksi", Decimal(60), "rencana"))
    g = buat.gelombang(mulai=0, hari=1, kurikulum=lulus.kurikulum(komponen))
    [p] = langkah.rombongan(g, 1, Unit.objects.get(kode="12.71.01.1001"))
    tutup_pendaftaran(oleh=None, gelombang=g)
    mulai_gelombang(oleh=None, gelombang=g)
    panitia = buat.akun("panitia")
    for sesi in langkah.sesi(g):
        catat_semua_hadir(oleh=panitia, sesi=sesi)
    atur_rencana(oleh=None, gelombang=g, wajib_paparan=False)
    tambah_klaster(oleh=None, instansi=g.instansi, nama="Kearsipan")
    camat = rencana.pegawai(0, Unit.objects.get(kode="12.71.01"))
    undangan = tunjuk_pendamping(oleh=panitia, pendaftaran=p, pegawai=camat)
    jawab_kesediaan(oleh=rencana.akun(camat), pendamping=undangan, bersedia=True)
    siap.rubrik(panitia, 80, 20)
    pelaku = {"panitia": panitia, "mentor": Pengguna.objects.get(pegawai=camat)}
    pelaku["peserta"] = akun_peserta(oleh=None, pegawai=p.pegawai)
    pelaku |= {f"penguji{n}": akun for n, akun in enumerate(siap.penguji(3), 1)}
    for akun in pelaku.values():
        akun.set_password(sandi)
        akun.save()
    akun = {nama: satu.pk for nama, satu in pelaku.items()}
    _tulis({"alamat": f"/admin/gelombang/{g.slug}/", "nama": p.nama_lengkap, "nomor": p.nomor, "akun": akun})


def masuk(akun: int | None = None) -> None:
    """Signs this account in, or the admin; prints name and value of the cookie."""
    from django.conf import settings
    from django.test import Client

    from kantor.models import Pengguna

    client = Client()
    client.force_login(Pengguna.objects.get(pk=akun) if akun else Pengguna.objects.get(peran__jenis="admin"))
    _tulis([settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value])


def mundur_dan_tawar(slug: str, kali: int) -> None:
    """Somebody withdraws, the seat is offered, the offered answer or let it run out; again and again."""
    from datetime import timedelta

    from django.utils import timezone

    from kantor.galat import Galat
    from peserta.models import Pendaftaran
    from peserta.services.cadangan import jawab_tawaran, tawaran_lewat
    from peserta.services.pendaftaran import tarik

    for n in range(kali):
        milik = Pendaftaran.objects.filter(gelombang__slug=slug)
        for p in milik.filter(status__in=["diajukan", "diverifikasi"]).order_by("?")[:2]:
            _coba(Galat, tarik, oleh=None, pendaftaran=p)
        for p in milik.filter(status="ditawari")[:2]:
            _coba(Galat, jawab_tawaran, oleh=None, pendaftaran=p, terima=n % 3 > 0)
        if n % 4 == 0:
            tawaran_lewat(pada=timezone.now() + timedelta(hours=49))


def verifikasi_terus(slug: str, kali: int) -> None:
    """Bulk verification of whatever waits, refusing some."""
    from kantor.galat import Galat
    from kantor.models import Pengguna
    from peserta.models import Pendaftaran
    from peserta.services.verifikasi import verifikasi_massal

    g = _gelombang(slug)
    oleh = Pengguna.objects.get(peran__jenis="admin")
    for n in range(kali):
        pilihan = list(
            Pendaftaran.objects.filter(gelombang=g, status="diajukan")
            .order_by("?")
            .values_list("pk", flat=True)[:8]
        )
        keputusan = "tolak" if n % 4 == 3 else "terima"
        _coba(
            Galat,
            verifikasi_massal,
            oleh=oleh,
            gelombang=g,
            pilihan=pilihan,
            keputusan=keputusan,
            alasan="Uji",
        )


def impor(slug: str, awal: int, banyak: int) -> None:
    """A nominatif: all its people in one transaction, some of them known from elsewhere."""
    from django.db import transaction

    from kantor.galat import Galat
    from kantor.models import Unit
    from tests.peserta import buat

    g, unit = _gelombang(slug), Unit.objects.get(kode="12.71.01.1001")
    for bagian in range(0, banyak, 10):
        with transaction.atomic():
            for n in range(bagian, bagian + 10):
                orang = awal + n if n % 2 else 10_000 + n
                _coba(Galat, buat.daftarkan, g, orang, unit, jalur="impor")


def pindah(dari: str, ke: str, kali: int) -> None:
    """Panitia swaps people from one gelombang to another."""
    from kantor.galat import Galat
    from peserta.models import Pendaftaran
    from peserta.services.pendaftaran import pindah_gelombang

    tujuan = _gelombang(ke)
    for _ in range(kali):
        hidup = Pendaftaran.objects.filter(gelombang__slug=dari, status__in=["diajukan", "diverifikasi"])
        for p in hidup.order_by("?")[:2]:
            _coba(Galat, pindah_gelombang, oleh=None, pendaftaran=p, ke=tujuan)


def silang(slug: str, balik: bool) -> None:
    """Lock two people one after the other, in the wrong order with `balik`: what no service of ours may do."""
    import time

    from kantor.layanan import layanan
    from kantor.models import Pegawai

    pk = sorted(_gelombang(slug).pendaftaran.values_list("pegawai", flat=True), reverse=balik)

    @layanan
    def kunci(*, oleh: None) -> None:
        for satu in pk:
            Pegawai.objects.select_for_update().get(pk=satu)
            time.sleep(1)

    kunci(oleh=None)


def layani() -> None:
    """A clerk who does one thing after another as it is called to them: starting anew each time costs seconds."""
    for perintah in sys.stdin:
        eval(perintah, globals())  # noqa: S307
        print("SELESAI", flush=True)


def serentak(*perintah: str) -> None:
    """Run these at once, each in a process of its own; fails when one of them fails."""
    from multiprocessing import get_context

    jalan = [get_context("fork").Process(target=eval, args=(satu, globals())) for satu in perintah]
    for satu in jalan:
        satu.start()
    for satu in jalan:
        satu.join()
    if gagal := [p for p, satu in zip(perintah, jalan, strict=True) if satu.exitcode]:
        raise SystemExit(f"gagal: {gagal}")


def _coba(galat: type[Exception], tindakan: Any, *args: Any, **kwargs: Any) -> None:
    """Refusals are part of the game; anything else ends the runner with an error."""
    try:
        tindakan(*args, **kwargs)
    except galat:
        pass


def _gelombang(slug: str) -> Any:
    from diklat.models import Gelombang

    return Gelombang.objects.get(slug=slug)


def _tulis(isi: Any) -> None:
    print("HASIL", json.dumps(isi))


class Lapangan:
    """A live portal seen by the runners."""

    def __init__(self, portal: LivePortal) -> None:
        self.portal = portal
        self.juru = self._dalam_portal("layani()")
        self.alat = self.dalam("siapkan()")
        self.pemegang = self.alat["pemegang"]

    def dalam(self, perintah: str) -> Any:
        """Have the clerk do one of the functions above and read what it printed."""
        self.juru.stdin.write(f"{perintah}\n")
        self.juru.stdin.flush()
        keluar = list(iter(self.juru.stdout.readline, "SELESAI\n"))
        baris = [b for b in keluar if b.startswith("HASIL ")]
        return json.loads(baris[-1].removeprefix("HASIL ")) if baris else None

    def pulang(self) -> None:
        """The clerk goes home."""
        self.juru.communicate(timeout=30)

    def pelari(self, *perintah: str) -> subprocess.Popen[str]:
        """Start some of the functions above beside everything else."""
        return self._dalam_portal(f"serentak(*{perintah!r})")

    def gelombang(self, banyak: int = 1, **isi: Any) -> list[str]:
        return self.dalam(f"buka({banyak}, **{isi!r})")

    def pendaftaran(self, slug: str, n: int, *, kepala: dict[str, str] | None = None) -> bytes:
        """The request that registers the n-th person."""
        from benchmarks.serbu import permintaan
        from tests.peserta.buat import NAMA, nip

        isi = {
            "nip": nip(n), "nama": NAMA[n % len(NAMA)], "surel": f"orang{n}@contoh.example", "ponsel": f"0812{n:08d}",
            "golongan": "III/c", "jabatan": "Kepala Seksi", "unit": self.alat["unit"][n % 2],
        }  # fmt: skip
        alamat = f"/api/v1/gelombang/{slug}/pendaftaran/"
        return permintaan("POST", alamat, isi, kunci=self.alat["kunci"], kepala=kepala)

    def lari(self, isi: list[bytes], **cara: Any) -> tuple[list[Jawaban], float]:
        """Everybody off at once, or `klien` at a time in any order."""
        from benchmarks.serbu import serbu

        if cara:
            random.Random(7).shuffle(isi)
        return serbu(self.portal.url, isi, **cara)

    def sql(self, slug: str, kolom: str, syarat: str = "", *nilai: Any) -> list[tuple[Any, ...]]:
        """Columns of the registrations of one gelombang."""
        return self.portal.sql(
            f"SELECT {kolom} FROM peserta_pendaftaran p JOIN diklat_gelombang g ON g.id = p.gelombang_id"
            f" WHERE g.slug = %s {syarat}",
            [slug, *nilai],
        )

    def hitung(self, slug: str) -> dict[str, int]:
        """How many registrations stand in each status."""
        return dict(self.sql(slug, "p.status, count(*)", "GROUP BY 1"))

    def _dalam_portal(self, perintah: str) -> subprocess.Popen[str]:
        kode = f"from tests.peserta import lomba; lomba.{perintah}"
        return subprocess.Popen(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", kode],
            env=self.portal.env,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
