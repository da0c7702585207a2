"""Certificates: a group's paper is prepared once, then filled in person by person.

Whatever is the same for the group (ornament, lambang, headings, signer, table of modul) is laid out and painted once
and lies under each certificate as a fixed layer (``kantor.cetak.lapisan``). Per person only the number, the name, the
lines under it, the QR and the code are set. ``cetak_polos`` makes the same paper in one go, the plain way: slower, and
the same picture dot by dot.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from dokumen.cetak import ornamen
from dokumen.cetak.data_sertifikat import DataSertifikat
from dokumen.cetak.letak import LETAK, MM_PER_PT, Arah
from dokumen.cetak.nama import baris_identitas, baris_nama, ukuran_kelompok
from kantor.cetak import mesin, templat
from kantor.cetak.huruf import SERIF, lebar_teks, pecah
from kantor.cetak.kop import MARKA_CONTOH, Penandatangan
from kantor.cetak.lapisan import Lapisan
from kantor.cetak.qr import kode_qr
from kantor.lib import angka, nip, tanggal

SISI = {"A4": (297.0, 210.0), "F4": (330.0, 215.0)}
GAYA: dict[Arah, tuple[str, ...]] = {
    "mendatar": ("sertifikat.css",),
    "tegak": ("sertifikat.css", "sertifikat_tegak.css"),
}
# Class, size in pt and line spacing of the description, the usual first; line spacing of the program's name by class.
URAIAN = (
    ("", 12.0, 1.36),
    (" uraian-padat", 11.2, 1.3),
    (" uraian-rapat", 10.2, 1.26),
    (" uraian-rapat uraian-kecil", 8.6, 1.24),
)
JARAK_PROGRAM = {"": 1.26, " program-sedang": 1.18, " program-kecil": 1.2}
LEBAR_TTD, LEBAR_TTD_LUAS = 96 / MM_PER_PT, 128 / MM_PER_PT


@dataclass(frozen=True, slots=True)
class Bagian:
    """Which half of the template is filled: what stays, what belongs to the person, or both."""

    tetap: bool = True
    orang: bool = True


class PencetakSertifikat:
    """Prints the certificates of one group.

    ``kelompok`` are the certificates of the group (any iterable); they decide the size of the names unless the data
    carry it. Certificates with other constant parts than the rest (no pass, another qualification) are welcome: each
    distinct constant part is prepared once in a process, at its first use, whoever prints.
    """

    def __init__(self, kelompok: Iterable[DataSertifikat], *, pdf_a: bool = False) -> None:
        nama = [satu.nama_lengkap for satu in kelompok]
        self.ukuran = {arah: ukuran_kelompok(nama, letak.nama) for arah, letak in LETAK.items()}
        self.pdf_a = pdf_a

    def cetak(self, data: DataSertifikat) -> bytes:
        """The certificate as PDF. The same data give the same bytes."""
        lapisan = _lapisan(tanpa_orang(data))
        html = self.html(data, Bagian(tetap=False))
        dokumen = mesin.tata(html, gaya=GAYA[data.arah], warna=data.warna, memori={"qr": _qr(data)})
        return mesin.tulis(dokumen, penyelesai=lapisan.pasang, pdf_a=self.pdf_a)

    def cetak_polos(self, data: DataSertifikat) -> bytes:
        """The same certificate laid out whole, without the prepared layer."""
        html = self.html(data, Bagian())
        dokumen = mesin.tata(html, gaya=GAYA[data.arah], warna=data.warna, memori=memori(data))
        return mesin.tulis(dokumen, pdf_a=self.pdf_a)

    def html(self, data: DataSertifikat, bagian: Bagian) -> str:
        """The page the layout starts from; ``bagian`` says which half of it."""
        return _susun(data, bagian, _orang(data, data.ukuran_nama or self.ukuran[data.arah]))


def memori(data: DataSertifikat) -> dict[str, bytes]:
    """Pictures of a whole certificate, by the names the template uses."""
    ukuran = sisi(data)
    gambar = {
        "bingkai-depan": ornamen.bingkai_depan(*ukuran, data.motif, data.warna),
        "bingkai-belakang": ornamen.bingkai_belakang(*ukuran, data.warna),
        "ukir": ornamen.ukir(data.warna),
        "qr": _qr(data),
    }
    return gambar | ({"lambang": data.lambang} if data.lambang else {})


def sisi(data: DataSertifikat) -> tuple[float, float]:
    """Width and height of the sheet in mm."""
    panjang, pendek = SISI[data.kertas]
    return (panjang, pendek) if data.arah == "mendatar" else (pendek, panjang)


@lru_cache(maxsize=16)
def _lapisan(data: DataSertifikat) -> Lapisan:
    """The fixed layer of all certificates that share ``data`` (see ``tanpa_orang``)."""
    html = _susun(data, Bagian(orang=False), {})
    dokumen = mesin.tata(html, gaya=GAYA[data.arah], warna=data.warna, memori=memori(data))
    return Lapisan.dari_pdf(mesin.tulis(dokumen))


def _susun(data: DataSertifikat, bagian: Bagian, orang: dict[str, Any]) -> str:
    keterangan = mesin.Keterangan(
        judul=f"Sertifikat {data.nomor} – {data.nama_lengkap}",
        penulis=f"{data.lembaga}, {data.pemda}",
        perihal=f"{data.program} {data.gelombang}".strip(),
        dibuat=data.tanggal_terbit,
    )
    konteks = {"d": data, "bagian": bagian, "tata": _tata(data), "orang": orang, "ket": keterangan}
    return templat.susun("sertifikat.html", konteks)


def _orang(data: DataSertifikat, ukuran_nama: Decimal) -> dict[str, Any]:
    """Lines and sizes of what belongs to the person."""
    letak = LETAK[data.arah]
    baris, ukuran = baris_nama(data.nama_lengkap, ukuran_nama, letak.nama)
    utama = [f"{data.label_nip} {nip.cetak(data.nip)}"] if data.nip else []
    if data.tempat_tanggal_lahir:
        utama.insert(0, data.tempat_tanggal_lahir)
    identitas, kecil = baris_identitas(
        [*utama, data.pangkat_golongan], data.jabatan, data.instansi, letak.nama
    )
    return {
        "baris_nama": baris,
        "ukuran_nama": str(ukuran),
        "identitas": identitas,
        "ukuran_identitas": str(kecil),
        "ukuran_nomor": f"{min(11, letak.nomor / lebar_teks(_nomor(data), 1, SERIF)):.2f}",
    }


def tanpa_orang(data: DataSertifikat) -> DataSertifikat:
    """The part of the data that the group shares: everything about the person and the number emptied."""
    return replace(
        data,
        nomor="",
        kode_registrasi_lan="",
        nama_lengkap="",
        nip=None,
        label_nip="NIP",
        tempat_tanggal_lahir="",
        pangkat_golongan="",
        jabatan="",
        instansi="",
        kode="",
        alamat_verifikasi=alamat_dasar(data),
        ukuran_nama=None,
    )


def alamat_dasar(data: DataSertifikat) -> str:
    """The address of the verification page without the code, as a person types it."""
    return (
        data.alamat_verifikasi.rstrip("/").removesuffix(data.kode).rstrip("/")
        if data.kode
        else data.alamat_verifikasi
    )


def _nomor(data: DataSertifikat) -> str:
    akhir = f" · Kode registrasi {data.kode_registrasi_lan}" if data.kode_registrasi_lan else ""
    return f"Nomor {data.nomor}{akhir}"


def _qr(data: DataSertifikat) -> bytes:
    return kode_qr(data.alamat_verifikasi).svg()


def _tata(data: DataSertifikat) -> dict[str, Any]:
    """Everything the template prints that is worked out from the constant data."""
    huruf, baris = _ukuran_tabel(data)
    waktu = tanggal.rentang(data.mulai, data.selesai)
    return {
        "kertas": data.kertas.lower() + (" tegak" if data.arah == "tegak" else ""),
        "contoh": MARKA_CONTOH,
        "kualifikasi": data.kualifikasi.upper(),
        **_program(data, waktu),
        **_ttd(data.penandatangan, ""),
        **_ttd(data.penandatangan_belakang or data.penandatangan, "_belakang"),
        "tanggal": waktu,
        "terbit": tanggal.tanggal(data.tanggal_terbit),
        "jp": tanggal.angka_terbilang(data.jp),
        "modul": [{"nama": satu.nama, "jp": angka.ringkas(satu.jp)} for satu in data.modul],
        "jumlah_jp": tanggal.angka_terbilang(sum((satu.jp for satu in data.modul), Decimal(0))),
        "tabel_huruf": f"{huruf:.1f}",
        "tabel_baris": f"{baris:.2f}",
        "menit_jp": data.menit_jp,
        "alamat_dasar": alamat_dasar(data).split("://")[-1],
    }


def _program(data: DataSertifikat, waktu: str) -> dict[str, Any]:
    """The program's name and the lines around it, in the largest sizes that leave the signer alone.

    The name stands on one large line, else on two or more even ones in a smaller size.
    """
    letak = LETAK[data.arah]
    teks = ", ".join(filter(None, (data.program, data.gelombang)))
    susunan = [(kelas, ukuran, pecah(teks, letak.uraian, ukuran)) for kelas, ukuran, _ in letak.program]
    awal = next(n for n, satu in enumerate(susunan) if len(satu[2]) <= letak.program[n][2])
    kalimat = f"yang diselenggarakan dari tanggal {waktu} di {data.tempat},"
    padat = int(awal > 0 or len(pecah(kalimat, letak.uraian, 12, SERIF)) > letak.baris_tempat)
    calon = [(URAIAN[u], susunan[n]) for u in range(padat, len(URAIAN)) for n in range(awal, len(susunan))]
    uraian, program = next(
        (satu for satu in calon if _tinggi(data, waktu, *satu) <= letak.tinggi_uraian), calon[-1]
    )
    return {
        "program": program[2],
        "kelas_program": program[0],
        "kelas_uraian": uraian[0],
        "kalimat": _kalimat(data, waktu, uraian[1]) if letak.baris_tempat > 1 else (),
    }


def _tinggi(
    data: DataSertifikat,
    waktu: str,
    uraian: tuple[str, float, float],
    program: tuple[str, float, tuple[str, ...]],
) -> float:
    """Height in mm of the description: outcome, program, sentence with dates and place, number of JP."""
    _, ukuran, jarak = uraian
    kelas, besar, baris = program
    biasa = (2 + len(_kalimat(data, waktu, ukuran))) * ukuran * jarak
    return (biasa + len(baris) * besar * JARAK_PROGRAM[kelas]) * MM_PER_PT + 0.9


def _kalimat(data: DataSertifikat, waktu: str, ukuran: float) -> tuple[str, ...]:
    """The lines of the sentence with dates and place; upright the place stands on lines of its own if need be."""
    letak = LETAK[data.arah]
    awal = "pada tanggal" if data.mulai == data.selesai else "dari tanggal"
    kapan = f"yang diselenggarakan {awal} {waktu}"
    if not data.tempat:
        return (f"{kapan},",)
    utuh, tempat = f"{kapan} di {data.tempat},", f"di {data.tempat},"
    if letak.baris_tempat == 1:
        return pecah(utuh, letak.uraian, ukuran, SERIF)
    sebaris = lebar_teks(utuh, ukuran, SERIF) <= letak.uraian
    return (utuh,) if sebaris else (kapan, *pecah(tempat, letak.uraian, ukuran, SERIF))


def _ttd(ttd: Penandatangan, akhiran: str) -> dict[str, Any]:
    """How wide the signer's block stands, the lines of the title, and the size that keeps the name on one line."""
    terpanjang = max(lebar_teks(satu, 10.8, SERIF) for satu in (ttd.nama, *ttd.baris_jabatan))
    lebar = LEBAR_TTD if terpanjang <= LEBAR_TTD * 0.95 else LEBAR_TTD_LUAS
    muat = lebar / lebar_teks(ttd.nama, 1, SERIF) * 0.92
    return {
        f"kelas_ttd{akhiran}": " ttd-luas" if lebar == LEBAR_TTD_LUAS else "",
        f"ttd{akhiran}_jabatan": [
            satu for baris in ttd.baris_jabatan for satu in pecah(baris, lebar, 10.8, SERIF)
        ],
        f"ttd{akhiran}_huruf": f"{max(7.0, min(10.8, muat)):.1f}",
    }


def _ukuran_tabel(data: DataSertifikat) -> tuple[float, float]:
    """Font size in pt and row height in mm of the back table: as large as the number of lines allows."""
    letak = LETAK[data.arah]
    tersedia = letak.tinggi_tabel[data.penandatangan_belakang is not None]
    for sepersepuluh in range(110, 40, -5):
        huruf = sepersepuluh / 10
        lipat = sum(int(lebar_teks(satu.nama, huruf, SERIF) // letak.modul) for satu in data.modul)
        tinggi = min(letak.baris_tabel, tersedia / (2 + len(data.modul) + lipat) - 0.14)
        if tinggi >= huruf * MM_PER_PT * 1.3:
            break
    return huruf, tinggi
