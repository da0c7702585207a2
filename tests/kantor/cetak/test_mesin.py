"""The sandbox of the papers: what a template may see, what a paper may load."""

import dataclasses
import datetime
import http.server
import threading
from decimal import Decimal
from pathlib import Path

import pytest
from django.template import TemplateDoesNotExist
from django.utils.safestring import mark_safe

from dokumen.models import Sertifikat
from kantor.cetak import mesin, templat
from kantor.cetak.galat import AlamatDitolak, KonteksTidakPolos, TemplatCacat
from kantor.cetak.kop import Kop, Penandatangan
from kantor.cetak.pengambil import PengambilTertutup
from kantor.lib.warna import Warna

PEJABAT = Penandatangan("Kepala", "Pejabat Contoh", nip="196501011990031001")


@dataclasses.dataclass(frozen=True)
class Setengah:
    """A signer whose name was forgotten."""

    jabatan: str = "Kepala"
    baris_jabatan: tuple[str, ...] = ("Kepala,",)
    pangkat: str = ""
    nip: None = None


def test_a_printed_variable_that_does_not_exist_is_an_error_with_its_name() -> None:
    with pytest.raises(TemplatCacat, match=r"ttd\.nama"):
        templat.susun("_penandatangan.html", {"ttd": Setengah(), "tempat_tanggal": ""})


def test_the_dry_run_names_what_if_and_for_would_swallow() -> None:
    assert templat.uji_kering("_penandatangan.html", {}) == ["tempat_tanggal", "ttd", "ttd.nama"]
    assert templat.uji_kering("_penandatangan.html", {"ttd": Setengah(), "tempat_tanggal": ""}) == [
        "ttd.nama"
    ]
    assert templat.uji_kering("_penandatangan.html", {"ttd": PEJABAT, "tempat_tanggal": ""}) == []


def test_a_missing_part_of_a_whole_paper_is_named() -> None:
    assert mesin.uji_kering("_kop.html", {"kop": Setengah()}) == [
        "kop.alamat",
        "kop.baris_lembaga",
        "kop.lambang",
        "kop.pemda",
        "kop.ukuran_lembaga",
    ]


@pytest.mark.parametrize(
    "nilai",
    [
        Sertifikat(),
        Sertifikat.objects.none(),
        mark_safe("<b>x</b>"),
        object(),
        lambda: "x",
        {"dalam": [("sekali", Sertifikat())]},
    ],
)
def test_only_plain_values_reach_a_template(nilai: object) -> None:
    with pytest.raises(KonteksTidakPolos):
        templat.susun("_penandatangan.html", {"ttd": PEJABAT, "tempat_tanggal": nilai})


def test_plain_values_of_every_kind_are_welcome() -> None:
    templat.pastikan_polos(
        [1, "a", Decimal("1.5"), datetime.date(2017, 7, 10), None, {"a": (True,)}, PEJABAT]
    )


def test_markup_in_a_value_is_escaped() -> None:
    html = templat.susun("_kop.html", {"kop": Kop('<a href="x">Pemda</a>', "B & C")})
    assert "<a" not in html
    assert "&lt;a href=&quot;x&quot;&gt;" in html


def test_a_control_character_in_a_name_does_not_spoil_the_paper() -> None:
    html = templat.susun("_kop.html", {"kop": Kop("Pem\x02da\x00", "\x03BKD")})
    assert "Pemda" in html


@pytest.mark.parametrize("nama", ["../404.html", "../../config/settings.py", "/etc/passwd", "404.html"])
def test_no_template_outside_the_folder_is_found(nama: str) -> None:
    with pytest.raises(TemplateDoesNotExist):
        templat.susun(nama, {})


@pytest.mark.parametrize(
    "alamat",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/x",
        "https://example.org/x.png",
        "ftp://example.org/x",
        "data:image/png;base64,AAAA",
        "berkas:../css/dasar.css",
        "berkas:../../config/settings.py",
        "berkas:/etc/passwd",
        "berkas:huruf/tidak-ada.ttf",
        "memori:tidak-ada",
        "BERKAS:huruf/SourceSerif4-Regular.ttf",
    ],
)
def test_the_fetcher_refuses_everything_but_our_own(alamat: str) -> None:
    pengambil = PengambilTertutup({"lambang": b"<svg/>"})
    with pytest.raises(ValueError, match="ditolak"):
        pengambil.fetch(alamat)
    assert pengambil.ditolak == [alamat]


def test_the_fetcher_gives_our_fonts_and_what_is_in_memory() -> None:
    pengambil = PengambilTertutup({"lambang": b"<svg/>"})
    assert pengambil.fetch("berkas:huruf/SourceSerif4-Regular.ttf").read()[:4] == b"\x00\x01\x00\x00"
    assert pengambil.fetch("memori:lambang").content_type == "image/svg+xml"
    assert pengambil.ditolak == []


@pytest.mark.parametrize(
    "isi", ['<img src="{}">', '<p style="background:url({})">x</p>', '<link rel="stylesheet" href="{}">']
)
def test_a_paper_that_asks_for_a_file_or_a_page_fails_and_nothing_is_fetched(
    isi: str, tmp_path: Path
) -> None:
    diminta: list[str] = []

    class Peladen(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            diminta.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    (tmp_path / "rahasia.svg").write_text("<svg/>")
    with http.server.HTTPServer(("127.0.0.1", 0), Peladen) as peladen:
        threading.Thread(target=peladen.serve_forever, daemon=True).start()
        for alamat in (f"http://127.0.0.1:{peladen.server_port}/x.svg", (tmp_path / "rahasia.svg").as_uri()):
            with pytest.raises(AlamatDitolak, match=alamat.rsplit("/", 1)[1]):
                mesin.tulis(mesin.tata(isi.format(alamat), gaya=("surat.css",)))
        peladen.shutdown()
    assert diminta == []


@pytest.mark.parametrize("buruk", ["red", "#12", "#0e5a43;} body{display:none", "url(file:///x)", "#0E5A4G"])
def test_a_colour_is_six_hex_digits_or_nothing(buruk: str) -> None:
    with pytest.raises(ValueError, match="utama"):
        Warna(utama=buruk)
