"""Makers for seminars: plans that were sent, examiners, a rubric, rooms, a seminar that runs."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from itertools import count
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from diklat.models import Gelombang
from kantor.models import Berkas, Pegawai, Pengguna, Unit
from kantor.services.berkas import simpan_berkas
from penilaian.models import (
    Klaster,
    LampiranRencana,
    LembarNilai,
    Pendamping,
    Penugasan,
    RencanaAksi,
    Rubrik,
    Seminar,
    VersiRencana,
)
from penilaian.services.lembar import kirim_lembar
from penilaian.services.rubrik import IsiKriteria, buat_rubrik, ubah_rubrik
from penilaian.services.seminar import buat_seminar, mulai_seminar, simpan_ruang
from penilaian.services.urutan import susun_urutan
from tests.peserta import buat, langkah

_nomor = count(1)
D = Decimal


def rubrik(oleh: Pengguna, penguji: int = 80, mentor: int = 20, nama: str = "Rubrik seminar") -> Rubrik:
    """Two criteria, 60 and 40, for the roles with a weight."""
    baru = buat_rubrik(oleh=oleh, instansi=buat.instansi(), nama=nama)
    peran = {p: D(b) for p, b in {"penguji": penguji, "mentor": mentor}.items() if b}
    return isi_ulang(oleh, baru, peran)


def isi_ulang(oleh: Pengguna, rubrik: Rubrik, peran: dict[str, Decimal], **lain: Any) -> Rubrik:
    tingkat = ((D(0), "Kurang"), (D(75), "Baik"))
    kriteria = [
        IsiKriteria("Kebaruan", "Berbeda dari yang ada", {p: D(60) for p in peran}, tingkat),
        IsiKriteria("Kemanfaatan", "", {p: D(40) for p in peran}, tingkat),
    ]
    isi = {
        "nama": rubrik.nama,
        "keterangan": "",
        "batas_selisih": D(15),
        "peran": peran,
        "kriteria": kriteria,
    }
    return ubah_rubrik(oleh=oleh, rubrik=rubrik, **isi | lain)


def rencana(
    g: Gelombang,
    banyak: int,
    unit: Unit,
    *,
    klaster: int = 2,
    mentor: bool = True,
    mentor_per: int = 2,
    belum_dikirim: int = 0,
) -> list[RencanaAksi]:
    """Plans that were sent and approved; every `mentor_per` of them have one mentor, who has an account."""
    awal = 1000 * g.pk
    orang = langkah.rombongan(g, banyak, unit, awal=awal)
    kelompok = [
        Klaster.objects.get_or_create(instansi=g.instansi, nama=f"Klaster {n}", defaults={"urutan": n})[0]
        for n in range(klaster)
    ]
    kini = timezone.now()
    semua = []
    for n, p in enumerate(orang):
        satu = RencanaAksi.objects.create(
            pendaftaran=p, judul=f"Inovasi {n + 1}", klaster=kelompok[n % klaster], unit=unit, masalah="Antrean lama",
            gagasan="Antrean daring", status="draf" if n < belum_dikirim else "disetujui", diajukan=kini,
        )  # fmt: skip
        semua.append(satu)
        if n < belum_dikirim:
            continue
        isi = {"klaster": satu.klaster.nama, "unit": unit.nama, "masalah": "Antrean lama", "gagasan": "Antrean daring",
               "tahap": [], "lampiran": []}  # fmt: skip
        VersiRencana.objects.create(rencana=satu, nomor=1, judul=satu.judul, isi=isi, dibuat=kini)
    if mentor:
        for n in range(0, banyak, mentor_per):
            akun = pegawai_berakun(f"Mentor {n}", 90_000 + awal + n)
            for satu in semua[n : n + mentor_per]:
                dampingi(satu, akun.pegawai)
    return semua


def dampingi(rencana: RencanaAksi, pegawai: Pegawai, peran: str = "mentor") -> Pendamping:
    return Pendamping.objects.create(
        pendaftaran=rencana.pendaftaran, peran=peran, pegawai=pegawai, jabatan="Camat", status="bersedia"
    )


def pegawai_berakun(nama: str, n: int, unit: Unit | None = None, jenis: str = "mentor") -> Pengguna:
    pegawai = Pegawai.objects.create(
        nip=buat.nip(n), nama=nama, nama_kunci=nama.lower(), status_kepegawaian="pns", instansi=buat.instansi(),
        terverifikasi=True, unit=unit, opd=unit.opd if unit else None,
    )  # fmt: skip
    akun = buat.akun(jenis)
    akun.nama, akun.pegawai = nama, pegawai
    akun.save()
    return akun


def penguji(banyak: int = 3) -> list[Pengguna]:
    semua = [buat.akun("penguji") for _ in range(banyak)]
    for satu in semua:
        satu.nama = f"Penguji {next(_nomor)}"
        satu.save()
    return semua


def gelombang(**lain: Any) -> Gelombang:
    return buat.gelombang(mulai=0, hari=2, dibuka=False, **lain)


def seminar(
    oleh: Pengguna, g: Gelombang, *tim: list[Pengguna], rubrik_: Rubrik | None = None, **isi: Any
) -> Seminar:
    """A room per team, from 08.00 on."""
    baru = buat_seminar(
        oleh=oleh, gelombang=g, rubrik=rubrik_ or rubrik(oleh), nama=isi.pop("nama", "Seminar"),
        tanggal=isi.pop("tanggal", timezone.localdate()), menit_paparan=isi.pop("menit_paparan", 15), **isi,
    )  # fmt: skip
    for n, satu in enumerate(tim):
        simpan_ruang(
            oleh=oleh, seminar=baru, nama=f"Ruang {chr(65 + n)}", mulai=datetime.time(8), tim=satu,
            ketua=satu[0] if satu else None,
        )  # fmt: skip
    return baru


def berjalan(oleh: Pengguna, g: Gelombang, *tim: list[Pengguna], **isi: Any) -> Seminar:
    """A seminar whose order is proposed and whose sheets are open."""
    baru = seminar(oleh, g, *tim, **isi)
    susun_urutan(oleh=oleh, seminar=baru)
    return mulai_seminar(oleh=oleh, seminar=baru)


def makalah(halaman: int = 1) -> bytes:
    """A PDF of so many pages with words on them."""
    from PIL import Image, ImageDraw

    semua = []
    for n in range(halaman):
        lembar = Image.new("RGB", (620, 877), "white")
        ImageDraw.Draw(lembar).text((60, 60), f"Halaman {n + 1}", fill="black")
        semua.append(lembar)
    wadah = io.BytesIO()
    semua[0].save(wadah, "PDF", save_all=True, append_images=semua[1:])
    return wadah.getvalue()


def lampirkan(rencana: RencanaAksi, jenis: str, isi: bytes, nama: str) -> Berkas:
    """A file with the plan, in a new version that names it."""
    berkas = simpan_berkas(
        oleh=None, instansi=rencana.klaster.instansi, isi=isi, nama=nama, jenis_diizinkan=("pdf", "pptx")
    )
    LampiranRencana.objects.create(rencana=rencana, jenis=jenis, berkas=berkas, diunggah=timezone.now())
    lama = rencana.versi.last()
    satu = {"jenis": jenis, "nama": nama, "berkas": str(berkas.pk)}
    VersiRencana.objects.create(
        rencana=rencana, nomor=lama.nomor + 1, judul=lama.judul, dibuat=timezone.now(),
        isi=lama.isi | {"lampiran": [*lama.isi["lampiran"], satu]},
    )  # fmt: skip
    return berkas


def semua_tugas(seminar: Seminar, siapa: Pengguna) -> list[Penugasan]:
    """The tasks of one account in the order of the talks."""
    return list(seminar_tugas(seminar).filter(penilai=siapa).order_by("giliran__mulai", "pk"))


def seminar_tugas(seminar: Seminar) -> QuerySet[Penugasan]:
    return Penugasan.objects.filter(giliran__seminar=seminar, dicabut=None)


def tugas(seminar: Seminar, siapa: Pengguna, rencana: RencanaAksi | None = None) -> Penugasan:
    semua = Penugasan.objects.filter(giliran__seminar=seminar, penilai=siapa, dicabut=None)
    if rencana:
        semua = semua.filter(giliran__rencana=rencana)
    return semua.select_related("lembar", "giliran__seminar").order_by("giliran__mulai", "pk")[0]


def kriteria(seminar: Seminar) -> list[int]:
    return list(seminar.rubrik.kriteria.order_by("urutan").values_list("pk", flat=True))


def angka(seminar: Seminar, *nilai: str) -> dict[int, Decimal]:
    return {k: D(n) for k, n in zip(kriteria(seminar), nilai, strict=True)}


def kirim(satu: Penugasan, *nilai: str) -> LembarNilai:
    """The sheet of this task, filled and sent."""
    lembar = LembarNilai.objects.get(penugasan=satu)
    isi = angka(satu.giliran.seminar, *(nilai or ("80", "90")))
    return kirim_lembar(oleh=satu.penilai, tugas=satu.pk, revisi=lembar.revisi, nilai=isi)
