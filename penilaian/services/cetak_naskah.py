"""Berita acara and Surat Kesepakatan as PDF: one run in the order of the ceremony as one file, and each apart."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from kantor.cetak.gabung import nama_berkas, satu_pdf, zip_mengalir
from kantor.daftar import JenisLembar, JenisPekerjaan, jenis_lembar, jenis_pekerjaan
from kantor.galat import TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Berkas, Instansi, LembarCetak, Pekerjaan, Pengguna
from kantor.queries.kertas import kop_untuk, ukuran_kertas, warna_untuk
from kantor.services.berkas import simpan_hasil
from kantor.services.lembar_kertas import daftarkan_lembar
from kantor.services.pekerjaan import mulai_pekerjaan
from penilaian.models import NaskahAcara, Seminar, StatusNaskah
from penilaian.queries.naskah_acara import LEMBAR_NASKAH
from peserta.queries.daftar_hadir import gelombang_perihal, perihal
from peserta.services.cetak_daftar_hadir import alamat_lembar

if TYPE_CHECKING:
    from kantor.cetak.kode_lembar import KodeLembar

JENIS_NASKAH = "cetak_naskah"
JENIS_LENGKAP = "cetak_naskah_lengkap"  # by itself, after the last signature
SATU, ZIP = "satu", "zip"
AWALAN = {"berita_acara": "Berita_Acara", "kesepakatan": "Kesepakatan"}


@layanan
def cetak_naskah(*, oleh: Pengguna, seminar: Seminar, naskah: Sequence[int], bentuk: str = SATU) -> Pekerjaan:
    """Ask for these papers, in this order, as one PDF or each apart in a ZIP. Raises TidakValid for none."""
    pastikan(oleh, Hak.KERJA, seminar)
    ada = {n.pk: n for n in NaskahAcara.objects.filter(seminar=seminar, pk__in=list(naskah))}
    urut = [pk for pk in dict.fromkeys(naskah) if pk in ada]
    if not urut:
        raise TidakValid("Pilih naskah yang dicetak.")
    jenis = {ada[pk].get_jenis_display() for pk in urut}
    sebutan = " dan ".join(sorted(jenis))
    judul = str(ada[urut[0]]) if len(urut) == 1 else f"{sebutan} {seminar.nama} ({len(urut)} naskah)"
    return _mulai(oleh, seminar, urut, bentuk if bentuk in (SATU, ZIP) else SATU, judul)


def cetak_otomatis(naskah: Iterable[NaskahAcara]) -> None:
    """Papers that are whole now are printed with their signatures, in the caller's transaction."""
    per: dict[int, list[NaskahAcara]] = {}
    for satu in naskah:
        per.setdefault(satu.seminar_id, []).append(satu)
    for semua in per.values():
        judul = str(semua[0]) if len(semua) == 1 else f"{len(semua)} naskah yang ditandatangani lengkap"
        _mulai(None, semua[0].seminar, [n.pk for n in semua], SATU, judul, jenis=JENIS_LENGKAP)


def _mulai(
    oleh: Pengguna | None,
    seminar: Seminar,
    naskah: list[int],
    bentuk: str,
    judul: str,
    *,
    jenis: str = JENIS_NASKAH,
) -> Pekerjaan:
    return mulai_pekerjaan(
        oleh=oleh,
        jenis=jenis,
        instansi=seminar.gelombang.instansi,
        judul=judul,
        perihal=perihal(seminar.gelombang),
        parameter={"naskah": naskah, "bentuk": bentuk, "seminar": seminar.pk},
    )


def susun(pekerjaan: Pekerjaan) -> list[dict[str, Any]]:
    """A paper, a piece."""
    return [{"naskah": pk} for pk in pekerjaan.parameter["naskah"]]


def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
    """One paper as it is signed now; with codes on its sheets while somebody may still sign with a pen."""
    from penilaian.cetak import naskah_acara as cetak  # heavy: only where papers are printed

    n = NaskahAcara.objects.select_related(
        "seminar__gelombang__instansi", "seminar__gelombang__kurikulum__program"
    ).get(pk=parameter["naskah"])
    g = n.seminar.gelombang

    def lembar(dari: int) -> list[KodeLembar]:
        return kode_lembar(
            daftarkan_lembar(
                oleh=pekerjaan.pemilik,
                instansi=g.instansi,
                jenis=LEMBAR_NASKAH,
                perihal=perihal(g),
                perihal_nama=f"{g.kurikulum.program.nama} {g.sebutan}",
                acuan=n.pk,
                acuan_nama=sebutan(n),
                dari=dari,
            )
        )

    n.berkas = simpan_hasil(
        oleh=pekerjaan.pemilik,
        instansi=g.instansi,
        isi=cetak.cetak(data(n), lembar if n.status == StatusNaskah.MENUNGGU else None),
        nama=nama_berkas(f"{n.hal}-{n.pk}-v{n.versi}", awalan=AWALAN[n.jenis]),
        jenis="pdf",
    )
    n.save(update_fields=["berkas"])
    return {"naskah": n.pk, "berkas": str(n.berkas.pk)}


