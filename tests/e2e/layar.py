"""A person at a screen: every page opened is also looked at by axe, its console and its width."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from playwright.sync_api import Browser, Page

AXE = (Path(settings.BASE_DIR) / "tests/aset/axe.min.js").read_text()
ATURAN = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BERAT = {"serious", "critical"}
TELEPON, MEJA = 360, 1280
SANDI = "demo-diklat"


class Layar:
    """One browser window of one person. `temuan` gathers what is wrong on the pages that were seen."""

    def __init__(self, peramban: Browser, url: str, lebar: int) -> None:
        self.url = url
        self.konteks = peramban.new_context(
            viewport={"width": lebar, "height": 800}, locale="id-ID", bypass_csp=False
        )
        self.page: Page = self.konteks.new_page()
        self.page.set_default_timeout(60_000)  # a busy machine is no fault of the page
        self.temuan: list[str] = []
        self.page.on("console", lambda pesan: self._catat(pesan.text) if pesan.type == "error" else None)
        self.page.on("pageerror", lambda galat: self._catat(str(galat)))

    def masuk(self, siapa: str) -> None:
        """Sign in as a person does."""
        self.buka("/masuk/")
        self.page.get_by_label("NIP, email, atau nama pengguna").fill(siapa)
        self.page.get_by_label("Kata sandi", exact=True).fill(SANDI)
        self.tekan("Masuk")

    def buka(self, alamat: str) -> None:
        """Open an address and look at the page."""
        jawaban = self.page.goto(self.url + alamat)
        if jawaban is None or jawaban.status != 200:
            self._catat(f"status {jawaban and jawaban.status}")
        self.periksa()

    def tekan(self, nama: str) -> None:
        """Press the button of that name and look at the page it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=nama, exact=True).first.click()
        self.periksa()

    def periksa(self) -> None:
        """Nothing sticks out, and axe finds nothing serious."""
        self.page.wait_for_load_state()
        lebih = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if lebih > 0:
            self._catat(f"{lebih} px lebih lebar dari layar")
        self.page.evaluate(AXE)
        hasil = self.page.evaluate("aturan => axe.run(document, {runOnly: aturan})", ATURAN)["violations"]
        for satu in hasil:
            if satu["impact"] in BERAT:
                self._catat(f"{satu['id']}: {satu['nodes'][0]['html'][:160]}")

    def tutup(self) -> None:
        """Close the window."""
        self.konteks.close()

    def _catat(self, teks: str) -> None:
        self.temuan.append(f"{self.page.url.removeprefix(self.url)}: {teks}")
