"""A person at a screen: every page opened is also looked at by axe, its console and its width."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import xlsxwriter
from django.conf import settings
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Locator, Page, expect
from python_calamine import CalamineWorkbook

from tests.dokumen.cetak.bahan import teks

AXE = (Path(settings.BASE_DIR) / "tests/aset/axe.min.js").read_text()
# Only what is told below is computed and sent, and no rule is tried whose finding would weigh too little.
# A long list repeats itself: its first rows stand for the others.
PERIKSA = """async ({aturan, berat, kontras}) => {
  const ringan = axe._audit.rules.filter(satu => satu.impact && !berat.includes(satu.impact));
  const rules = Object.fromEntries(ringan.map(satu => [satu.id, {enabled: false}]));
  rules["color-contrast"] = {enabled: kontras};
  const hasil = await axe.run({exclude: [["tbody tr:nth-child(n+7)"], ["li:nth-child(n+13)"]]}, {
    runOnly: aturan, resultTypes: ["violations"], preload: false, rules,
  });
  return hasil.violations.filter(satu => berat.includes(satu.impact))
    .map(satu => `${satu.id}: ${satu.nodes[0].html.slice(0, 160)}`);
}"""
# Colours come from classes and states: each kind of element in its kind of parent is measured once per width.
# What a page is made of, kinds and with them attributes and whether they say something, is looked at once per width.
SUSUNAN = """() => {
  const rupa = e => [e.tagName, e.getAttribute("class"), e.disabled, ...["type", "aria-current", "aria-invalid",
    "aria-selected"].map(nama => e.getAttribute(nama))].join(".");
  const berkata = e => !e.childElementCount && e.textContent.trim() > "";
  const isi = e => [e.getAttribute("role"), ...e.getAttributeNames(), berkata(e)];
  const semua = [...document.querySelectorAll("body *")].map(e => [`${rupa(e.parentElement)} > ${rupa(e)}`, isi(e)]);
  const warna = new Set(semua.map(([satu]) => satu)), bagian = new Set(semua.map(satu => satu.join(" ")));
  return [[...warna], [...bagian]];
}"""
ATURAN = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BERAT = ["serious", "critical"]
TELEPON, MEJA = 360, 1280
LEBAR = [TELEPON, MEJA]
SANDI = "demo-diklat"
SABAR = 180_000  # for what a worker does on a busy machine

Nama = str | re.Pattern[str] | Locator

_terukur: dict[int, set[str]] = defaultdict(set)  # colours at a width
_diperiksa: dict[tuple[int, str], set[str]] = defaultdict(set)  # parts of a page at a width
_masuk: dict[tuple[str, str], Any] = {}  # who has signed in at which portal, and the cookies of it


class Layar:
    """One browser window of one person. `temuan` gathers what is wrong on the pages that were seen."""

    def __init__(self, peramban: Browser, url: str, lebar: int, siapa: str = "") -> None:
        self.url = url
        self.lebar = lebar
        self.temuan: list[str] = []
        self.konteks = peramban.new_context(
            viewport={"width": lebar, "height": 800},
            locale="id-ID",
            bypass_csp=False,
            storage_state=_masuk.get((url, siapa)),
        )
        self.page: Page = self.konteks.new_page()
        self.page.set_default_timeout(60_000)  # a busy machine is no fault of the page
        self.page.on("console", lambda pesan: self._catat(pesan.text) if pesan.type == "error" else None)
        self.page.on("pageerror", lambda galat: self._catat(str(galat)))
        if siapa and (url, siapa) not in _masuk:
            self.masuk(siapa)
            _masuk[url, siapa] = self.konteks.storage_state()

    @property
    def alamat(self) -> str:
        """Where this window is, for another one to go on there."""
        return self.page.url.removeprefix(self.url)

    def masuk(self, siapa: str) -> None:
        """Sign in as a person does."""
        self.buka("/masuk/")
        self.page.get_by_label("NIP, email, atau nama pengguna").fill(siapa)
        self.page.get_by_label("Kata sandi", exact=True).fill(SANDI)
        self.tekan("Masuk")

    def keluar(self, siapa: str) -> None:
        """Sign out; whoever sits down next signs in anew."""
        with self.page.expect_navigation():
            self.page.locator("form[data-keluar]").first.evaluate("form => form.requestSubmit()")
        _masuk.pop((self.url, siapa), None)

    def buka(self, alamat: str, *lebar: int) -> None:
        """Open an address and look at the page, at these widths or at the own one."""
        jawaban = self.page.goto(self.url + alamat)
        if jawaban is None or jawaban.status != 200:
            self._catat(f"status {jawaban and jawaban.status}")
        self.periksa(*lebar)

    def klik(self, nama: Nama) -> None:
        """Follow the link of that name and look at the page it leads to."""
        with self.page.expect_navigation():
            self._cari("link", nama).click()
        self.periksa()

    def tekan(self, nama: Nama) -> None:
        """Press the button of that name and look at the page it leads to."""
        with self.page.expect_navigation():
            self._cari("button", nama).click()
        self.periksa()

    def unduh(self, nama: Nama) -> bytes:
        """Follow the link that gives a file; what is in it."""
        with self.page.expect_download() as unduhan:
            self._cari("link", nama).click()
        return Path(unduhan.value.path()).read_bytes()

    def excel(self, nama: Nama) -> list[list[Any]]:
        """Fetch a list as Excel; the rows of its first sheet."""
        return CalamineWorkbook.from_filelike(io.BytesIO(self.unduh(nama))).get_sheet_by_index(0).to_python()

    def pdf(self, nama: Nama) -> str:
        """Open the paper behind a link; its words, one space between them."""
        alamat = str(self._cari("link", nama).get_attribute("href"))
        jawaban = self.konteks.request.get(alamat if alamat.startswith("http") else self.url + alamat)
        assert jawaban.ok, jawaban.status
        return " ".join(teks(jawaban.body()).split())

    def tunggu(self, sudah: Callable[[], Any]) -> None:
        """Wait for what a worker makes, opening the page again as people do; then look at it."""
        for _ in range(SABAR // 1000):
            if sudah():
                break
            self.page.wait_for_timeout(1000)
            self.page.reload()
        assert sudah()
        self.periksa()

    def lihat(self, apa: Locator) -> None:
        """Wait for what the page brings by itself, then look at all of it."""
        expect(apa.first).to_be_visible(timeout=SABAR)
        self.periksa()

    def terbaca(self, *kata: str) -> None:
        """The page says all of this."""
        for satu in kata:
            expect(self.page.locator("main")).to_contain_text(satu)

    def periksa(self, *lebar: int) -> None:
        """Nothing sticks out at either width, and axe finds nothing serious at these or at the own one."""
        self.page.wait_for_load_state()
        for satu in (TELEPON + MEJA - self.lebar, self.lebar):
            self.page.set_viewport_size({"width": satu, "height": 800})
            lebih = self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if lebih > 0:
                self._catat(f"{lebih} px lebih lebar dari layar {satu} px")
            if satu in (lebar or {self.lebar}):
                self._axe(satu)

    def tutup(self) -> None:
        """Close the window."""
        self.konteks.close()

    def _axe(self, lebar: int) -> None:
        warna, bagian = (set(satu) for satu in self.page.evaluate(SUSUNAN))
        terukur, diperiksa = _terukur[lebar], _diperiksa[lebar, self._halaman()]
        if bagian <= diperiksa:
            return
        self.page.evaluate(AXE)
        pesan = {"aturan": ATURAN, "berat": BERAT, "kontras": not warna <= terukur}
        for satu in self.page.evaluate(PERIKSA, pesan):
            self._catat(satu)
        terukur |= warna
        diperiksa |= bagian

    def _halaman(self) -> str:
        """Which page this is, whoever or whatever it is about."""
        jalan = urlsplit(self.page.url).path
        try:
            return resolve(jalan).view_name
        except Resolver404:  # of the demo alone, which this process is not
            return jalan

    def _cari(self, peran: Any, nama: Nama) -> Locator:
        if isinstance(nama, Locator):
            return nama
        return self.page.get_by_role(peran, name=nama, exact=isinstance(nama, str)).first

    def _catat(self, teks: str) -> None:
        self.temuan.append(f"{self.alamat}: {teks}")


def tabel(baris: list[list[Any]]) -> list[list[Any]]:
    """Of an office list the line of titles and the numbered lines under it."""
    awal = next(n for n, isi in enumerate(baris) if "Nama dan gelar" in isi)
    return [baris[awal], *(isi for isi in baris[awal + 1 :] if isinstance(isi[0], int | float))]


def buku(baris: list[list[Any]], nama: str = "daftar.xlsx") -> dict[str, Any]:
    """A workbook of these rows, as a file to choose."""
    wadah = io.BytesIO()
    with xlsxwriter.Workbook(wadah) as buku_kerja:
        lembar = buku_kerja.add_worksheet()
        for nomor, isi in enumerate(baris):
            lembar.write_row(nomor, 0, isi)
    jenis = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": nama, "mimeType": jenis, "buffer": wadah.getvalue()}
