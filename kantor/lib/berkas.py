"""Uploaded files: what they are by content, whether they may be kept, and a safe name."""

import io
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, BinaryIO, cast

import olefile

from kantor.lib.angka import megabita
from kantor.lib.arsip import ArsipSalah, aliran, nama_isi, telusuri
from kantor.lib.gambar import BerkasSalah, Gambar, buka_gambar, kecilkan_gambar

__all__ = [
    "SEMUA_JENIS",
    "BerkasSalah",
    "Gambar",
    "JenisBerkas",
    "kecilkan_gambar",
    "kenali",
    "nama_aman",
    "ukuran_isi",
]

UKURAN_MAKS = 10 * 1024 * 1024
TERBUKA_MAKS = 300 * 1024 * 1024
NAMA_MAKS = 120
KEPALA = 4096  # bytes that tell what a file is

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEREK_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|script|iframe|svg)\b", re.IGNORECASE)
_TERLARANG_NAMA = re.compile(r'[\\/:*?"<>|%\x00-\x1f\x7f]+')
_NAMA_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class JenisBerkas:
    """A kind of file: ``kode`` as in SEMUA_JENIS, the media type to serve it with, its right extension."""

    kode: str
    mime: str
    akhiran: str
    sebutan: str

    @property
    def gambar(self) -> bool:
        return self.mime.startswith("image/")


_OFFICE = "application/vnd.openxmlformats-officedocument."
SEMUA_JENIS: dict[str, JenisBerkas] = {
    j.kode: j
    for j in (
        JenisBerkas("pdf", "application/pdf", ".pdf", "PDF"),
        JenisBerkas("jpeg", "image/jpeg", ".jpg", "foto JPG"),
        JenisBerkas("png", "image/png", ".png", "gambar PNG"),
        JenisBerkas("webp", "image/webp", ".webp", "gambar WebP"),
        JenisBerkas("heic", "image/heic", ".heic", "foto iPhone (HEIC)"),
        JenisBerkas("xlsx", f"{_OFFICE}spreadsheetml.sheet", ".xlsx", "Excel"),
        JenisBerkas("xls", "application/vnd.ms-excel", ".xls", "Excel lama"),
        JenisBerkas("ods", "application/vnd.oasis.opendocument.spreadsheet", ".ods", "LibreOffice Calc"),
        JenisBerkas("docx", f"{_OFFICE}wordprocessingml.document", ".docx", "Word"),
        JenisBerkas("pptx", f"{_OFFICE}presentationml.presentation", ".pptx", "PowerPoint"),
        JenisBerkas("zip", "application/zip", ".zip", "ZIP"),
    )
}
_PROGRAM = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"#!")


def kenali(
    isi: bytes | IO[bytes],
    nama: str = "",
    *,
    boleh: Collection[str] | None = None,
    ukuran_maks: int = UKURAN_MAKS,
    pdf_bersandi: bool = False,
) -> JenisBerkas:
    """Tell what a file is by its content and check that it is safe to keep and hand out again.

    An open file is looked into where needed, never read whole (pictures are; they are small).
    ``boleh`` limits the kinds by code. Pictures and PDFs are opened, zips unfolded within limits.
    Raises BerkasSalah: empty, too large, unknown, not allowed, broken, a program or web page in disguise,
    a PDF with a password (unless ``pdf_bersandi``), a document with macros.
    """
    ukuran = ukuran_isi(isi)
    if not ukuran:
        raise BerkasSalah("Berkas kosong. Pilih berkas lain.")
    if ukuran > ukuran_maks:
        raise BerkasSalah(f"Berkas terlalu besar ({megabita(ukuran)}); paling besar {megabita(ukuran_maks)}.")
    kepala = aliran(isi).read(KEPALA)
    jenis = _dari_isi(kepala, isi)
    if jenis is None:
        raise BerkasSalah(_tak_dikenal(kepala, nama, boleh))
    if boleh is not None and jenis.kode not in boleh:
        raise BerkasSalah(f"Berkas ini {jenis.sebutan}. Yang diterima: {_daftar(boleh)}.")
    if jenis.kode == "pdf":
        _periksa_pdf(isi, bersandi=pdf_bersandi)
    elif jenis.gambar:
        with buka_gambar(aliran(isi).read()):
            pass
        _tolak_campuran(isi)
    elif jenis.kode == "xls":
        _periksa_xls(isi)
    else:
        _periksa_zip(isi, jenis)
    return jenis


