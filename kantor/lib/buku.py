"""Opening a workbook somebody uploaded: what it is by content, whether it is safe, and its rows.

Use through :mod:`kantor.lib.lembar`.
"""

import csv
import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import PurePath

import msoffcrypto
import olefile
from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from kantor.lib.angka import megabita
from kantor.lib.arsip import ArsipSalah, nama_isi, telusuri
from kantor.lib.salah import Salah

Nilai = str | float | int | bool | date | datetime | time | timedelta | None
Baris = tuple[Nilai, ...]

_SIMPAN_ULANG = "Buka di Excel, pilih Simpan Sebagai .xlsx, lalu unggah lagi."
_TANPA_SANDI = "Berkas dikunci dengan kata sandi. Buka kuncinya di Excel, simpan ulang, lalu unggah lagi."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A filled cell of a sheet in xlsx; cells that carry only a format are self-closing.
_SEL_XLSX = re.compile(rb"""<(?:\w+:)?c\s[^>]{0,200}?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]{0,200}(?<!/)>""")
_ULANG = re.compile(rb'number-(rows|columns)-repeated="(\d+)"')
_EKSTENSI_BUKU = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
# Records of a .xls sheet that fill cells (FORMULA, NUMBER, LABEL, BOOLERR, RK, LABELSST, MULRK), and the
# record that says the stream is encrypted.
_ISI_XLS = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00BD})
_KUNCI_XLS = 0x002F


class LembarSalah(Salah):
    """A file that cannot be read as a table; says what it is and what to do."""


@dataclass(frozen=True, slots=True)
class Batas:
    """How much is read: bytes of the file, bytes unfolded, rows and filled area of a sheet."""

    bita: int = 10 * 1024 * 1024
    terbuka: int = 200 * 1024 * 1024
    baris: int = 50_000
    luas: int = 4_000_000


BATAS = Batas()


@dataclass(frozen=True, slots=True)
class Lembaran:
    """One sheet: ``baris[0]`` is row 1, each row starts at column A. Blank cells are ""."""

    nama: str
    baris: tuple[Baris, ...]
    tersembunyi: bool = False


@dataclass(frozen=True, slots=True)
class BukuKerja:
    """A workbook: ``jenis`` is xlsx, xls, ods or csv by content."""

    nama: str
    jenis: str
    lembar: tuple[Lembaran, ...]

    @property
    def terlihat(self) -> tuple[Lembaran, ...]:
        """Sheets a person sees in Excel."""
        return tuple(lembar for lembar in self.lembar if not lembar.tersembunyi)


def baca(berkas: bytes, nama: str = "", *, batas: Batas = BATAS) -> BukuKerja:
    """Read an uploaded xlsx, xls, ods or csv. What it is is told by its content, not by its name.

    Raises LembarSalah: empty, too large, a zip bomb, a password, no workbook, a csv named .xlsx, broken.
    """
    if not berkas.strip(b"\0 \r\n\t"):
        raise LembarSalah("Berkas kosong.")
    if len(berkas) > batas.bita:
        raise LembarSalah(
            f"Berkas terlalu besar ({megabita(len(berkas))}); paling besar {megabita(batas.bita)}."
        )
    if berkas.startswith(b"PK\x03\x04"):
        return _baca_zip(berkas, nama, batas)
    if berkas.startswith(_OLE):
        _periksa_ole(berkas, batas)
        return _baca_calamine(berkas, nama, "xls", batas)
    return _baca_csv(berkas, nama, batas)


def _baca_zip(berkas: bytes, nama: str, batas: Batas) -> BukuKerja:
    isi = nama_isi(berkas)
    if "xl/workbook.xml" in isi:
        jenis = "xlsx"
    elif "content.xml" in isi and "mimetype" in isi:
        jenis = "ods"
    else:
        raise LembarSalah(_bukan_buku(isi))
    ukur = _Luas(batas)
    try:
        telusuri(berkas, batas_terbuka=batas.terbuka, lihat=ukur.xlsx if jenis == "xlsx" else ukur.ods)
    except ArsipSalah as galat:
        raise LembarSalah(galat.pesan) from galat
    ukur.periksa()
    return _baca_calamine(berkas, nama, jenis, batas)


def _bukan_buku(isi: frozenset[str]) -> str:
    if "xl/workbook.bin" in isi:
        return f"Berkas .xlsb belum dapat dibaca. {_SIMPAN_ULANG}"
    if any(n.startswith("word/") for n in isi):
        return "Berkas ini dokumen Word. Salin tabelnya ke Excel, simpan sebagai .xlsx, lalu unggah lagi."
    if not isi:
        return "Berkas rusak atau tidak lengkap. Simpan ulang, lalu unggah lagi."
    return "Berkas ini ZIP, bukan Excel. Keluarkan dahulu berkas Excel di dalamnya."


