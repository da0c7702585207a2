"""Signed paper comes back: sheets given a code, scans taken in, their pages sorted by it or by hand."""

from __future__ import annotations

import logging
import uuid
from typing import IO, Any

from django.core.files.base import File

from kantor.daftar import JenisPekerjaan, jenis_lembar, jenis_pekerjaan
from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lib import pindaian as lib
from kantor.lib.berkas import nama_aman
from kantor.lingkup import Hak
from kantor.models import HalamanPindaian, Instansi, LembarCetak, Pekerjaan, Pengguna, PindaianKertas
from kantor.models.lembar_kertas import DAPAT_DIPILAH, Keadaan
from kantor.services.berkas import simpan_berkas, simpan_hasil
from kantor.services.pekerjaan import mulai_pekerjaan

log = logging.getLogger(__name__)
JENIS_PILAH = "pilah_pindaian"
UKURAN_MAKS = 64 * 1024 * 1024
HALAMAN_MAKS = 400
SEPOTONG = 4  # pages in one piece of the job


@layanan
def daftarkan_lembar(
    *,
    oleh: Pengguna | None,
    instansi: Instansi,
    jenis: str,
    perihal: str,
    perihal_nama: str,
    acuan: int,
    acuan_nama: str,
    dari: int,
) -> list[LembarCetak]:
    """Codes for the sheets of one printing of a thing, page by page. Whoever prints has asked who may."""
    cetakan = uuid.uuid4()
    return LembarCetak.objects.bulk_create(
        LembarCetak(
            instansi=instansi,
            jenis=jenis,
            perihal=perihal,
            perihal_nama=perihal_nama[:300],
            acuan=acuan,
            acuan_nama=acuan_nama[:300],
            cetakan=cetakan,
            halaman=halaman,
            dari=dari,
        )
        for halaman in range(1, dari + 1)
    )


@layanan
def unggah_pindaian(
    *,
    oleh: Pengguna,
    instansi: Instansi,
    jenis: str,
    perihal: str,
    isi: bytes | IO[bytes] | File[Any],
    nama: str,
) -> PindaianKertas:
    """Take in a scan; a job sorts its pages.

    Raises TidakValid for what is no whole PDF, has a password or too many pages; nothing of it is stored.
    """
    jenis_lembar[jenis].pastikan(oleh, Hak.KERJA, perihal)
    berkas = simpan_berkas(
        oleh=oleh,
        instansi=instansi,
        isi=isi,
        nama=nama,
        jenis_diizinkan=("pdf",),
        ukuran_maks=UKURAN_MAKS,
    )
    with berkas.isi.open("rb") as tersimpan:
        banyak = lib.banyak_halaman(tersimpan)
    if banyak > HALAMAN_MAKS:
        kalimat = f"PDF ini {banyak} halaman; paling banyak {HALAMAN_MAKS}. Bagi menjadi beberapa berkas."
        raise TidakValid(kalimat, rincian={"berkas": [kalimat]})
    pindaian = PindaianKertas.objects.create(
        instansi=instansi, jenis=jenis, perihal=perihal, berkas=berkas, banyak=banyak, pengunggah=oleh
    )
    mulai_pekerjaan(
        oleh=oleh,
        jenis=JENIS_PILAH,
        instansi=instansi,
        judul=f"Pilah pindaian {jenis_lembar[jenis].sebutan}",
        perihal=perihal,
        parameter={"pindaian": pindaian.pk},
    )
    return pindaian


@layanan
def pilah_halaman(
    *, oleh: Pengguna, halaman: HalamanPindaian, acuan: int, nomor: int | None = None
) -> HalamanPindaian:
    """Put a page nobody could read to its thing by hand, as page `nomor` of what was printed or without a number.

    A page whose code was read once, and that was taken off, is that sheet again. Where that page is there already, the
    newly sorted one replaces it. Raises TidakValid for a thing or page that
    does not exist, KeadaanBerubah when the page has been sorted meanwhile.
    """
    pindaian, jenis = halaman.pindaian, jenis_lembar[halaman.pindaian.jenis]
    jenis.pastikan(oleh, Hak.KERJA, pindaian.perihal)
    if acuan not in dict(jenis.pilihan(pindaian.perihal)):
        raise TidakValid(rincian={"acuan": "Pilih dari daftar."})
    lembar = _lembar_itu(halaman, acuan, nomor)
    _kunci_lembar(lembar.pk if lembar else None)
    baris = _kunci(halaman, DAPAT_DIPILAH)
    if lembar is not None:
        _ganti_yang_ada(lembar)
    baris.lembar, baris.acuan, baris.keadaan, baris.dipilah_oleh = lembar, acuan, Keadaan.TERLAMPIR, oleh
    baris.save(update_fields=["lembar", "acuan", "keadaan", "dipilah_oleh"])
    return baris


