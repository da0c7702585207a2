"""The frames as they leave the server: their weight, an office's own colours, who may see the style page."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kantor.models import Instansi
from kantor.views.gaya import HALAMAN
from kantor.views.tema import alamat_tema

STATIC = Path(settings.BASE_DIR) / "static"
BATAS_HALAMAN = 100_000
BATAS_CSS = 16_000
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000000000200"
    "0154a24f5d0000000049454e44ae426082"
)


@pytest.fixture
def contoh(settings: object) -> None:
    settings.DEMO = True


@pytest.fixture
def instansi(db: None) -> Instansi:
    return Instansi.objects.create(
        kode="padang", nama="Pemerintah Kota Padang", kota="Padang", warna_utama="#7a1f2b", motif="ulos"
    )


def di_kabel(berkas: Path) -> int:
    """Bytes a browser fetches: compressed, unless it is compressed already."""
    isi = berkas.read_bytes()
    return len(isi) if berkas.suffix in {".woff2", ".png", ".jpg"} else len(gzip.compress(isi, 9))


def aset(html: str) -> set[str]:
    alamat = re.findall(r'(?:href|src)="/static/([^"#]+)', html)
    gaya = {satu for satu in alamat if satu.endswith(".css")}
    dari_css = {
        str((STATIC / satu).parent.joinpath(url).resolve().relative_to(STATIC))
        for satu in gaya
        for url in re.findall(r'url\("([^"]+)"\)', (STATIC / satu).read_text())
        if "latin-ext" not in url and not (url.endswith("ulos-topeng.svg"))
    }
    return set(alamat) | dari_css


@pytest.mark.django_db
@pytest.mark.usefixtures("contoh")
def test_a_public_page_weighs_at_most_100_kB_on_first_load(client: Client) -> None:
    html = client.get("/gaya/publik/").content
    berat = {satu: di_kabel(STATIC / satu) for satu in aset(html.decode())}
    assert "vendor/fonts/plus-jakarta-sans-latin.woff2" in berat
    assert "img/ikon.svg" in berat
    assert sum(berat.values()) + len(gzip.compress(html)) <= BATAS_HALAMAN, berat
    assert sum(b for satu, b in berat.items() if satu.endswith(".css")) <= BATAS_CSS


@pytest.mark.django_db
@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize("halaman", HALAMAN)
def test_every_style_page_is_served_in_a_demo(client: Client, halaman: str) -> None:
    assert client.get(f"/gaya/{halaman}/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("alamat", ["/gaya/", "/gaya/staf/"])
def test_an_office_in_earnest_has_no_style_page(client: Client, alamat: str) -> None:
    assert client.get(alamat).status_code == 404


@pytest.mark.django_db
def test_the_404_page_is_ours_and_in_indonesian(client: Client) -> None:
    jawaban = client.get("/tidak-ada/")
    assert jawaban.status_code == 404
    assert "Halaman tidak ditemukan" in jawaban.content.decode()


def test_an_office_wears_its_own_colours_and_motif(client: Client, instansi: Instansi, contoh: None) -> None:
    alamat = alamat_tema(instansi)
    assert alamat
    html = client.get("/gaya/publik/").content.decode()
    assert f'href="{alamat}"' in html
    assert "motif--ulos" in html
    jawaban = client.get(alamat)
    assert jawaban["Content-Type"].startswith("text/css")
    assert "--utama:#7a1f2b;" in jawaban.content.decode()
    assert "immutable" in jawaban["Cache-Control"]


def test_yesterdays_stylesheet_is_not_kept_for_ever(client: Client, instansi: Instansi) -> None:
    lama = alamat_tema(instansi)
    Instansi.objects.filter(pk=instansi.pk).update(warna_utama="#1f3f7a")
    jawaban = client.get(lama)
    assert "--utama:#1f3f7a;" in jawaban.content.decode()
    assert "immutable" not in jawaban["Cache-Control"]


def test_the_portals_own_colours_need_no_further_stylesheet(instansi: Instansi) -> None:
    instansi.warna_utama, instansi.warna_aksen = "#0E5A43", "#b3832a"
    assert alamat_tema(instansi) is None


@pytest.mark.django_db
@pytest.mark.parametrize("alamat", ["/tema/tak-ada-123456789012.css", "/lambang/tak-ada/"])
def test_an_unknown_office_has_nothing_to_wear(client: Client, alamat: str) -> None:
    assert client.get(alamat).status_code == 404


def test_the_lambang_is_served_as_a_picture_that_can_run_nothing(client: Client, instansi: Instansi) -> None:
    instansi.lambang.save("lambang.png", SimpleUploadedFile("lambang.png", PNG))
    jawaban = client.get("/lambang/padang/")
    assert jawaban["Content-Type"] == "image/png"
    assert "sandbox" in jawaban["Content-Security-Policy"]
    assert b"".join(jawaban.streaming_content) == PNG


def test_a_lambang_that_is_no_picture_is_not_served(client: Client, instansi: Instansi) -> None:
    instansi.lambang.save("lambang.html", SimpleUploadedFile("lambang.html", b"<script>alert(1)</script>"))
    assert client.get("/lambang/padang/").status_code == 404
