"""A replacement after the call: on the same letter, called at once, through to registrasi ulang."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection

from diklat.services.gelombang import tutup_pendaftaran
from kantor.models import Pekerjaan, Surel
from kantor.services.pekerjaan import lanjutkan
from peserta.models import Pendaftaran
from peserta.services.pemanggilan import konfirmasi
from peserta.services.registrasi import registrasi_ulang
from peserta.services.usulan import ganti_peserta
from peserta.services.verifikasi import verifikasi, verifikasi_massal
from tests.dokumen import terbit
from tests.dokumen.cetak.bahan import teks
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def operator(unit):
    return buat.akun("operator", unit=unit["a"])


@pytest.fixture
def g(unit, staf):
    """Three called with one letter that is printed."""
    g = buat.gelombang(kuota=3, sebutan="Gelombang I")
    for n in range(3):
        buat.daftarkan(g, n, unit["a1"])
    langkah.terpanggil(g, staf)
    cetak()
    return g


def cetak() -> int:
    menunggu = list(Pekerjaan.objects.filter(jenis="surat_pemanggilan", status="antre"))
    for pekerjaan in menunggu:
        lanjutkan(pekerjaan.pk)
    return len(menunggu)


def ganti(oleh, lama, unit, n):
    return ganti_peserta(oleh=oleh, pendaftaran=lama, data=buat.data(n, unit), alasan="Sakit.")


def status(p) -> str:
    return Pendaftaran.objects.values_list("status", flat=True).get(pk=p.pk)


def nominatif(g) -> list[tuple[str, str]]:
    return [(b["nama"], b["menggantikan"]) for b in g.pemanggilan.get().data["peserta"]]


def test_an_operators_replacement_is_called_on_the_same_letter_once_verified(g, unit, operator, staf):
    sebelum = nominatif(g)
    lama = g.pendaftaran.order_by("pk").first()
    konfirmasi(oleh=operator, pendaftaran=lama, bersedia=False, alasan="Sakit.")
    baru = ganti(operator, lama, unit["a2"], 10)
    assert (baru.status, nominatif(g), cetak()) == ("diajukan", sebelum, 0)
    baru = verifikasi(oleh=staf, pendaftaran=baru, keputusan="terima")
    assert (baru.status, baru.pemanggilan.ke) == ("dipanggil", 1)
    n = sebelum.index((lama.nama_lengkap, ""))
    assert nominatif(g) == [*sebelum[:n], (baru.nama_lengkap, lama.nama_lengkap), *sebelum[n + 1 :]]
    assert cetak() == 1
    assert f"menggantikan {lama.nama_lengkap}" in teks(terbit.isi(g.pemanggilan.get().berkas))
    assert Surel.objects.filter(jenis="pemanggilan", perihal=f"pendaftaran:{baru.pk}").exists()
    konfirmasi(oleh=operator, pendaftaran=baru, bersedia=True)
    tutup_pendaftaran(oleh=staf, gelombang=g)
    assert registrasi_ulang(oleh=staf, pendaftaran=baru).status == "hadir"


def test_panitias_own_replacement_is_called_in_the_same_step(g, unit, staf):
    lama = g.pendaftaran.order_by("pk").first()
    baru = ganti(staf, lama, unit["a2"], 10)
    assert status(baru) == "dipanggil"
    assert (baru.nama_lengkap, lama.nama_lengkap) in nominatif(g)
    assert g.pemanggilan.count() == 1


def test_verified_together_the_letter_is_printed_once_and_the_outcome_says_it(g, unit, operator, staf):
    baru = [ganti(operator, p, unit["a2"], 10 + n) for n, p in enumerate(g.pendaftaran.order_by("pk")[:2])]
    t = verifikasi_massal(oleh=staf, gelombang=g, pilihan=[p.pk for p in baru], keputusan="terima")
    assert {status(p) for p in baru} == {"dipanggil"}
    assert all("surat yang sama" in r["pesan"] for r in t.rincian)
    assert cetak() == 1


def test_in_a_chain_the_paper_names_whom_it_had_called(g, unit, operator, staf):
    lama = g.pendaftaran.order_by("pk").first()
    tengah = ganti(operator, lama, unit["a2"], 10)
    akhir = ganti(operator, tengah, unit["a2"], 11)
    verifikasi(oleh=staf, pendaftaran=akhir, keputusan="terima")
    assert (akhir.nama_lengkap, lama.nama_lengkap) in nominatif(g)
    lanjutan = ganti(staf, Pendaftaran.objects.get(pk=akhir.pk), unit["a2"], 12)
    assert (lanjutan.nama_lengkap, akhir.nama_lengkap) in nominatif(g)
    assert len(nominatif(g)) == 3


def test_before_the_call_a_replacement_waits_to_be_fixed_like_everybody(unit, staf):
    g = buat.gelombang()
    lama = buat.daftarkan(g, 1, unit["a1"])
    verifikasi(oleh=staf, pendaftaran=lama, keputusan="terima")
    assert status(ganti(staf, lama, unit["a1"], 2)) == "diverifikasi"


def test_a_letter_of_an_earlier_version_is_read_by_nip(g, unit, staf):
    surat = g.pemanggilan.get()
    for baris in surat.data["peserta"]:
        del baris["nomor"], baris["menggantikan"]
    surat.save()
    lama = g.pendaftaran.order_by("pk").first()
    baru = ganti(staf, lama, unit["a2"], 10)
    assert (baru.nama_lengkap, lama.nama_lengkap) in [
        (b["nama"], b.get("menggantikan")) for b in g.pemanggilan.get().data["peserta"]
    ]


def test_the_upgrade_reads_letters_and_former_states_back(g, unit, staf):
    """What rows of the first version lack is found in the frozen nominatif and in the history."""
    dipanggil, bersedia, _ = g.pendaftaran.order_by("pk")
    konfirmasi(oleh=staf, pendaftaran=bersedia, bersedia=True)
    tutup_pendaftaran(oleh=staf, gelombang=g)
    for p in (dipanggil, bersedia):
        registrasi_ulang(oleh=staf, pendaftaran=p)
    Pendaftaran.objects.update(pemanggilan=None, status_semula="")
    pindah = import_module("peserta.migrations.0003_pengganti_dan_urung")
    with connection.cursor() as kursor:
        kursor.execute(pindah.PADA_SURAT)
        kursor.execute(pindah.SEBELUM_HADIR)
    surat = g.pemanggilan.get().pk
    assert list(g.pendaftaran.order_by("pk").values_list("pemanggilan", "status_semula")) == [
        (surat, "dipanggil"), (surat, "dikonfirmasi"), (surat, ""),
    ]  # fmt: skip