class _Luas:
    """Measures the rectangle a sheet would fill in memory: two cells far apart must not take gigabytes."""

    def __init__(self, batas: Batas) -> None:
        self.batas = batas
        self.sisa: dict[str, bytes] = {}
        self.baris: dict[str, int] = {}
        self.kolom: dict[str, int] = {}
        self.luas = 0

    def xlsx(self, nama: str, potong: bytes) -> None:
        isi = self.sisa.get(nama, b"") + potong
        temuan = _SEL_XLSX.findall(isi)
        self.sisa[nama] = isi[-400:]
        if temuan:
            self.catat(nama, max(int(b) for _, b in temuan), max(map(_nomor_kolom, {k for k, _ in temuan})))

    def ods(self, nama: str, potong: bytes) -> None:
        if nama == "META-INF/manifest.xml" and b"encryption-data" in potong:
            raise LembarSalah(_TANPA_SANDI)
        if nama != "content.xml":
            return
        bagian = (self.sisa.get(nama, b"") + potong).split(b"<table:table-row")
        self.sisa[nama] = b"<table:table-row" + bagian.pop()
        for baris in bagian:
            self._baris_ods(baris)

    def _baris_ods(self, baris: bytes) -> None:
        if b"office:value-type" not in baris:
            return
        ulang = {b"rows": 1, b"columns": 0}
        for arah, n in _ULANG.findall(baris.rsplit(b"office:value-type", 1)[0] + baris[-200:]):
            ulang[arah] += int(n)
        self.luas += ulang[b"rows"] * (ulang[b"columns"] + baris.count(b"<table:table-cell"))

    def catat(self, nama: str, baris: int, kolom: int) -> None:
        self.baris[nama] = max(self.baris.get(nama, 0), baris)
        self.kolom[nama] = max(self.kolom.get(nama, 0), kolom)

    def periksa(self) -> None:
        """Raises LembarSalah when any sheet is too long or too wide."""
        for nama in [n for n in self.sisa if n == "content.xml"]:
            self._baris_ods(self.sisa.pop(nama))
        if any(baris > self.batas.baris for baris in self.baris.values()):
            raise _terlalu_panjang(self.batas)
        luas = sum(self.baris[nama] * self.kolom[nama] for nama in self.baris) + self.luas
        if luas > self.batas.luas:
            raise LembarSalah(
                "Tabel terlalu luas. Hapus baris dan kolom kosong di luar tabel, lalu simpan ulang."
            )


def _nomor_kolom(huruf: bytes) -> int:
    nomor = 0
    for h in huruf:
        nomor = nomor * 26 + h - 64
    return nomor


def _terlalu_panjang(batas: Batas) -> LembarSalah:
    banyak = f"{batas.baris:,}".replace(",", ".")
    return LembarSalah(f"Lembar memuat lebih dari {banyak} baris. Bagi menjadi beberapa berkas.")


def _periksa_ole(berkas: bytes, batas: Batas) -> None:
    try:
        with olefile.OleFileIO(io.BytesIO(berkas)) as ole:
            aliran = next((a for a in ("Workbook", "Book") if ole.exists(a)), None)
            isi = ole.openstream(aliran).read() if aliran else b""
            terkunci = ole.exists("EncryptionInfo")
        if not aliran and not terkunci:
            raise LembarSalah(f"Berkas ini bukan Excel. {_SIMPAN_ULANG}")
        if terkunci or (aliran == "Workbook" and msoffcrypto.OfficeFile(io.BytesIO(berkas)).is_encrypted()):
            raise LembarSalah(_TANPA_SANDI)
    except LembarSalah:
        raise
    except Exception as galat:  # two parsers, fed with whatever was uploaded
        raise _rusak() from galat
    ukur = _Luas(batas)
    for nama, baris, kolom in _sel_xls(isi):
        ukur.catat(nama, baris, kolom)
    ukur.periksa()


def _sel_xls(isi: bytes) -> Iterator[tuple[str, int, int]]:
    """(substream, row, column) of each filled cell, from 1. Raises LembarSalah for an encrypted stream."""
    letak = bagian = 0
    while letak + 4 <= len(isi):
        jenis, panjang = struct.unpack_from("<HH", isi, letak)
        if jenis == _KUNCI_XLS:
            raise LembarSalah(_TANPA_SANDI)
        if jenis == 0x0809:  # BOF: a sheet begins
            bagian += 1
        elif jenis in _ISI_XLS and panjang >= 6 and letak + 4 + panjang <= len(isi):
            baris, kolom = struct.unpack_from("<HH", isi, letak + 4)
            if jenis == 0x00BD:  # MULRK: several cells, the last column stands at the end
                kolom = struct.unpack_from("<H", isi, letak + 2 + panjang)[0]
            yield str(bagian), baris + 1, kolom + 1
        letak += 4 + panjang


