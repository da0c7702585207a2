"""Blind: every address of the portal, as everybody who is not to know, searched for a score before it may be seen.

A colleague has sent a sheet; another examiner of the same plan has not. What the colleague gave, wrote and kept as a
draft stands nowhere but on their own sheet and on the pages of Panitia.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pypdfium2
import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from kantor.models import Instansi, Pengguna, Peran
from kantor.services.akun import beri_peran, buat_akun
from penilaian.models import LembarNilai, Penugasan, Seminar
from penilaian.services.kartu import buat_kartu
from penilaian.services.lembar import kirim_lembar, simpan_lembar

from .tempat import BERJALAN, Rute, Tempat, semua_rute

pytestmark = pytest.mark.lambat

ANGKA = Decimal("61.37")
RAHASIA = "Catatan rahasia rekan penguji"
# The score of each criterion, so also of the sheet and the team's mean, and the words beside it.
BEKAS = re.compile(rb"61[.,]37|Catatan rahasia rekan")
KUNCI_API = ("", "demo-token-padang")
# Ends the session of who asks.
KELUAR = ("admin:logout", "admin/logout/", "account_logout")
# None of them is what is looked for: a page may say again what was asked.
CARI = ("61", "rahasia", "Penguji Contoh")


@dataclass
class Buta:
    """The portal with the secret in it, and who may not find it."""

    tempat: Tempat
    rute: dict[str, Rute]
    tugas: Penugasan
    orang: dict[str, Pengguna]


@pytest.fixture(scope="module")
def buta(basis_contoh: None) -> Buta:
    tempat = Tempat()
    tugas = _rahasia()
    medan = Instansi.objects.get(kode="kota-medan")
    rekan = buat_akun(oleh=None, username="rekan-buta", nama="Rekan Penguji")
    beri_peran(oleh=None, pengguna=rekan, jenis=Peran.Jenis.PENGUJI, instansi=medan)
    keduanya = buat_akun(oleh=None, username="panitia-penguji", nama="Panitia Penguji")
    for jenis in (Peran.Jenis.PANITIA, Peran.Jenis.PENGUJI):
        beri_peran(oleh=None, pengguna=keduanya, jenis=jenis, instansi=medan)
    tamu = buat_kartu(oleh=tempat.staf, seminar=tugas.giliran.seminar, nama="Penguji Sehari").kartu.penguji
    for siapa in (rekan, keduanya, tamu):
        satu = Penugasan.objects.create(
            giliran=tugas.giliran, peran="penguji", penilai=siapa, waktu=(tugas.giliran.mulai, tugas.giliran.selesai)
        )  # fmt: skip
        LembarNilai.objects.create(penugasan=satu)
    nama = ("peserta1", "mentor1", "operator", "operator-lain", "staf-padang")
    orang = {n: Pengguna.objects.get(username=n) for n in nama}
    orang |= {"penguji": rekan, "panitia yang menguji": keduanya, "penguji sehari": tamu}
    rute = {r.nama: r for r in semua_rute() if r.nama not in KELUAR}
    return Buta(tempat, rute, tugas, orang)


def _rahasia() -> Penugasan:
    """The first sheet of the seminar is sent, and its examiner has begun another one."""
    tugas = Penugasan.objects.select_related("giliran__seminar__rubrik", "penilai").get(
        penilai__username="penguji-contoh"
    )
    kriteria = tugas.giliran.seminar.rubrik.kriteria.values_list("pk", flat=True)
    kirim_lembar(
        oleh=tugas.penilai, tugas=tugas.pk, revisi=0, nilai=dict.fromkeys(kriteria, ANGKA), catatan=RAHASIA
    )
    return tugas


def alamat(b: Buta) -> Iterator[str]:
    """Every address of the table, those of others' sheets, and the searches and filters of lists."""
    for satu in b.rute.values():
        if satu.nama == satu.pola and satu.nama.endswith("<path:object_id>/"):
            continue
        dasar = b.tempat.alamat(satu)
        yield dasar
        if not satu.argumen:
            yield f"{dasar}?q={CARI[0]}"
    slug, seminar, g = BERJALAN, b.tugas.giliran.seminar_id, b.tugas.giliran_id
    pangkal = f"/admin/gelombang/{slug}/seminar/{seminar}/"
    yield from (f"{pangkal}nilai/?kelompok={k}" for k in ("lengkap", "kurang", "selisih"))
    yield from (f"/admin/gelombang/{slug}/peserta/?q={kata}" for kata in CARI)
    yield from (f"/penguji/{pk}/" for pk in Penugasan.objects.filter(giliran=g).values_list("pk", flat=True))


