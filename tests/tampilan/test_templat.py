"""What the strict Content-Security-Policy and the look ask of every template."""

import re
from pathlib import Path

import pytest
from django.conf import settings

AKAR = Path(settings.BASE_DIR)
# Papers are rendered by WeasyPrint, letters by mail programs, the admin by Unfold: other rules hold there.
LAIN = {"kertas", "surel", "surat", "unfold", "admin", "cetak"}
TEMPLAT = [
    berkas
    for folder in [AKAR / "templates", *sorted(AKAR.glob("*/templates"))]
    if ".venv" not in str(folder)
    for berkas in sorted(folder.rglob("*.html"))
    if not LAIN & set(berkas.relative_to(folder).parts)
]
SPRITE = set(re.findall(r'<symbol id="([^"]+)"', (AKAR / "static/img/ikon.svg").read_text()))
RUANG = ("kantor", "diklat", "peserta", "penilaian", "evaluasi", "dokumen")

TERLARANG = {
    "an inline style": r"<[^>]+\sstyle\s*=",
    "a style element": r"<style[\s>]",
    "an inline script": r"<script(?![^>]*\bsrc=)[^>]*>",
    "an event attribute": r"<[^>]+\son[a-z]+\s*=",
    "an htmx attribute that needs eval": r"hx-on|hx-vals=.js:|hx-headers=.js:|hx-vars",
    "a javascript: address": r"javascript:",
    "a file from outside": r"(?:src|href)=[\"']https?://(?!wa\.me)[^\"']*\.(?:css|js|woff2?|png|svg)",
}


def kode(berkas: Path) -> str:
    """A template without its comments."""
    isi = berkas.read_text()
    return re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", isi, flags=re.DOTALL)


@pytest.mark.parametrize("larangan", TERLARANG)
def test_no_template_holds_what_the_policy_refuses(larangan: str) -> None:
    pelanggar = [
        f"{berkas.relative_to(AKAR)}: {temuan.group(0)[:80]}"
        for berkas in TEMPLAT
        for temuan in re.finditer(TERLARANG[larangan], kode(berkas))
    ]
    assert not pelanggar


def test_every_icon_that_is_used_is_in_the_sprite() -> None:
    semua = [
        *AKAR.glob("templates/**/*.html"),
        *(b for r in RUANG for b in (AKAR / r).glob("templates/**/*.html")),
    ]
    dipakai = {nama for berkas in semua for nama in re.findall(r'\{%\s*ikon\s+"([^"]+)"', berkas.read_text())}
    dipakai |= {nama for berkas in semua for nama in re.findall(r'\bikon="([^"]+)"', berkas.read_text())}
    python = [berkas for r in RUANG for berkas in (AKAR / r).rglob("*.py")]
    dipakai |= {nama for berkas in python for nama in re.findall(r'\bikon="([^"]+)"', berkas.read_text())}
    assert dipakai
    assert dipakai <= SPRITE, f"add to ICONS in tools/vendor.py: {sorted(dipakai - SPRITE)}"


def test_every_variable_a_rule_reads_is_a_token() -> None:
    token = set(re.findall(r"(--[a-z0-9-]+):", (AKAR / "static/tokens.css").read_text()))
    for berkas in (AKAR / "static/css").glob("*.css"):
        isi = berkas.read_text()
        milik_sendiri = set(re.findall(r"(--[a-z0-9-]+):", isi))
        tanpa_pengganti = set(re.findall(r"var\((--[a-z0-9-]+)\)", isi))
        bawaan = {n for n in tanpa_pengganti if n.startswith("--color-")}
        assert tanpa_pengganti - bawaan <= token | milik_sendiri, berkas.name


def test_what_is_vendored_comes_with_its_licence() -> None:
    for folder in ("htmx", "bootstrap-icons"):
        assert (AKAR / "static/vendor" / folder / "LICENSE").exists()
    for huruf in (AKAR / "static/vendor/fonts").rglob("*.[wt][ot]f*"):
        assert list(huruf.parent.glob("OFL-*.txt")), huruf.name
