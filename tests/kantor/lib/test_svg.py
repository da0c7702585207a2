"""An uploaded drawing keeps what draws and loses what acts."""

from __future__ import annotations

import pytest

from kantor.lib.svg import SvgSalah, bersihkan

BUKA = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"{}>{}</svg>'


def gambar(isi: str, atribut: str = "") -> str:
    return bersihkan(BUKA.format(atribut, f'<path d="M0 0h9"/>{isi}').encode()).decode()


@pytest.mark.parametrize(
    ("isi", "atribut"),
    [
        ("<script>jahat()</script>", ""),
        ("<foreignObject><b>jahat</b></foreignObject>", ""),
        ('<image href="https://jahat.example/a.png"/>', ""),
        ('<use xlink:href="https://jahat.example/a.svg#x"/>', ""),
        ('<rect fill="url(https://jahat.example/)"/>', ""),
        ("<rect style=\"fill:url( 'http://jahat.example/x')\"/>", ""),
        ('<a href="javascript:jahat()"><path d="M1 1"/></a>', ""),
        ("<style>@import url(jahat)</style>", ""),
        ("<animate attributeName='href' to='jahat'/>", ""),
        ("", ' onload="jahat()"'),
        ("<!-- jahat -->", ""),
        ("<?jahat?>", ""),
    ],
)
def test_what_could_act_or_fetch_is_gone(isi, atribut):
    hasil = gambar(isi, atribut)
    assert "jahat" not in hasil
    assert 'd="M0 0h9"' in hasil


def test_gradients_and_local_references_stay():
    isi = '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient></defs>'
    hasil = gambar(f'{isi}<rect fill="url(#a)" style="stroke:#000;stroke-width:2"/><use xlink:href="#a"/>')
    assert 'fill="url(#a)"' in hasil
    assert "stroke-width:2" in hasil
    assert 'xlink:href="#a"' in hasil


@pytest.mark.parametrize(
    "isi",
    [
        b"",
        b"bukan",
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"<svg xmlns='http://www.w3.org/2000/svg'></svg>",
        b"<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&a;</text></svg>",
        b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g/>" * 6000 + b"</svg>",
        b" " * 600_000,
    ],
)
def test_what_is_no_usable_drawing_is_refused(isi):
    with pytest.raises(SvgSalah):
        bersihkan(isi)