def _baca_calamine(berkas: bytes, nama: str, jenis: str, batas: Batas) -> BukuKerja:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(berkas)) as buku:
            lembar = []
            for meta in buku.sheets_metadata:
                if meta.typ != SheetTypeEnum.WorkSheet:
                    continue
                isi = buku.get_sheet_by_name(meta.name)
                if isi.end and isi.end[0] >= batas.baris:
                    raise _terlalu_panjang(batas)
                baris = tuple(tuple(b) for b in isi.to_python(skip_empty_area=False))
                lembar.append(Lembaran(meta.name, baris, meta.visible != SheetVisibleEnum.Visible))
    except LembarSalah:
        raise
    except PasswordError as galat:
        raise LembarSalah(_TANPA_SANDI) from galat
    except Exception as galat:
        raise _rusak() from galat
    except BaseException as galat:
        if type(galat).__name__ != "PanicException":  # the reader's own crash is no Exception
            raise
        raise _rusak() from galat
    if not any(sel != "" for lembaran in lembar for baris in lembaran.baris for sel in baris):
        raise LembarSalah("Berkas Excel ini kosong.")
    return BukuKerja(nama, jenis, tuple(lembar))


def _rusak() -> LembarSalah:
    return LembarSalah(f"Berkas Excel rusak atau tidak dapat dibaca. {_SIMPAN_ULANG}")


def _baca_csv(berkas: bytes, nama: str, batas: Batas) -> BukuKerja:
    teks = _teks(berkas)
    akhiran = PurePath(nama).suffix.lower()
    if akhiran in _EKSTENSI_BUKU:
        raise LembarSalah(
            f"Isi berkas ini teks CSV, tetapi namanya {akhiran}. Ubah namanya menjadi .csv, "
            "atau buka di Excel dan simpan sebagai .xlsx."
        )
    kepala, _, sisa = teks.partition("\n")
    if cocok := re.fullmatch(r'"?sep=(.)"?', kepala.strip()):
        pemisah, teks = cocok[1], "\n" + sisa  # the row stays, so that row numbers agree with Excel
    else:
        pemisah = _pemisah(teks)
    baris: list[Baris] = []
    try:
        for isi in csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah):
            if len(baris) >= batas.baris:
                raise _terlalu_panjang(batas)
            baris.append(tuple(_sel_csv(sel) for sel in isi))
    except csv.Error as galat:
        raise LembarSalah("Berkas CSV rusak. Simpan ulang dari Excel, lalu unggah lagi.") from galat
    if not any(any(b) for b in baris):
        raise LembarSalah("Berkas CSV ini kosong.")
    return BukuKerja(nama, "csv", (Lembaran("CSV", tuple(baris)),))


def _teks(berkas: bytes) -> str:
    """The text of a csv. Raises LembarSalah for what is no text: programs, PDFs, pictures, web pages."""
    if berkas.startswith((b"\xff\xfe", b"\xfe\xff")):
        teks = berkas.decode("utf-16", errors="replace")
    else:
        awal = berkas[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if awal.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<style", b"<head")):
            raise LembarSalah(f"Berkas ini halaman web yang dinamai Excel. {_SIMPAN_ULANG}")
        if awal.startswith(b"%pdf"):
            raise LembarSalah("Berkas ini PDF, bukan Excel. Mintalah berkas Excel-nya.")
        if b"\0" in berkas or awal.startswith((b"mz", b"\x7felf", b"\xff\xd8", b"\x89png", b"{\\rtf")):
            raise LembarSalah("Berkas ini bukan Excel atau CSV dan tidak dibaca.")
        try:
            teks = berkas.decode("utf-8-sig")
        except UnicodeDecodeError:
            teks = berkas.decode("cp1252", errors="replace")
    if sum(not (h.isprintable() or h in "\r\n\t\xa0") for h in teks[:4096]) > 8 or "\0" in teks:
        raise LembarSalah("Berkas ini bukan Excel atau CSV dan tidak dibaca.")
    return teks


def _pemisah(teks: str) -> str:
    """The separator that divides the first rows, outside quotes, into the most columns."""
    contoh = re.sub(r'"[^"]*"', "", "\n".join(teks.splitlines()[:60]))
    return max(";,\t|", key=contoh.count)


def _sel_csv(sel: str) -> str:
    """Undo the two ways to keep a spreadsheet from calculating: ``="0812"`` and ``'=teks``."""
    isi = sel.strip()
    if cocok := re.fullmatch(r'="([^"]*)"', isi):
        return cocok[1]
    return isi[1:] if len(isi) > 1 and isi[0] == "'" and isi[1] in "=+-@" else isi
