"""Files are judged by their content, private, never shown as a web page, and gone when nobody needs them."""

from __future__ import annotations

import hashlib
import io
import os
import time
import tracemalloc
from datetime import timedelta
from typing import Any

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from kantor.galat import TidakValid
from kantor.models import Berkas, Pekerjaan, Peran
from kantor.services.berkas import hapus_berkas, simpan_berkas, simpan_hasil
from kantor.services.kebersihan import hapus_isi_tanpa_baris, lepas_hasil_kedaluwarsa, tak_dirujuk
from kantor.services.kunci_api import buat_kunci
from tests.kantor import bantu

pytestmark = pytest.mark.django_db


def pdf() -> bytes:
    wadah = io.BytesIO()
    dokumen = pikepdf.new()
    dokumen.add_blank_page()
    dokumen.save(wadah)
    return wadah.getvalue()


def foto(bentuk: str = "JPEG") -> bytes:
    wadah = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(wadah, bentuk)
    return wadah.getvalue()


def simpan(isi: bytes, nama: str = "surat.pdf", **lain: Any) -> Berkas:
    return simpan_berkas(oleh=None, instansi=bantu.instansi(), isi=isi, nama=nama, **lain)


@pytest.fixture
def hasil() -> Pekerjaan:
    """A finished job of Medan with a result, owned by an operator."""
    bantu.unit("12.71.01", "Medan Kota", "kecamatan")
    from kantor.models import Unit

    operator = bantu.pengguna("operator", unit=Unit.objects.get(kode="12.71.01"))
    return Pekerjaan.objects.create(
        jenis="uji",
        judul="Daftar peserta",
        instansi=bantu.instansi(),
        pemilik=operator,
        status="selesai",
        hasil=simpan(pdf(), "daftar.pdf"),
    )


def masuk(pengguna: Any) -> Client:
    klien = Client()
    klien.force_login(pengguna)
    return klien


def test_a_file_lies_under_a_name_that_tells_nothing() -> None:
    berkas = simpan(pdf(), "../../Surat Usulan Lurah Mabar.pdf")
    assert berkas.nama == "Surat Usulan Lurah Mabar.pdf"
    assert berkas.isi.name == f"berkas/{berkas.pk.hex[:2]}/{berkas.pk.hex}.pdf"
    assert (berkas.jenis_isi, berkas.ukuran) == ("application/pdf", len(pdf()))


def test_a_photo_is_written_anew_under_its_right_name() -> None:
    berkas = simpan(foto("PNG"), "foto.pdf")
    assert (berkas.nama, berkas.jenis_isi) == ("foto.jpg", "image/jpeg")


def test_a_scan_of_many_megabytes_is_kept_byte_for_byte_and_never_held_whole() -> None:
    megabita = 1024 * 1024
    with TemporaryUploadedFile("pindaian.pdf", "application/pdf", 0, None) as unggahan:
        dokumen = pikepdf.new()
        dokumen.add_blank_page()
        dokumen.Root.Pindaian = dokumen.make_stream(os.urandom(40 * megabita))
        dokumen.save(unggahan.file)
        del dokumen
        unggahan.seek(0)
        asli = hashlib.file_digest(unggahan.file, "sha256").hexdigest()
        tracemalloc.start()
        try:
            berkas = simpan(unggahan, ukuran_maks=64 * megabita, jenis_diizinkan=("pdf",))  # type: ignore[arg-type]
            puncak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        with pytest.raises(TidakValid, match="terlalu besar"):
            simpan(unggahan, ukuran_maks=8 * megabita)  # type: ignore[arg-type]
    assert puncak < 4 * megabita
    with berkas.isi.open("rb") as isi:
        assert hashlib.file_digest(isi, "sha256").hexdigest() == asli == berkas.sha256
        assert berkas.ukuran == isi.size > 40 * megabita


@pytest.mark.parametrize(
    ("isi", "nama"),
    [
        (b"MZ" + b"\0" * 200, "surat.pdf"),
        (b"<!doctype html><script>alert(1)</script>", "surat.pdf"),
        (b"", "surat.pdf"),
        (b"%PDF-1.7 rusak", "surat.pdf"),
        (b"%PDF-1.7" + b"0" * (11 * 1024 * 1024), "surat.pdf"),
        (b"nama;nip\n", "surat.pdf"),
        (bantu.excel(["NIP"], [["1"]]).getvalue(), "surat.pdf"),
    ],
)
def test_what_is_no_letter_is_refused_in_words_and_not_kept(isi: bytes, nama: str) -> None:
    with pytest.raises(TidakValid) as galat:
        simpan(isi, nama)
    assert galat.value.rincian["berkas"]
    assert not Berkas.objects.exists()


