"""Uploads: told by content, opened with care, made small."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pikepdf
import pillow_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kantor.lib import gambar
from kantor.lib.berkas import SEMUA_JENIS, BerkasSalah, kecilkan_gambar, kenali, nama_aman
from kantor.lib.excel import Kolom, Lembar, jadi_bytes

DATA = Path(__file__).parents[2] / "data"


def foto(bentuk="JPEG", ukuran=(60, 40), mode="RGB", **opsi):
    wadah = io.BytesIO()
    Image.new(mode, ukuran, opsi.pop("warna", None)).save(wadah, bentuk, **opsi)
    return wadah.getvalue()


def heic():
    wadah = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "red")).save(wadah)
    return wadah.getvalue()


def pdf(**opsi):
    wadah = io.BytesIO()
    with pikepdf.new() as dokumen:
        dokumen.add_blank_page()
        dokumen.save(wadah, **opsi)
    return wadah.getvalue()


def pdf_berprogram():
    wadah = io.BytesIO()
    with pikepdf.new() as dokumen:
        dokumen.add_blank_page()
        dokumen.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        dokumen.save(wadah)
    return wadah.getvalue()


def zip_dari(isi):
    wadah = io.BytesIO()
    with zipfile.ZipFile(wadah, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nama, teks in isi.items():
            arsip.writestr(nama, teks)
    return wadah.getvalue()


def sebab(isi, nama="surat.pdf", **opsi):
    with pytest.raises(BerkasSalah) as galat:
        kenali(isi, nama, **opsi)
    return galat.value.pesan


CONTOH = {
    "pdf": pdf(),
    "jpeg": foto(),
    "png": foto("PNG"),
    "webp": foto("WEBP"),
    "heic": heic(),
    "xlsx": jadi_bytes([Lembar("x", [Kolom("Nama")], [("Rina",)])]),
    "xls": (DATA / "daftar_lama.xls").read_bytes(),
    "ods": zip_dari({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
    "docx": zip_dari({"word/document.xml": "<x/>"}),
    "pptx": zip_dari({"ppt/presentation.xml": "<x/>"}),
    "zip": zip_dari({"foto/a.jpg": "x"}),
}


@pytest.mark.parametrize("kode", SEMUA_JENIS)
def test_every_kind_is_known_by_content_whatever_its_name(kode):
    assert kenali(CONTOH[kode], "apa saja.bin").kode == kode
    assert kenali(CONTOH[kode], boleh={kode}).mime == SEMUA_JENIS[kode].mime


@pytest.mark.parametrize(
    ("isi", "nama", "kata"),
    [
        (b"", "surat.pdf", "kosong"),
        (b"MZ\x90\0" + b"\0" * 100, "surat.pdf", "program, walaupun namanya berakhir .pdf"),
        (b"\x7fELF123", "foto.jpg", "program"),
        (b"<html><script>alert(1)</script></html>", "surat.pdf", "halaman web"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.png", "halaman web"),
        (b"halo", "surat.pdf", "tidak sesuai dengan namanya"),
        (b"halo", "surat.xyz", "tidak dikenal"),
        (b"%PDF-1.7\nrusak", "surat.pdf", "PDF rusak"),
        (b"\xff\xd8\xff\xe0 rusak", "foto.jpg", "Gambar rusak"),
        (b"PK\x03\x04 rusak", "data.xlsx", "rusak"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "lama"),
        (zip_dari({"META-INF/MANIFEST.MF": "x"}), "a.zip", "rusak atau tidak sesuai"),
        (zip_dari({"../../etc/passwd": "x"}), "a.zip", "tidak wajar"),
        (zip_dari({"xl/workbook.xml": "x", "xl/vbaProject.bin": "x"}), "a.xlsx", "makro"),
        (pdf() + zip_dari({"a": "x"}), "a.pdf", "disembunyikan"),
        (foto() + zip_dari({"a": "x"}), "a.jpg", "disembunyikan"),
        (foto(comment=b"<script>alert(1)</script>"), "a.jpg", "disembunyikan"),
        (pdf_berprogram(), "a.pdf", "JavaScript"),
    ],
)
def test_what_is_in_disguise_or_broken_is_refused_clearly(isi, nama, kata):
    assert kata in sebab(isi, nama)


def test_a_kind_that_is_not_wanted_is_named():
    pesan = sebab(foto(), "foto.jpg", boleh={"pdf", "xlsx"})
    assert pesan == "Berkas ini foto JPG. Yang diterima: PDF, Excel."


def test_the_size_limit_holds():
    assert "terlalu besar (20,1 MB); paling besar 10 MB" in sebab(b"%PDF-" + b"0" * 20 * 1024 * 1024)


def test_a_pdf_with_a_password_is_refused_unless_wanted():
    isi = pdf(encryption=pikepdf.Encryption(user="rahasia", owner="rahasia"))
    assert "kata sandi" in sebab(isi)
    assert kenali(isi, pdf_bersandi=True).kode == "pdf"


def test_a_zip_bomb_is_refused():
    assert "terlalu besar setelah dibuka" in sebab(
        zip_dari({"a": b"\0" * 320_000_000}), "a.zip", ukuran_maks=10**7
    )


def test_a_picture_that_would_fill_the_memory_is_refused():
    isi = foto("PNG", (9000, 9000), "1", warna=0)
    assert len(isi) < 50_000
    assert "9000 × 9000 piksel" in sebab(isi, "a.png")
    assert "terlalu besar" in sebab(foto("PNG", (20_000, 20_000), "1", warna=0), "a.png")


def test_a_photo_is_turned_upright_made_small_and_freed_of_its_place():
    exif = Image.Exif()
    exif[0x0112] = 6  # lying on its side
    exif[0x010F] = "Kamera"
    exif.get_ifd(0x8825)[1] = "N"
    hasil = kecilkan_gambar(foto(ukuran=(3000, 1500), exif=exif))
    assert (hasil.lebar, hasil.tinggi, hasil.mime, hasil.akhiran) == (1000, 2000, "image/jpeg", ".jpg")
    with Image.open(io.BytesIO(hasil.isi)) as jadi:
        assert jadi.size == (1000, 2000)
        assert dict(jadi.getexif()) == {}
    assert b"Kamera" not in hasil.isi


def test_a_heic_becomes_jpeg():
    hasil = kecilkan_gambar(heic())
    assert hasil.mime == "image/jpeg"
    assert (hasil.lebar, hasil.tinggi) == (64, 48)


def test_only_real_transparency_keeps_png():
    tembus = kecilkan_gambar(foto("PNG", mode="RGBA", warna=(255, 0, 0, 0)))
    penuh = kecilkan_gambar(foto("PNG", mode="RGBA", warna=(255, 0, 0, 255)))
    assert (tembus.mime, penuh.mime) == ("image/png", "image/jpeg")


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16"])
def test_every_colour_mode_can_be_made_small(mode):
    bentuk = "JPEG" if mode == "CMYK" else "PNG"
    assert kecilkan_gambar(foto(bentuk, mode=mode)).mime == "image/jpeg"


def test_sixteen_bit_grey_of_a_scanner_does_not_turn_white():
    with Image.open(io.BytesIO(kecilkan_gambar(foto("PNG", mode="I;16", warna=32768)).isi)) as jadi:
        assert 120 < jadi.getpixel((5, 5))[0] < 136


def test_something_hidden_behind_a_picture_is_gone():
    assert b"rahasia" not in kecilkan_gambar(foto() + b"rahasia").isi


def test_a_truncated_picture_is_refused():
    isi = foto(ukuran=(800, 800), quality=95)
    with pytest.raises(BerkasSalah, match="rusak"):
        kecilkan_gambar(isi[: len(isi) // 2])


def test_a_phone_of_a_hundred_megapixels_passes():
    assert gambar.PIKSEL_MAKS > 108_000_000


@pytest.mark.parametrize(
    ("nama", "hasil"),
    [
        ("Surat Usulan.pdf", "Surat Usulan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Rina\\surat.pdf", "surat.pdf"),
        ("surat\u202efdp.exe", "suratfdp.exe"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ('a"b<c>.pdf', "a-b-c.pdf"),
        (".htaccess", "htaccess"),
        ("", "berkas"),
        ("...", "berkas"),
        ("CON.pdf", "berkas-CON.pdf"),
    ],
)
def test_names_are_made_safe(nama, hasil):
    assert nama_aman(nama) == hasil


def test_a_name_gets_the_right_extension_and_is_not_too_long():
    assert nama_aman("foto.HEIC", jenis=SEMUA_JENIS["jpeg"]) == "foto.jpg"
    assert nama_aman("Surat No. 12", jenis=SEMUA_JENIS["pdf"]) == "Surat No. 12.pdf"
    assert nama_aman("surat.exe", jenis=SEMUA_JENIS["pdf"]) == "surat.exe.pdf"
    assert len(nama_aman("x" * 500 + ".pdf")) == 120


@given(st.text(max_size=200))
def test_any_name_becomes_safe(nama):
    hasil = nama_aman(nama)
    assert 0 < len(hasil) <= 120
    assert not set(hasil) & set('/\\\0\r\n"<>')
    assert not hasil.startswith(".")


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_damaged_file_is_known_or_refused_never_a_crash(data):
    isi = bytearray(CONTOH[data.draw(st.sampled_from(sorted(CONTOH)))])
    for _ in range(data.draw(st.integers(1, 10))):
        isi[data.draw(st.integers(0, len(isi) - 1))] = data.draw(st.integers(0, 255))
    with suppress(BerkasSalah):
        jenis = kenali(bytes(isi), "x.pdf")
        if jenis.gambar:
            kecilkan_gambar(bytes(isi))
