"""A person with a browser: registers step by step, as the pages ask."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from diklat.models import Gelombang
from kantor.models import Unit
from tests.peserta import buat

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def data_diri(n: int = 1, **lain: Any) -> dict[str, Any]:
    return {
        "nip": buat.nip(n),
        "nama": "Rina Siregar, S.Sos.",
        "status_kepegawaian": "pns",
        "golongan": "III/c",
        "jabatan": "Kepala Seksi Pelayanan",
    } | lain


def alamat(g: Gelombang, langkah: str = "") -> str:
    return f"/gelombang/{g.slug}/daftar/" + (f"{langkah}/" if langkah else "")


def isi_langkah(client: Client, g: Gelombang, unit: Unit, n: int = 1, **lain: Any) -> None:
    """Every step up to the files, each accepted."""
    kontak = {"ponsel": "081234567890", "surel": f"orang{n}@contoh.example"}
    kontak |= {k: lain.pop(k) for k in ("ponsel", "surel") if k in lain}
    for langkah, isi in (
        ("", data_diri(n, **lain)),
        ("unit", {"unit": unit.kode, "q": ""}),
        ("kontak", kontak),
    ):
        jawaban = client.post(alamat(g, langkah), isi)
        assert jawaban.status_code == 302, jawaban.content.decode()


def kirim(client: Client, g: Gelombang) -> Any:
    """Send what was filled in; the page that answers."""
    return client.post(alamat(g, "periksa"), {"persetujuan": "on"}, follow=True)


def nomor(html: str) -> str:
    cocok = re.search(r"PD(?:-[0-9A-Z]{4}){4}-[0-9A-Z]", html)
    assert cocok, html
    return cocok.group(0)


def pdf(nama: str = "surat.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, PDF, "application/pdf")
