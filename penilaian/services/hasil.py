"""Outcomes: suggested by the attendance rule, decided by the office."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from diklat.models import Gelombang
from diklat.services.gelombang import harus_status
from diklat.services.kunci import kunci_gelombang
from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from kantor.riwayat import konteks
from penilaian.daftar import penghalang_hasil
from penilaian.models import Hasil
from penilaian.queries.hasil import UsulanHasil, peserta_dinilai, usulkan_hasil
from penilaian.queries.kelulusan import aturan_gelombang, rekap_berlaku
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status

Putusan = Hasil.Putusan
PERLU_HADIR = {Putusan.LULUS, Putusan.MENGIKUTI, Putusan.TIDAK_LULUS}
TERKUNCI = "Hasil sudah ditetapkan dan terkunci. Buka kembali rekapnya, dengan alasan, untuk mengubah."
TANPA_ALASAN = {Putusan.LULUS, Putusan.MENGIKUTI}


@dataclass(frozen=True)
class Keputusan:
    """What the office decides of one person, and when."""

    putusan: str
    kualifikasi: str
    alasan: str
    kini: datetime.datetime


@layanan
def tetapkan_hasil(
    *,
    oleh: Pengguna,
    pendaftaran: Pendaftaran,
    putusan: str,
    kualifikasi: str = "",
    alasan: str = "",
    pada: datetime.datetime | None = None,
) -> Hasil:
    """Decide or correct one outcome while the gelombang runs.

    Where the program has components the qualification is that of the value, and an outcome that is what the scores
    say follows them until a recap locks it; one that is not has a reason, and stays.
    Raises TidakValid where a reason is due (any outcome but lulus and mengikuti; lulus where attendance or scores say
    otherwise), KeadaanBerubah for somebody who cannot have this outcome or whose certificate is out.
    """
    gelombang = _buka(oleh, pendaftaran.gelombang)
    calon = peserta_dinilai(gelombang).filter(pk=pendaftaran.pk).first()
    if calon is None:
        raise KeadaanBerubah("Hasil hanya ditetapkan untuk peserta yang sudah dipanggil.")
    usulan = _usulan(gelombang)[calon.pk]
    return _tetapkan(oleh, calon, usulan, Keputusan(putusan, kualifikasi, alasan, pada or timezone.now()))


@layanan
def tetapkan_massal(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    pilihan: Iterable[int],
    putusan: str,
    kualifikasi: str = "",
    alasan: str = "",
    pada: datetime.datetime | None = None,
) -> tuple[int, dict[int, str]]:
    """The same outcome for many. Whom it does not fit stays as it was.

    Returns how many have it now, and by registration why the others have not.
    """
    gelombang = _buka(oleh, gelombang)
    terpilih = set(pilihan)
    calon = list(peserta_dinilai(gelombang).filter(pk__in=terpilih))
    if len(calon) != len(terpilih):
        raise TidakDitemukan("Ada peserta yang tidak terdaftar atau belum dipanggil pada gelombang ini.")
    usulan = _usulan(gelombang)
    keputusan = Keputusan(putusan, kualifikasi, alasan, pada or timezone.now())
    tetap = {}
    for satu in calon:
        try:
            _tetapkan(oleh, satu, usulan[satu.pk], keputusan)  # raises before it writes
        except (TidakValid, KeadaanBerubah) as galat:
            tetap[satu.pk] = galat.pesan
    return len(calon) - len(tetap), tetap


@layanan
def terapkan_usulan(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    pilihan: Iterable[int] | None = None,
    kualifikasi: str = "",
    pada: datetime.datetime | None = None,
) -> int:
    """Take over the suggestion for those without an outcome (of `pilihan`, or all). Returns how many.

    `kualifikasi` is written beside lulus only. Raises KeadaanBerubah while attendance is not recorded in full, and
    where the program has components: there a recap does it.
    """
    gelombang = _buka(oleh, gelombang)
    if aturan_gelombang(gelombang):
        raise KeadaanBerubah("Program ini memakai komponen nilai. Tetapkan hasilnya lewat rekap kelulusan.")
    terpilih = None if pilihan is None else set(pilihan)
    usulan = [
        u
        for u in usulkan_hasil(gelombang)
        if getattr(u.pendaftaran, "hasil", None) is None
        and (terpilih is None or u.pendaftaran.pk in terpilih)
    ]
    hadir = [u for u in usulan if u.pendaftaran.status == Status.HADIR]
    kosong = [
        u.pendaftaran.nama_lengkap for u in hadir if u.rekap.hitungan.belum_dicatat or u.rekap.persen is None
    ]
    if kosong:
        raise KeadaanBerubah(
            f"Kehadiran {len(kosong)} peserta belum lengkap dicatat. Lengkapi kehadiran lebih dahulu.",
            rincian={str(n): nama for n, nama in enumerate(kosong[:20], 1)},
        )
    kini = pada or timezone.now()
    for u in usulan:
        nilai = kualifikasi if u.putusan == Putusan.LULUS else ""
        _tetapkan(oleh, u.pendaftaran, u, Keputusan(u.putusan, nilai, u.alasan, kini))
    return len(usulan)


@layanan
def hapus_hasil(*, oleh: Pengguna, pendaftaran: Pendaftaran) -> None:
    """Take back an outcome that was set too early; the history keeps it, with what it was. Raises KeadaanBerubah."""
    _buka(oleh, pendaftaran.gelombang)
    _pastikan_bebas(pendaftaran)
    hasil = Hasil.objects.filter(pendaftaran=pendaftaran).first()
    if hasil is None:
        raise KeadaanBerubah("Hasil peserta ini sudah dihapus.")
    isi = ", ".join(satu for satu in (str(hasil), hasil.kualifikasi, hasil.alasan) if satu)
    with konteks(oleh=oleh, alasan=f"Yang dihapus: {isi}"):
        hasil.delete()


def tulis_hasil(oleh: Pengguna, usulan: UsulanHasil, keputusan: Keputusan) -> None:
    """For the recap, in its transaction: the outcome as it says it, unless it stands so already.

    Raises KeadaanBerubah where a certificate holds the old one.
    """
    ada: Hasil | None = getattr(usulan.pendaftaran, "hasil", None)
    kini = (keputusan.putusan, keputusan.kualifikasi, keputusan.alasan)
    if ada is None or (ada.putusan, ada.kualifikasi, ada.alasan) != kini:
        _tetapkan(oleh, usulan.pendaftaran, usulan, keputusan)


def _usulan(gelombang: Gelombang) -> dict[int, UsulanHasil]:
    return {u.pendaftaran.pk: u for u in usulkan_hasil(gelombang)}


def _buka(oleh: Pengguna, gelombang: Gelombang) -> Gelombang:
    pastikan(oleh, Hak.KERJA, gelombang)
    [terkunci] = kunci_gelombang(gelombang.pk)
    harus_status(terkunci, Gelombang.Status.DITUTUP, Gelombang.Status.BERLANGSUNG)
    if rekap_berlaku(terkunci):
        raise KeadaanBerubah(TERKUNCI)
    return terkunci


def _tetapkan(oleh: Pengguna, pendaftaran: Pendaftaran, usulan: UsulanHasil, keputusan: Keputusan) -> Hasil:
    _periksa(pendaftaran, usulan, keputusan)
    _pastikan_bebas(pendaftaran)
    hasil = Hasil.objects.filter(pendaftaran=pendaftaran).first() or Hasil(pendaftaran=pendaftaran)
    hasil.putusan = keputusan.putusan
    hasil.kualifikasi = _kualifikasi(usulan, keputusan)
    hasil.alasan = keputusan.alasan.strip()
    hasil.ditetapkan_oleh = oleh
    hasil.ditetapkan = keputusan.kini
    hasil.menurut_nilai = _menurut_nilai(usulan, keputusan)
    hasil.save()
    return hasil


def _kualifikasi(usulan: UsulanHasil, keputusan: Keputusan) -> str:
    """Printed on the certificate of who passes: the band of the value, or where no scores are kept what was typed."""
    if keputusan.putusan != Putusan.LULUS:
        return ""
    return usulan.nilai.sebutan if usulan.nilai else keputusan.kualifikasi.strip()


def _menurut_nilai(usulan: UsulanHasil, keputusan: Keputusan) -> bool:
    """Nothing was decided beyond what the scores say. That they are not all there yet is no outcome of theirs."""
    return (
        usulan.nilai is not None
        and keputusan.putusan == usulan.putusan != Putusan.DITUNDA
        and keputusan.alasan.strip() in ("", usulan.alasan)
    )


def _periksa(pendaftaran: Pendaftaran, usulan: UsulanHasil, keputusan: Keputusan) -> None:
    putusan = keputusan.putusan
    if putusan not in Putusan.values:
        raise TidakValid(rincian={"putusan": "Pilih salah satu hasil."})
    if len(keputusan.alasan) > 300 or len(keputusan.kualifikasi) > 40:
        raise TidakValid("Alasan paling panjang 300 huruf, kualifikasi 40 huruf.")
    if putusan in PERLU_HADIR and pendaftaran.status != Status.HADIR:
        raise KeadaanBerubah("Peserta ini tidak registrasi ulang; pilih gugur atau mengundurkan diri.")
    if keputusan.alasan.strip():
        return
    if putusan not in TANPA_ALASAN:
        raise TidakValid("Tuliskan alasannya.", rincian={"alasan": "Tuliskan alasannya."})
    if usulan.putusan != putusan and (putusan == Putusan.LULUS or usulan.nilai):
        sebab = usulan.alasan or f"Menurut nilainya {usulan.label.lower()}."
        tetap = "diluluskan" if putusan == Putusan.LULUS else f"“{Putusan(putusan).label}”"
        pesan = f"{sebab} Tuliskan alasan bila tetap {tetap}."
        raise TidakValid(pesan, rincian={"alasan": pesan})


def _pastikan_bebas(pendaftaran: Pendaftaran) -> None:
    for periksa in penghalang_hasil:
        if pesan := periksa(pendaftaran):
            raise KeadaanBerubah(pesan)