def test_the_owner_and_the_staff_of_that_office_fetch_it_and_nobody_else(hasil: Pekerjaan) -> None:
    padang = bantu.instansi("kota-padang", "Pemerintah Kota Padang")
    alamat = f"/berkas/{hasil.hasil_id}/"
    for boleh in (
        hasil.pemilik,
        bantu.pengguna("admin"),
        bantu.pengguna("panitia"),
        bantu.pengguna("pimpinan"),
    ):
        assert masuk(boleh).get(alamat).status_code == 200
    for orang in (bantu.pengguna("admin", padang), bantu.pengguna("penguji")):
        assert masuk(orang).get(alamat).status_code == 404
    assert Client().get(alamat).status_code == 302


def test_a_file_is_a_download_that_runs_nothing(hasil: Pekerjaan) -> None:
    jawaban = masuk(hasil.pemilik).get(f"/berkas/{hasil.hasil_id}/")
    assert b"".join(jawaban.streaming_content) == hasil.hasil.isi.open().read()  # type: ignore[attr-defined]
    assert jawaban["Content-Disposition"] == 'attachment; filename="daftar.pdf"'
    assert jawaban["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in jawaban["Content-Security-Policy"]
    assert jawaban["Cache-Control"] == "private, no-store"


def test_pdf_and_pictures_may_be_shown_but_an_excel_never(hasil: Pekerjaan) -> None:
    klien = masuk(hasil.pemilik)
    assert klien.get(f"/berkas/{hasil.hasil_id}/?tampil=1")["Content-Disposition"].startswith("inline")
    excel = simpan_hasil(oleh=None, instansi=None, isi=b"PK", nama="daftar", jenis="xlsx")
    Pekerjaan.objects.update(hasil=excel)
    jawaban = klien.get(f"/berkas/{excel.pk}/?tampil=1")
    assert jawaban["Content-Disposition"].startswith("attachment")
    assert "sandbox" in jawaban["Content-Security-Policy"]


def test_an_api_key_fetches_the_result_of_its_office_only(hasil: Pekerjaan) -> None:
    padang = bantu.instansi("kota-padang", "Pemerintah Kota Padang")
    for instansi, harap in ((bantu.instansi(), 200), (padang, 404)):
        _, kunci = buat_kunci(
            oleh=None, instansi=instansi, pemilik=bantu.pengguna("admin", instansi), nama="SIMPEG"
        )
        kepala = {"HTTP_AUTHORIZATION": f"Token {kunci}"}
        assert Client().get(f"/berkas/{hasil.hasil_id}/", **kepala).status_code == harap
    assert Client().get(f"/berkas/{hasil.hasil_id}/", HTTP_AUTHORIZATION="Token salah").status_code == 404


def test_a_deleted_file_leaves_no_content(django_capture_on_commit_callbacks: Any) -> None:
    berkas = simpan(pdf())
    nama = berkas.isi.name
    with django_capture_on_commit_callbacks(execute=True):
        hapus_berkas(oleh=None, berkas=berkas)
    assert not default_storage.exists(nama)


def test_files_no_row_points_to_are_known_and_those_of_the_history_do_not_count(hasil: Pekerjaan) -> None:
    sendiri = simpan(pdf())
    assert list(tak_dirujuk(Berkas.objects.all())) == [sendiri]
    Pekerjaan.objects.update(kedaluwarsa=timezone.now() - timedelta(hours=1))
    lepas_hasil_kedaluwarsa()
    assert set(tak_dirujuk(Berkas.objects.all())) == {sendiri, hasil.hasil}


def test_contents_without_a_row_are_thrown_away_after_a_day() -> None:
    berkas = simpan(pdf())
    folder = berkas.isi.name.rpartition("/")[0]
    from django.core.files.base import ContentFile

    lama = default_storage.save(f"{folder}/lama.pdf", ContentFile(b"x"))
    baru = default_storage.save(f"{folder}/baru.pdf", ContentFile(b"x"))
    kemarin = time.time() - 2 * 86_400
    for satu in (lama, berkas.isi.name):
        os.utime(default_storage.path(satu), (kemarin, kemarin))
    hapus_isi_tanpa_baris(map_ke=int(folder[-2:], 16))
    assert [default_storage.exists(n) for n in (lama, baru, berkas.isi.name)] == [False, True, True]


def test_a_key_of_one_office_opens_nothing_its_owner_has_in_another(hasil: Pekerjaan) -> None:
    """The owner of the key may fetch the result in the browser; the key was given for the other office."""
    padang = bantu.instansi("kota-padang", "Pemerintah Kota Padang")
    pemilik = hasil.pemilik
    assert pemilik is not None
    Peran.objects.create(pengguna=pemilik, jenis="admin", instansi=padang)
    _, kunci = buat_kunci(oleh=None, instansi=padang, pemilik=pemilik, nama="SIMPEG")
    assert Client().get(f"/berkas/{hasil.hasil_id}/", HTTP_AUTHORIZATION=f"Token {kunci}").status_code == 404
    assert masuk(pemilik).get(f"/berkas/{hasil.hasil_id}/").status_code == 200