@layanan
def buang_halaman(*, oleh: Pengguna, halaman: HalamanPindaian) -> HalamanPindaian:
    """The page is none of these sheets. It stays to be looked at. Raises KeadaanBerubah."""
    jenis_lembar[halaman.pindaian.jenis].pastikan(oleh, Hak.KERJA, halaman.pindaian.perihal)
    baris = _kunci(halaman, (Keadaan.BELUM, Keadaan.KOSONG, Keadaan.ASING))
    baris.keadaan, baris.dipilah_oleh = Keadaan.DIBUANG, oleh
    baris.save(update_fields=["keadaan", "dipilah_oleh"])
    return baris


@layanan
def lepas_halaman(*, oleh: Pengguna, halaman: HalamanPindaian) -> HalamanPindaian:
    """Take a page off its thing to sort it again; the scan it had replaced counts anew. Raises KeadaanBerubah."""
    jenis_lembar[halaman.pindaian.jenis].pastikan(oleh, Hak.KERJA, halaman.pindaian.perihal)
    lembar = _kunci_lembar(
        HalamanPindaian.objects.values_list("lembar", flat=True).filter(pk=halaman.pk).first()
    )
    baris = _kunci(halaman, (Keadaan.TERLAMPIR,))
    if baris.lembar_id != (lembar.pk if lembar else None):
        raise KeadaanBerubah("Halaman ini baru saja dipilah. Muat ulang halaman.")
    baris.keadaan, baris.acuan, baris.dipilah_oleh = Keadaan.BELUM, None, oleh
    baris.save(update_fields=["keadaan", "acuan", "dipilah_oleh"])
    lama = HalamanPindaian.objects.filter(lembar=lembar, keadaan=Keadaan.DIGANTI) if lembar else None
    if lama and (kembali := lama.order_by("-pindaian", "-urutan").first()):
        kembali.keadaan = Keadaan.TERLAMPIR
        kembali.save(update_fields=["keadaan"])
    return baris


# --- the job ----------------------------------------------------------------------------------------


def susun(pekerjaan: Pekerjaan) -> list[dict[str, Any]]:
    """A few pages a piece."""
    banyak = PindaianKertas.objects.get(pk=pekerjaan.parameter["pindaian"]).banyak
    return [{"mulai": n, "jumlah": min(SEPOTONG, banyak - n)} for n in range(0, banyak, SEPOTONG)]


def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
    """Sort these pages; those that were sorted before stay as they are.

    A page that cannot be shown waits for a hand; one that cannot even be taken out counts as refused, the others go on.
    """
    pindaian = PindaianKertas.objects.select_related("berkas", "instansi").get(
        pk=pekerjaan.parameter["pindaian"]
    )
    sudah = set(pindaian.halaman.values_list("urutan", flat=True))
    gagal = 0
    try:
        with pindaian.berkas.isi.open("rb") as isi, lib.buka(isi) as buku:
            for n in range(parameter["mulai"], parameter["mulai"] + parameter["jumlah"]):
                if n + 1 not in sudah:
                    gagal += not _pilah(pekerjaan, pindaian, buku, n)
    except lib.PindaianSalah as galat:
        raise TidakValid(galat.pesan) from galat
    return {"gagal": gagal}