def isi(jawaban: HttpResponse) -> bytes:
    """All of an answer, packed files unpacked, and where it leads."""
    teks = b"".join(jawaban) if jawaban.streaming else jawaban.content
    if teks[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(teks)) as arsip:
            teks = b"\n".join(arsip.read(nama) for nama in arsip.namelist())
    if teks[:5] == b"%PDF-":
        with pypdfium2.PdfDocument(teks) as dokumen:
            teks = "\n".join(h.get_textpage().get_text_range() for h in dokumen).encode()
    return teks + jawaban.headers.get("Location", "").encode()


def telusuri(b: Buta, client: Client, **kepala: str) -> list[str]:
    """The addresses at which the secret stands; nothing of what was asked for stays."""
    bocor = []
    for tujuan in alamat(b):
        with transaction.atomic():
            if BEKAS.search(isi(client.get(tujuan, headers=kepala))):
                bocor.append(tujuan)
            transaction.set_rollback(True)
    return bocor


ORANG = ("peserta1", "mentor1", "operator", "operator-lain", "staf-padang", "penguji", "panitia yang menguji",
         "penguji sehari")  # fmt: skip


@pytest.mark.parametrize("siapa", ORANG)
def test_no_address_tells_a_score_before_all_have_sent(buta: Buta, siapa: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(buta.orang[siapa])
    assert telusuri(buta, client) == []


@pytest.mark.parametrize("kunci", KUNCI_API, ids=["orang asing", "kunci padang"])
def test_neither_a_stranger_nor_the_key_of_another_office_finds_one(buta: Buta, kunci: str) -> None:
    kepala = {"authorization": f"Token {kunci}"} if kunci else {}
    assert telusuri(buta, Client(raise_request_exception=False), **kepala) == []


def test_the_sweep_finds_what_is_there(buta: Buta) -> None:
    """Panitia reads it on the sheet, on the plan and in the Excel file; who gave it on the own sheet."""
    client = Client()
    client.force_login(Pengguna.objects.get(username="panitia"))
    ditemukan = " ".join(telusuri(buta, client))
    for bagian in ("/lembar/", "/nilai/"):
        assert bagian in ditemukan
    client.force_login(buta.tugas.penilai)
    assert f"/penguji/{buta.tugas.pk}/" in telusuri(buta, client)


def test_a_draft_is_read_by_nobody_not_even_panitia(buta: Buta) -> None:
    with transaction.atomic():
        seminar: Seminar = buta.tugas.giliran.seminar
        lain = Penugasan.objects.get(giliran=buta.tugas.giliran, penilai=buta.orang["penguji"])
        kriteria = seminar.rubrik.kriteria.values_list("pk", flat=True)
        nilai = dict.fromkeys(kriteria, Decimal("48.49"))
        simpan_lembar(oleh=lain.penilai, tugas=lain.pk, revisi=0, nilai=nilai)
        client = Client(raise_request_exception=False)
        client.force_login(Pengguna.objects.get(username="panitia"))
        for tujuan in alamat(buta):
            assert not re.search(rb"48[.,]49", isi(client.get(tujuan))), tujuan
        transaction.set_rollback(True)
