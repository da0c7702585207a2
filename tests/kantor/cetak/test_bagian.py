"""Parts of papers: QR, signer, plot, frozen JSON."""

import datetime
from decimal import Decimal
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import zxingcpp

from kantor.cetak import beku, grafik
from kantor.cetak.kop import Penandatangan
from kantor.cetak.qr import kode_qr

ALAMAT = "https://diklat.contoh.example/verifikasi/7K4M-XQ2P-9TRC-WD/"


def titik(alamat: str) -> np.ndarray:
    """The code drawn from its path, one point a module."""
    kode = kode_qr(alamat)
    papan = np.full((kode.sisi, kode.sisi), 255, np.uint8)
    for satu in kode.jalur.strip("z").split("z"):
        x, _, sisa = satu[1:].partition(" ")
        y, _, sisa = sisa.partition("h")
        lebar, _, sisa = sisa.partition("v")
        tinggi = sisa.partition("h")[0]
        bagian = papan[int(y) : int(y) + int(tinggi), int(x) : int(x) + int(lebar)]
        assert (bagian == 255).all(), "modules drawn twice"
        bagian[:] = 0
    return papan


def test_the_path_of_a_qr_is_the_code_with_its_quiet_zone() -> None:
    papan = titik(ALAMAT)
    assert (papan[:4] == 255).all()
    assert (papan[:, -4:] == 255).all()
    (kode,) = zxingcpp.read_barcodes(np.kron(papan, np.ones((4, 4), np.uint8)))
    assert kode.text == ALAMAT
    assert kode.ec_level == "M"


@pytest.mark.parametrize(
    "buruk", ["javascript:alert(1)", "7K4M", "", "https://a b", "ftp://x", "https://x\n"]
)
def test_a_qr_holds_a_plain_web_address_only(buruk: str) -> None:
    with pytest.raises(ValueError, match="alamat"):
        kode_qr(buruk)


@pytest.mark.parametrize(
    ("kapasitas", "atas_nama", "baris"),
    [
        ("definitif", "", ("Kepala BKD,",)),
        ("plt", "", ("Plt. Kepala BKD,",)),
        ("plh", "", ("Plh. Kepala BKD,",)),
        ("an", "Wali Kota Contoh", ("a.n. Wali Kota Contoh", "Kepala BKD,")),
        ("an", "", ("a.n. Kepala BKD,",)),
    ],
)
def test_the_signer_says_in_which_capacity(kapasitas: str, atas_nama: str, baris: tuple[str, ...]) -> None:
    ttd = Penandatangan("Kepala BKD", "Pejabat", kapasitas=kapasitas, atas_nama=atas_nama)  # type: ignore[arg-type]
    assert ttd.baris_jabatan == baris


def test_columns_start_at_zero_and_a_missing_value_leaves_a_gap() -> None:
    isi = grafik.kolom_persen([Decimal(100), None, Decimal(50)], ["1", "2", "<3>"], batas=Decimal(90))
    svg = ET.fromstring(isi)  # noqa: S314 - our own drawing
    batang = [float(r.get("height", "0")) for r in svg.iter("{http://www.w3.org/2000/svg}rect")]
    assert len(batang) == 2
    assert batang[0] == pytest.approx(2 * batang[1])
    assert "<3>" in [t.text for t in svg.iter("{http://www.w3.org/2000/svg}text")]


def test_bars_carry_share_and_length() -> None:
    bilah = grafik.panjang_bilah([grafik.Bilah("Lulus", 30), grafik.Bilah("Gugur", 10)])
    assert [(satu["panjang"], satu["bagian"]) for satu in bilah] == [("100.0", "75,0%"), ("33.3", "25,0%")]
    assert grafik.panjang_bilah([]) == []


def test_a_plot_without_sessions_is_still_a_plot() -> None:
    assert grafik.kolom_persen([], [], batas=Decimal(90)).startswith(b"<svg")


def test_frozen_values_come_back_as_they_went() -> None:
    sesi = Penandatangan("Kepala", "Pejabat", nip=None, kapasitas="plt")
    assert beku.dari_json(Penandatangan, beku.ke_json(sesi)) == sesi
    assert beku.dari_json(tuple[Decimal, ...], beku.ke_json((Decimal("1.50"),))) == (Decimal("1.50"),)
    assert beku.dari_json(datetime.date | None, "2017-07-10") == datetime.date(2017, 7, 10)


@pytest.mark.parametrize(
    "buruk", [{"jabatan": 7, "nama": "x"}, {"jabatan": "x"}, {"jabatan": "x", "nama": "y", "z": 1}]
)
def test_foreign_json_is_refused(buruk: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        beku.dari_json(Penandatangan, buruk)


def test_a_capacity_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="raja"):
        beku.dari_json(Penandatangan, {"jabatan": "x", "nama": "y", "kapasitas": "raja"})