def _pilah(pekerjaan: Pekerjaan, pindaian: PindaianKertas, buku: lib.BukuPindaian, n: int) -> bool:
    """Read one page, keep it and its picture, and put it where its code says. False for one beyond all reading."""
    gambar, kode, putar, polos = None, None, 0, False
    try:
        gambar = buku.lihat(n)
        if not (polos := lib.kosong(gambar)):
            kode, putar = lib.baca_kode(buku, n, gambar)
    except lib.PindaianSalah:
        log.info("Halaman %s dari pindaian %s tidak dapat ditampilkan", n + 1, pindaian.pk)
    try:
        petikan = buku.petik(n, putar)
    except lib.PindaianSalah:
        return False
    lembar = LembarCetak.objects.filter(kode=kode).first() if kode else None
    dasar = f"{nama_aman(pindaian.berkas.nama).removesuffix('.pdf')}-{n + 1}"
    satu = HalamanPindaian(pindaian=pindaian, urutan=n + 1, lembar=lembar)
    for bidang, isi, jenis in (
        ("berkas", petikan, "pdf"),
        ("gambar", lib.kecil(gambar, putar) if gambar else None, "jpeg"),
    ):
        if isi is None:
            continue
        berkas = simpan_hasil(
            oleh=pekerjaan.pemilik, instansi=pindaian.instansi, isi=isi, nama=dasar, jenis=jenis
        )
        setattr(satu, bidang, berkas)
    if lembar is None:
        satu.keadaan = Keadaan.KOSONG if polos else Keadaan.BELUM
    elif (lembar.perihal, lembar.jenis) != (pindaian.perihal, pindaian.jenis):
        satu.keadaan = Keadaan.ASING
    else:
        satu.acuan = lembar.acuan
        satu.keadaan = Keadaan.TERLAMPIR if _ganti_yang_ada(lembar, satu) else Keadaan.DIGANTI
    satu.save(force_insert=True)
    return True


def pasang() -> None:
    """Make known how a scan is sorted."""
    jenis_pekerjaan.pasang(
        JENIS_PILAH,
        JenisPekerjaan("Pilah pindaian kertas", "dokumen", susun=susun, kerjakan=kerjakan, alamat=_alamat),
    )


def _alamat(pekerjaan: Pekerjaan) -> str:
    pindaian = PindaianKertas.objects.filter(pk=pekerjaan.parameter["pindaian"]).first()
    return jenis_lembar[pindaian.jenis].alamat(pindaian.perihal) if pindaian else ""


# --- rows -------------------------------------------------------------------------------------------


def _kunci_lembar(pk: int | None) -> LembarCetak | None:
    """Whoever changes which page stands for a sheet waits here: the sheet first, then its pages."""
    return LembarCetak.objects.select_for_update(no_key=True).get(pk=pk) if pk else None


def _kunci(halaman: HalamanPindaian, boleh: tuple[Keadaan, ...]) -> HalamanPindaian:
    baris = HalamanPindaian.objects.select_for_update(no_key=True).filter(pk=halaman.pk).first()
    if baris is None:
        raise TidakDitemukan
    if baris.keadaan not in boleh:
        raise KeadaanBerubah("Halaman ini baru saja dipilah. Muat ulang halaman.")
    return baris


def _ganti_yang_ada(lembar: LembarCetak, baru: HalamanPindaian | None = None) -> bool:
    """Let the page that stands for this sheet give way; False when it was scanned after `baru` and stays.

    The order of the scans decides, not that of the workers.
    """
    _kunci_lembar(lembar.pk)
    ada = HalamanPindaian.objects.filter(lembar=lembar, keadaan=Keadaan.TERLAMPIR).first()
    if ada is None:
        return True
    if baru is not None and (ada.pindaian_id, ada.urutan) > (baru.pindaian_id, baru.urutan):
        return False
    ada.keadaan = Keadaan.DIGANTI
    ada.save(update_fields=["keadaan"])
    return True


def _lembar_itu(halaman: HalamanPindaian, acuan: int, nomor: int | None) -> LembarCetak | None:
    """Which printed sheet a page put to this thing by hand is; None without a number nobody could read."""
    semula = halaman.lembar
    if semula is not None and semula.acuan == acuan and nomor in (None, semula.halaman):
        return semula
    return None if nomor is None else _lembar_bernomor(halaman.pindaian, acuan, nomor)


def _lembar_bernomor(pindaian: PindaianKertas, acuan: int, nomor: int) -> LembarCetak:
    """Which printed sheet that is: one that has not come back, of the newest printing."""
    calon = LembarCetak.objects.filter(
        perihal=pindaian.perihal, jenis=pindaian.jenis, acuan=acuan, halaman=nomor
    ).order_by("-pk")
    kosong = calon.exclude(pindaian__keadaan=Keadaan.TERLAMPIR)
    if (lembar := kosong.first() or calon.first()) is None:
        raise TidakValid(
            rincian={
                "nomor": "Halaman itu tidak ada pada yang dicetak. Kosongkan bila nomornya tidak terbaca."
            }
        )
    return lembar
