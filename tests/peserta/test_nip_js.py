"""The check of a NIP while it is typed says the same as the server, which is the truth."""

from __future__ import annotations

import base64
import datetime
import random
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from kantor.lib import nip as lib_nip
from kantor.lib.tanggal import tanggal

HARI_INI = datetime.date(2026, 3, 1)
MODUL = (Path(settings.BASE_DIR) / "static/js/nip.js").read_bytes()
TANGAN = [
    "", "   ", "1988", "198805122015031001", "19880512 201503 1 001", "'198805122015031001", "NIP. 198805122015031001",
    "NI PPPK 198805122023211004", "1988.0512.2015.03.1.001", "1.98805E+17", "19880512201503100", "1988051220150310011",
    "198813122015031001", "198802302015031001", "200002292020011001", "190002292020011001", "198800122015031001",
    "198805122015033001", "198805122015031000", "198805121987031001", "20200512 202003 1 001",
    "203005122050031001", "19880512201503A001",
    "１９８８０５１２２０１５０３１００１", "201103012026011001", "201103022026011001", "nipon", "–",
]  # fmt: skip


def acak() -> list[str]:
    """Valid numbers with one digit changed, always the same ones."""
    benih = random.Random(7)
    hasil = []
    for _ in range(300):
        lahir = datetime.date(1960, 1, 1) + datetime.timedelta(days=benih.randrange(16_000))
        ekor = f"{benih.randrange(1, 30):02d}{benih.randrange(1, 3)}{benih.randrange(1, 999):03d}"
        nip = f"{lahir:%Y%m%d}{lahir.year + 25}{ekor}"
        letak = benih.randrange(18)
        hasil.append(nip[:letak] + benih.choice("0123456789") + nip[letak + 1 :])
    return hasil


@pytest.fixture(scope="module")
def kata_js(peramban: Browser) -> dict[str, dict]:
    semua = TANGAN + acak()
    modul = "data:text/javascript;base64," + base64.b64encode(MODUL).decode()
    hari = {"tahun": HARI_INI.year, "bulan": HARI_INI.month, "hari": HARI_INI.day}
    hasil = peramban.new_page().evaluate(
        "async ([modul, semua, hari]) => { const { periksa } = await import(modul);"
        " return semua.map((satu) => periksa(satu, hari)); }",
        [modul, semua, hari],
    )
    return dict(zip(semua, hasil, strict=True))


def kata_server(teks: str) -> dict[str, str]:
    try:
        nip = lib_nip.periksa(teks, hari_ini=HARI_INI)
    except lib_nip.NipSalah as galat:
        return {"galat": galat.pesan}
    return {
        "lahir": tanggal(nip.tanggal_lahir),
        "jenisKelamin": "pria" if nip.jenis_kelamin == "L" else "wanita",
        "pola": nip.pola,
    }


def test_every_number_is_judged_as_on_the_server(kata_js):
    beda = {}
    for teks, js in kata_js.items():
        server = kata_server(teks)
        sama = (
            js.get("galat", "")[:24] == server["galat"][:24]
            if "galat" in server
            else {k: js.get(k) for k in server} == server
        )
        if not sama:
            beda[teks] = (js, server)
    assert not beda
    assert sum("galat" in js for js in kata_js.values()) > 50
    assert sum("lahir" in js for js in kata_js.values()) > 50