def data(n: NaskahAcara) -> Any:
    """The paper as plain values."""
    from penilaian.cetak import naskah_acara as cetak  # heavy: only where papers are printed

    instansi = n.seminar.gelombang.instansi
    return cetak.Naskah(
        kop=kop_untuk(instansi, n.seminar.tanggal),
        isi=n.isi,
        tanda=tuple(
            cetak.Tanda(p.sebagai, p.nama, p.jabatan, p.nip, p.cara, p.pada)
            for p in n.pihak.order_by("urutan")
        ),
        sidik=n.sidik,
        tanggal=n.seminar.tanggal,
        zona=instansi.zona_waktu,
        diganti=f"Tidak berlaku lagi. {n.alasan_diganti}" if n.status == StatusNaskah.DIGANTI else "",
        portal=settings.PORTAL_URL,
        contoh=instansi.contoh,
        kertas=ukuran_kertas(instansi),
        warna=warna_untuk(instansi),
    )


def kode_lembar(lembar: Iterable[LembarCetak]) -> list[KodeLembar]:
    """Codes for the paper engine."""
    from kantor.cetak.kode_lembar import KodeLembar  # heavy: only where papers are printed

    return [KodeLembar(x.kode, alamat_lembar(x.kode)) for x in lembar]


def rampung(pekerjaan: Pekerjaan, hasil: list[dict[str, Any]]) -> Berkas | None:
    """One PDF in the order that was asked for, or a ZIP of each apart."""
    per = {satu["naskah"]: satu["berkas"] for satu in hasil if satu}
    urut = [per[pk] for pk in pekerjaan.parameter["naskah"] if pk in per]
    return gabung_berkas(pekerjaan, urut, zip_=pekerjaan.parameter["bentuk"] == ZIP, awalan="Naskah")


def gabung_berkas(
    pekerjaan: Pekerjaan, urut: Sequence[str], *, awalan: str, zip_: bool = False
) -> Berkas | None:
    """These PDFs as one, in this order, or as a ZIP in which each has its number in front."""
    ada = {str(b.pk): b for b in Berkas.objects.filter(pk__in=urut)}
    semua = [ada[pk] for pk in urut if pk in ada]
    if len(semua) < 2:
        return semua[0] if semua else None
    with tempfile.TemporaryFile() as wadah:
        if zip_:
            for potong in zip_mengalir(
                (f"{n:03d}_{b.nama}", satu)
                for n, (b, satu) in enumerate(zip(semua, _isi(semua), strict=True), 1)
            ):
                wadah.write(potong)
        else:
            satu_pdf(_isi(semua), wadah, judul=pekerjaan.judul)
        wadah.seek(0)
        return _simpan(pekerjaan.pemilik, pekerjaan.instansi, wadah, pekerjaan.judul, awalan, zip_=zip_)


def _simpan(
    oleh: Pengguna | None, instansi: Instansi, isi: Any, judul: str, awalan: str, *, zip_: bool
) -> Berkas:
    nama = nama_berkas(judul, awalan=awalan)
    nama = nama.removesuffix(".pdf") + ".zip" if zip_ else nama
    return simpan_hasil(oleh=oleh, instansi=instansi, isi=isi, nama=nama, jenis="zip" if zip_ else "pdf")


def _isi(semua: Iterable[Berkas]) -> Iterator[bytes]:
    for satu in semua:
        with satu.isi.open("rb") as terbuka:
            yield terbuka.read()


def sebutan(n: NaskahAcara) -> str:
    """`Berita acara Rina Siregar, S.Sos. (versi 2)`."""
    return f"{n}{f' (versi {n.versi})' if n.versi > 1 else ''}"


def pasang() -> None:
    """Make known how papers are printed, and how they come back."""
    for nama in (JENIS_NASKAH, JENIS_LENGKAP):
        jenis_pekerjaan.pasang(
            nama,
            JenisPekerjaan(
                "Naskah seminar",
                "dokumen" if nama == JENIS_NASKAH else "latar",
                susun=susun,
                kerjakan=kerjakan,
                rampung=rampung,
                alamat=_alamat_pekerjaan,
            ),
        )
    jenis_lembar.pasang(
        LEMBAR_NASKAH,
        JenisLembar("berita acara dan kesepakatan", _pastikan, _pilihan, alamat_pindaian, satuan="naskah"),
    )


def _alamat_pekerjaan(pekerjaan: Pekerjaan) -> str:
    g = gelombang_perihal(pekerjaan.perihal)
    seminar = pekerjaan.parameter.get("seminar")
    return reverse("penilaian:seminar_acara", args=[g.slug, seminar]) if g and seminar else ""


def alamat_pindaian(teks: str) -> str:
    """Where scans of the papers of a gelombang are handed in."""
    g = gelombang_perihal(teks)
    return reverse("penilaian:seminar_pindaian", args=[g.slug]) if g else ""


def _pastikan(oleh: Any, hak: Hak, teks: str) -> None:
    if (gelombang := gelombang_perihal(teks)) is None:
        raise TidakDitemukan
    pastikan(oleh, hak, gelombang)


def _pilihan(teks: str) -> list[tuple[int, str]]:
    g = gelombang_perihal(teks)
    semua = NaskahAcara.objects.filter(seminar__gelombang=g).order_by("jenis", "seminar", "pk") if g else []
    return [(n.pk, sebutan(n)) for n in semua]