def ukuran_isi(isi: bytes | IO[bytes]) -> int:
    """How many bytes it has."""
    if isinstance(isi, bytes):
        return len(isi)
    isi.seek(0, io.SEEK_END)
    return isi.tell()


def nama_aman(nama: str, *, jenis: JenisBerkas | None = None) -> str:
    """A name to show and to download by: no path, no hidden or direction marks, not too long.

    With ``jenis`` the extension is the right one of that kind. Never use it as a place to store.
    """
    rapi = unicodedata.normalize("NFC", nama).replace("\\", "/").rsplit("/", 1)[-1]
    rapi = "".join(h for h in rapi if unicodedata.category(h) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    rapi = " ".join(_TERLARANG_NAMA.sub("-", rapi).split()).strip(" .-")
    badan, akhiran = PurePath(rapi).stem if rapi else "", PurePath(rapi).suffix
    if jenis is not None:
        badan = badan if _akhiran_dikenal(akhiran) or not akhiran else rapi
        akhiran = jenis.akhiran
    badan = badan.strip(" .-") or "berkas"
    if _NAMA_WINDOWS.fullmatch(badan):
        badan = f"berkas-{badan}"
    return badan[: NAMA_MAKS - len(akhiran[:12])] + akhiran[:12]


# --- what it is -------------------------------------------------------------------------------------


def _dari_isi(kepala: bytes, isi: bytes | IO[bytes]) -> JenisBerkas | None:
    kode = None
    if kepala.startswith(b"%PDF-"):
        kode = "pdf"
    elif kepala.startswith(b"\xff\xd8\xff"):
        kode = "jpeg"
    elif kepala.startswith(b"\x89PNG\r\n\x1a\n"):
        kode = "png"
    elif kepala[:4] == b"RIFF" and kepala[8:12] == b"WEBP":
        kode = "webp"
    elif kepala[4:8] == b"ftyp" and kepala[8:12] in _MEREK_HEIC:
        kode = "heic"
    elif kepala.startswith(b"PK\x03\x04"):
        kode = _jenis_zip(nama_isi(isi))
    elif kepala.startswith(_OLE):
        kode = "xls" if _aliran_xls(isi) else None
    return SEMUA_JENIS[kode] if kode else None


def _jenis_zip(isi: frozenset[str]) -> str | None:
    if not isi:
        return None
    for tanda, kode in (
        ("xl/workbook.xml", "xlsx"),
        ("word/document.xml", "docx"),
        ("ppt/presentation.xml", "pptx"),
    ):
        if tanda in isi:
            return kode
    if "mimetype" in isi and "content.xml" in isi:
        return "ods"
    return None if isi & {"META-INF/MANIFEST.MF", "AndroidManifest.xml"} else "zip"


def _aliran_xls(isi: bytes | IO[bytes]) -> bool:
    try:
        with olefile.OleFileIO(aliran(isi)) as ole:
            return bool(ole.exists("Workbook") or ole.exists("Book"))
    except Exception:  # noqa: BLE001 - a parser fed with whatever was uploaded
        return False


def _tak_dikenal(isi: bytes, nama: str, boleh: Collection[str] | None) -> str:
    akhiran = PurePath(nama).suffix.lower()
    diterima = f"Yang diterima: {_daftar(boleh or SEMUA_JENIS)}."
    if isi.startswith(_PROGRAM):
        tambahan = f", walaupun namanya berakhir {akhiran}" if _akhiran_dikenal(akhiran) else ""
        return f"Berkas ini program{tambahan}, dan tidak diterima. {diterima}"
    if _HTML.search(isi[:2048]):
        return f"Berkas ini halaman web dan tidak diterima. {diterima}"
    if isi.startswith(_OLE):
        return f"Berkas Word atau PowerPoint lama, atau Excel bersandi, tidak diterima. {diterima}"
    if isi.startswith(b"PK\x03\x04") or _akhiran_dikenal(akhiran):
        return f"Isi berkas rusak atau tidak sesuai dengan namanya. {diterima}"
    return f"Jenis berkas tidak dikenal. {diterima}"


def _daftar(boleh: Collection[str]) -> str:
    return ", ".join(SEMUA_JENIS[k].sebutan for k in SEMUA_JENIS if k in boleh)


def _akhiran_dikenal(akhiran: str) -> bool:
    dikenal = {j.akhiran for j in SEMUA_JENIS.values()} | {".jpeg", ".heif", ".doc", ".ppt", ".xlsm", ".csv"}
    return akhiran.lower() in dikenal


# --- is it safe -------------------------------------------------------------------------------------


def _periksa_pdf(isi: bytes | IO[bytes], *, bersandi: bool) -> None:
    import pikepdf  # heavy: only once a PDF comes in

    try:
        with pikepdf.open(cast(BinaryIO, aliran(isi))) as pdf:
            if len(pdf.pages) == 0:
                raise BerkasSalah("PDF ini tidak memuat halaman.")
            akar = pdf.Root
            aktif = "/OpenAction" in akar and "/S" in akar.OpenAction and akar.OpenAction.S == "/JavaScript"
            if aktif or ("/Names" in akar and "/JavaScript" in akar.Names):
                raise BerkasSalah("PDF ini memuat program (JavaScript). Cetak ulang sebagai PDF biasa.")
    except BerkasSalah:
        raise
    except pikepdf.PasswordError:
        if not bersandi:
            raise BerkasSalah("PDF dikunci dengan kata sandi. Buka kuncinya, lalu unggah lagi.") from None
    except Exception as galat:
        raise BerkasSalah(
            "PDF rusak atau tidak lengkap. Pindai atau simpan ulang, lalu unggah lagi."
        ) from galat
    _tolak_campuran(isi)


def _tolak_campuran(isi: bytes | IO[bytes]) -> None:
    """Refuse a file that is also a zip or, at its very beginning, a web page."""
    if nama_isi(isi) or _HTML.search(aliran(isi).read(512)):
        raise BerkasSalah("Berkas ini memuat isi lain yang disembunyikan dan tidak diterima.")


def _periksa_xls(isi: bytes | IO[bytes]) -> None:
    with olefile.OleFileIO(aliran(isi)) as ole:
        if ole.exists("_VBA_PROJECT_CUR"):
            raise BerkasSalah("Berkas Excel ini memuat makro. Simpan sebagai .xlsx tanpa makro.")


def _periksa_zip(isi: bytes | IO[bytes], jenis: JenisBerkas) -> None:
    try:
        daftar = telusuri(isi, batas_terbuka=TERBUKA_MAKS)
    except ArsipSalah as galat:
        raise BerkasSalah(galat.pesan) from galat
    if jenis.kode == "zip":
        if any(n.startswith(("/", "\\")) or ".." in PurePath(n.replace("\\", "/")).parts for n in daftar):
            raise BerkasSalah("ZIP ini memuat nama berkas yang tidak wajar dan tidak diterima.")
    elif any(n.lower().endswith("vbaproject.bin") for n in daftar):
        raise BerkasSalah(f"Berkas {jenis.sebutan} ini memuat makro. Simpan tanpa makro, lalu unggah lagi.")
