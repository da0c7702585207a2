"""A letter behind an absence, and the sheet of a session beside scans that come in meanwhile."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kantor.services.akun import akun_peserta
from peserta.models import Kehadiran
from peserta.services.kehadiran import catat_kehadiran
from tests.peserta import buat, langkah
from tests.peserta.peramban import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def g():
    return buat.gelombang(mulai=0, dibuka=False)


@pytest.fixture
def orang(g):
    return langkah.rombongan(g, 2, buat.pohon()["a1"])


@pytest.fixture
def sesi(g, orang):
    return langkah.sesi(g, 3)


@pytest.fixture
def staf(client):
    akun = buat.akun("panitia")
    client.force_login(akun)
    return akun


def alamat(g, sesi, p=None) -> str:
    awal = f"/admin/gelombang/{g.slug}/presensi/{sesi.pk}/"
    return f"{awal}surat/{p.nomor}/" if p else awal


def unggah(isi: bytes = PDF, nama: str = "surat-dokter.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, isi)


def test_one_letter_stands_for_all_sessions_of_an_absence(client, g, orang, sesi, staf):
    for satu, kode in zip(sesi, ("S", "S", "H"), strict=True):
        catat_kehadiran(oleh=staf, sesi=satu, pendaftaran=orang[0], kode=kode)
    jawaban = client.post(alamat(g, sesi[0], orang[0]), {"berkas": unggah(), "semua": "on"}, follow=True)
    assert "dilampirkan pada 2 sesi" in jawaban.text
    assert "Surat terlampir" in jawaban.text
    surat = list(Kehadiran.objects.order_by("sesi").values_list("surat", flat=True))
    assert surat[0] == surat[1] is not None
    assert surat[2] is None


def test_what_is_no_pdf_or_picture_is_refused_by_its_content(client, g, orang, sesi, staf):
    catat_kehadiran(oleh=staf, sesi=sesi[0], pendaftaran=orang[0], kode="I")
    jawaban = client.post(alamat(g, sesi[0], orang[0]), {"berkas": unggah(b"MZ\x90 program", "surat.pdf")})
    assert jawaban.status_code == 400
    assert client.post(alamat(g, sesi[0], orang[0])).status_code == 400
    assert Kehadiran.objects.get().surat is None


def test_a_letter_needs_an_absence_it_explains(client, g, orang, sesi, staf):
    catat_kehadiran(oleh=staf, sesi=sesi[0], pendaftaran=orang[0], kode="H")
    jawaban = client.post(alamat(g, sesi[0], orang[0]), {"berkas": unggah()})
    assert "Catat kodenya dahulu" in jawaban.text
    assert Kehadiran.objects.get().surat is None


def test_the_letter_is_for_staff_and_its_owner_alone(client, g, orang, sesi, staf):
    catat_kehadiran(oleh=staf, sesi=sesi[0], pendaftaran=orang[0], kode="S")
    client.post(alamat(g, sesi[0], orang[0]), {"berkas": unggah()})
    berkas = f"/berkas/{Kehadiran.objects.get().surat_id}/"
    operator = buat.akun("operator", unit=orang[0].unit)
    boleh = {
        buat.akun("pimpinan"): 200,
        akun_peserta(oleh=None, pegawai=orang[0].pegawai): 200,
        akun_peserta(oleh=None, pegawai=orang[1].pegawai): 404,
        operator: 404,
        buat.akun("panitia", "padang"): 404,
    }
    for akun, status in boleh.items():
        client.force_login(akun)
        assert client.get(berkas).status_code == status, akun


def test_a_sheet_opened_before_a_scan_came_in_does_not_overwrite_it(client, g, orang, sesi, staf):
    """The sheet showed H by "semua hadir"; meanwhile the scan says T 20; then the sheet is saved for somebody else."""
    client.post(f"{alamat(g, sesi[0])}semua/")
    Kehadiran.objects.filter(pendaftaran=orang[0]).update(kode="T", menit_terlambat=20)
    a, b = (p.pk for p in orang)
    isi = {f"kode_{a}": "H", f"semula_{a}": "H", f"kode_{b}": "S", f"semula_{b}": "H"}
    assert "1 catatan berubah" in client.post(alamat(g, sesi[0]), isi, follow=True).text
    kini = {k.pendaftaran_id: (k.kode, k.sumber) for k in Kehadiran.objects.all()}
    assert kini == {a: ("T", "semua"), b: ("S", "tangan")}


def test_a_row_scanned_since_the_sheet_was_opened_is_refused_until_it_was_seen(client, g, orang, sesi, staf):
    """The sheet was opened blank; then Siti is scanned; then the blank rows are ticked A and saved."""
    a = orang[0].pk
    Kehadiran.objects.create(
        sesi=sesi[0], pendaftaran=orang[0], kode="H", sumber="pindai", dipindai=sesi[0].mulai
    )
    isi = {f"kode_{p.pk}": "A" for p in orang} | {f"semula_{p.pk}": "" for p in orang}
    jawaban = client.post(alamat(g, sesi[0]), isi)
    assert jawaban.status_code == 400
    assert "Baru dipindai pukul 08.00 WIB (H). Periksa, lalu simpan lagi." in jawaban.text
    assert [k.kode for k in Kehadiran.objects.all()] == ["H"]
    assert f'name="semula_{a}" value="H"' in jawaban.text
    client.post(alamat(g, sesi[0]), isi | {f"semula_{a}": "H"})
    assert [k.kode for k in Kehadiran.objects.all()] == ["A", "A"]
