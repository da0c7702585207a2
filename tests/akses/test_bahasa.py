"""No page speaks English: every address, as every role, and the refusals of empty forms."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from kantor.models import Pengguna
from tools import bahasa

from .tabel import POST
from .tempat import Rute, Tempat, semua_rute

pytestmark = pytest.mark.lambat

# Words no Indonesian sentence holds. Words of the trade (benchmarking, coaching, action plan) are not among them.
INGGRIS = frozenset({
    "a", "about", "above", "account", "add", "added", "all", "allowed", "already", "and", "any", "apply", "are",
    "available", "back", "be", "because", "been", "before", "below", "by", "cancel", "cannot", "change", "changed",
    "check", "choose", "clear", "click", "close", "confirm", "continue", "create", "created", "date", "delete",
    "deleted", "description", "details", "disabled", "download", "edit", "empty", "enabled", "enter", "error",
    "every", "failed", "field", "fields", "filter", "find", "first", "for", "forbidden", "forgot", "found", "from",
    "go", "has", "have", "help", "here", "history", "home", "how", "if", "invalid", "is", "it", "item", "items",
    "last", "less", "like", "list", "loading", "login", "logout", "long", "make", "many", "may", "missing", "more",
    "must", "name", "never", "new", "next", "nobody", "none", "not", "nothing", "number", "of", "off", "offline",
    "ok", "old", "on", "one", "only", "open", "or", "other", "our", "page", "password", "please", "previous",
    "profile", "question", "read", "remove", "required", "reset", "result", "results", "return", "save", "saved",
    "search", "see", "select", "send", "sent", "settings", "show", "sign", "sorry", "sort", "start", "submit",
    "success", "successfully", "test", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "time", "to", "today", "too", "total", "true", "try", "unknown", "update", "upload", "use",
    "used", "user", "username", "value", "view", "warning", "was", "welcome", "were", "what", "when", "where",
    "which", "who", "will", "with", "without", "wrong", "yes", "you", "your", "false", "null", "undefined", "nan",
    "traceback",
})  # fmt: skip

KATA = re.compile(r"[a-z][a-z-]+", re.IGNORECASE)
BUANG = re.compile(r"<(script|style|template|textarea|svg)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
# The admin's icon font draws a glyph in place of its name.
GLIF = re.compile(r"<span[^>]*\bmaterial-symbols-outlined\b[^>]*>[^<]*</span>")
# Attributes a person sees or hears; values of text fields are what people typed.
ATRIBUT = re.compile(
    r'\s(?:title|alt|placeholder|aria-label|aria-description|label)="([^"]*)"', re.IGNORECASE
)
TOMBOL = re.compile(r'<input[^>]+type="(?:submit|button)"[^>]*\svalue="([^"]*)"', re.IGNORECASE)
# Codes, addresses and file names are no language.
BUKAN_KATA = re.compile(r"\S*[@/_\\]\S*|\S+\.\S+\.\S+|\b\w*\d\w*\b|\{[^}]*\}|<[^>]*>")
# Pages for developers, and the portal's own pattern book.
PENGEMBANG = ("gaya", "api:", "admin:jsi18n", "robots", "favicon", "sehat", "tema", "lambang")
# Pages behind links (filters, other rows) are looked at up to so many.
LANGKAH_MAKS = 200
# What panitia and pimpinan see, staf sees too.
PERAN = ("tamu", "staf", "operator", "peserta1")


@pytest.fixture(scope="module")
def tempat(basis_contoh: None) -> Tempat:
    return Tempat()


def rute_halaman() -> Iterator[Rute]:
    for satu in {r.nama: r for r in semua_rute()}.values():
        if not (satu.nama.startswith(PENGEMBANG) or satu.nama.endswith("<path:object_id>/")):
            yield satu


def kata_inggris(isi: str) -> set[str]:
    """The English words a person would read on this page."""
    polos = GLIF.sub(" ", BUANG.sub(" ", isi))
    teks = [*ATRIBUT.findall(polos), *TOMBOL.findall(polos), re.sub(r"<[^>]+>", " ", polos)]
    bersih = BUKAN_KATA.sub(" ", html.unescape(" ".join(teks)))
    return {k.lower() for k in KATA.findall(bersih)} & INGGRIS


def masuk(peran: str) -> Client:
    client = Client(raise_request_exception=False)
    if peran != "tamu":
        client.force_login(Pengguna.objects.get(username=peran))
    return client


def baca(client: Client, metode: str, alamat: str) -> str:
    """The page as text, "" for anything else; nothing of the request stays."""
    with transaction.atomic():
        jawaban = getattr(client, metode)(alamat)
        transaction.set_rollback(True)
    halaman = jawaban.headers.get("Content-Type", "").startswith("text/html")
    return jawaban.content.decode() if halaman and not jawaban.streaming else ""


def test_the_list_catches_english_and_lets_indonesian_pass() -> None:
    assert kata_inggris("<p>Please save this</p>") == {"please", "save", "this"}
    assert kata_inggris('<input type="submit" value="Log in now"><a title="Next page">x</a>') == {
        "next",
        "page",
    }
    assert kata_inggris("<p>No. HP pada unit kerja <script>if (this) return</script></p>") == set()
    assert kata_inggris('<a href="/the/file">rina.for@contoh.example</a>') == set()


@pytest.mark.parametrize("peran", PERAN)
def test_no_page_of_a_role_speaks_english(tempat: Tempat, peran: str) -> None:
    client = masuk(peran)
    dilihat, salah = set(), []
    tautan: set[str] = set()
    for satu in rute_halaman():
        alamat = tempat.alamat(satu)
        dilihat.add(alamat)
        isi = baca(client, "get", alamat)
        tautan |= set(re.findall(r'href="(/[^"#]*)"', isi))
        if kata := kata_inggris(isi):
            salah.append(f"{alamat}: {sorted(kata)}")
    for alamat in sorted(html.unescape(t) for t in tautan if not t.startswith(("/static", "/api", "/gaya"))):
        if len(dilihat) > LANGKAH_MAKS:
            break
        pola = re.sub(r"[0-9a-f-]{20,}|\d+|[A-Z0-9-]{10,}", "#", alamat)
        if pola in dilihat or alamat in dilihat:
            continue
        dilihat.add(pola)
        if kata := kata_inggris(baca(client, "get", alamat)):
            salah.append(f"{alamat}: {sorted(kata)}")
    assert salah == []


def test_no_refusal_of_an_empty_form_speaks_english(tempat: Tempat) -> None:
    client = masuk("staf")
    rute = {satu.nama: satu for satu in rute_halaman()}
    salah = []
    # The admin's rows inside a row cannot be sent without their counts; no browser does.
    dikirim = {nama for _, isi in POST for nama in isi.split() if not nama.startswith("admin:")}
    for nama in sorted(dikirim & set(rute)):
        alamat = tempat.alamat(rute[nama])
        if kata := kata_inggris(baca(client, "post", alamat)):
            salah.append(f"{alamat}: {sorted(kata)}")
    assert salah == []


def test_the_compiled_words_are_those_of_the_source() -> None:
    """`python tools/bahasa.py` was run after the last change of the .po; every entry is translated."""
    assert bahasa.same(bahasa.compiled(), bahasa.MO.read_bytes())
