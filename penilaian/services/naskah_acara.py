"""Papers of a seminar: decided, made, signed, corrected.

Locks: gelombang → giliran (Panitia's acts) → naskah by pk → sheets (by the trigger of the last signature). Who signs
takes the papers alone, so that of two last signatures one sees the other.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from kantor.galat import Galat, KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.models import Pengguna
from kantor.queries.lembar_kertas import lembar_kembali
from penilaian.lib.naskah_acara import sidik
from penilaian.models import (
    ButirNaskah,
    CaraTtd,
    Giliran,
    JenisNaskah,
    Keputusan,
    NaskahAcara,
    PihakNaskah,
    RuangSeminar,
    Seminar,
    StatusNaskah,
)
from penilaian.models.naskah_acara import BERLAKU
from penilaian.queries.dasbor import dasbor
from penilaian.queries.naskah_acara import LEMBAR_NASKAH, beracara, giliran_naskah, milik
from penilaian.services import isi_acara
from penilaian.services.cetak_naskah import cetak_otomatis
from penilaian.services.dasar_seminar import kunci_seminar
from penilaian.services.isi_acara import Rancangan
from peserta.queries.daftar_hadir import perihal

S = Seminar.Status
J = JenisNaskah
DIMULAI = (S.BERLANGSUNG, S.SELESAI)
SEBELUM_LENGKAP = "Isi atau penanda tangannya berubah sebelum ada yang menandatangani."


@dataclass
class HasilNaskah:
    """What a run did; whom it left out, in sentences."""

    dibuat: list[NaskahAcara] = field(default_factory=list)
    tetap: int = 0
    dilewati: list[str] = field(default_factory=list)
    # Whole papers that would say something else now: whom they are about.
    berubah: list[str] = field(default_factory=list)


@layanan
def putuskan(
    *,
    oleh: Pengguna,
    seminar: Seminar,
    giliran: Collection[int],
    keputusan: str,
    batas_perbaikan: datetime.date | None = None,
    catatan: str = "",
    hapus_catatan: bool = False,
) -> int:
    """The decision of the team on these plans. Returns how many.

    What is left empty stays as it stands: the note unless `hapus_catatan`, the due date of what is still to be mended.
    Raises TidakValid without a due date where something is to be mended, KeadaanBerubah for a plan whose berita acara
    stands: that one is corrected.
    """
    seminar = kunci_seminar(oleh, seminar, *DIMULAI)
    if keputusan not in Keputusan.values:
        raise TidakValid(rincian={"keputusan": "Pilih keputusannya."})
    perbaikan = keputusan == Keputusan.PERBAIKAN
    if perbaikan and batas_perbaikan and batas_perbaikan < seminar.tanggal:
        raise TidakValid(rincian={"batas_perbaikan": "Batasnya sebelum hari seminar."})
    baris = list(_kunci_giliran(seminar, giliran))
    if not baris:
        raise TidakValid("Centang dahulu rencana aksi yang diputuskan pada daftar.")
    if perbaikan and not all(batas_perbaikan or g.batas_perbaikan for g in baris):
        raise TidakValid(rincian={"batas_perbaikan": "Isi sampai kapan perbaikannya diserahkan."})
    tertulis = beracara(seminar)
    if sudah := [g for g in baris if g.pk in tertulis]:
        siapa = ", ".join(g.rencana.pendaftaran.nama_lengkap for g in sudah[:5])
        raise KeadaanBerubah(f"Berita acaranya sudah dibuat: {siapa}. Koreksi berita acaranya lebih dahulu.")
    catatan = " ".join(catatan.split())[:500]
    for g in baris:
        g.keputusan = keputusan
        g.catatan_keputusan = catatan or ("" if hapus_catatan else g.catatan_keputusan)
        g.batas_perbaikan = (batas_perbaikan or g.batas_perbaikan) if perbaikan else None
        g.save(update_fields=["keputusan", "batas_perbaikan", "catatan_keputusan"])
    return len(baris)


@layanan
def buat_berita_acara(
    *,
    oleh: Pengguna,
    seminar: Seminar,
    giliran: Collection[int] = (),
    ruang: RuangSeminar | None = None,
    pada: datetime.datetime | None = None,
) -> HasilNaskah:
    """Make the berita acara of each of these plans, or one of a whole room; from now on its scores stay as they are.

    Plans whose paper cannot be made are left out and named. Raises TidakValid for no plan, KeadaanBerubah where that
    of the room could not be made.
    """
    seminar = kunci_seminar(oleh, seminar, *DIMULAI)
    if ruang is None and not giliran:
        raise TidakValid(
            "Centang dahulu rencana aksi yang berita acaranya dibuat; kotak paling atas memilih semua."
        )
    hasil = HasilNaskah()
    sudah = beracara(seminar)
    if ruang is not None:
        baris = list(_kunci_giliran(seminar, None, ruang=ruang.pk))
        if any(g.pk in sudah for g in baris):
            raise KeadaanBerubah(f"Sebagian rencana aksi {ruang} sudah memiliki berita acara sendiri.")
        semua = dasbor(oleh, seminar)
        semua.baris[:] = [b for b in semua.baris if b.giliran.ruang_id == ruang.pk]
        versi = _versi_berikut(J.BERITA_ACARA, ruang=ruang)
        rancangan = isi_acara.berita_acara(seminar, semua, ruang=ruang, versi=_kata_versi(*versi))
        hasil.dibuat.append(
            _tulis(oleh, seminar, rancangan, jenis=J.BERITA_ACARA, versi=versi, pada=pada, ruang=ruang)
        )
        return hasil
    for g in _kunci_giliran(seminar, giliran):
        if g.pk in sudah:
            hasil.tetap += 1
            continue
        versi = _versi_berikut(J.BERITA_ACARA, giliran=g)
        try:
            rancangan = isi_acara.berita_acara(
                seminar, dasbor(oleh, seminar, giliran=g.pk), versi=_kata_versi(*versi)
            )
        except Galat as galat:
            hasil.dilewati.append(galat.pesan)
            continue
        hasil.dibuat.append(
            _tulis(oleh, seminar, rancangan, jenis=J.BERITA_ACARA, versi=versi, pada=pada, giliran=g)
        )
    return hasil


@layanan
def buat_kesepakatan(
    *,
    oleh: Pengguna,
    seminar: Seminar,
    giliran: Collection[int] | None = None,
    alasan: str = "",
    pada: datetime.datetime | None = None,
) -> HasilNaskah:
    """Make the Surat Kesepakatan of these plans (None: of all) in the order of the ceremony.

    One that stands and says the same stays. One that would say something else now is made anew where nobody has signed
    it, else only with `alasan`; a whole one is corrected by `koreksi`. Who is left out is named, and whose whole letter
    says something else by now.
    """
    seminar = kunci_seminar(oleh, seminar, *DIMULAI)
    hasil = HasilNaskah()
    berlaku = {
        n.giliran_id: n
        for n in NaskahAcara.objects.select_for_update(no_key=True)
        .filter(seminar=seminar, jenis=J.KESEPAKATAN, status__in=BERLAKU)
        .order_by("pk")
    }
    for g in _kunci_giliran(seminar, giliran):
        lama = berlaku.get(g.pk)
        try:
            baru = isi_acara.kesepakatan(seminar, g, lama.isi["versi"] if lama else "")
        except Galat as galat:
            hasil.dilewati.append(galat.pesan)
            continue
        berubah = lama is None or sidik(baru.isi) != lama.sidik
        if lama and (lama.status == StatusNaskah.LENGKAP or not berubah):
            hasil.tetap += 1
            hasil.berubah += [lama.hal] if berubah else []
            continue
        if lama:
            ada_ttd = lama.pihak.exclude(cara="").exists()
            if ada_ttd and not alasan.strip():
                hasil.dilewati.append(
                    f"{lama.hal}: isinya berubah dan sudah ada yang menandatangani. Tulis alasan untuk versi barunya."
                )
                continue
            _ganti(lama, alasan if ada_ttd else alasan or SEBELUM_LENGKAP)
        versi = _versi_berikut(J.KESEPAKATAN, giliran=g)
        if versi[0] > 1:
            baru = isi_acara.kesepakatan(seminar, g, _kata_versi(*versi))
        hasil.dibuat.append(
            _tulis(oleh, seminar, baru, jenis=J.KESEPAKATAN, versi=versi, pada=pada, giliran=g)
        )
    return hasil


@layanan
def koreksi(*, oleh: Pengguna, naskah: NaskahAcara, alasan: str) -> NaskahAcara:
    """Take a paper back to be made anew: it stays readable, its scores may be opened, the next is another version.

    Raises TidakValid without a reason, KeadaanBerubah for one that was replaced already.
    """
    kunci_seminar(oleh, naskah.seminar, *DIMULAI)
    if not alasan.strip():
        raise TidakValid(
            rincian={"alasan": "Tulis apa yang dikoreksi; alasan ini tercetak pada versi berikutnya."}
        )
    [segar] = _kunci([naskah.pk])
    if segar.status not in BERLAKU:
        raise KeadaanBerubah("Naskah ini sudah diganti.")
    _ganti(segar, alasan)
    return segar


@layanan
def setujui_naskah(
    *,
    oleh: Pengguna,
    naskah: dict[int, str],
    alamat: str,
    bukti: str,
    pada: datetime.datetime | None = None,
) -> list[NaskahAcara]:
    """Approve papers electronically within the portal: `naskah` is each with the fingerprint of the text that was read.

    The caller has just proven who it is (`bukti`: by password, code, card). All or nothing; returns those that are
    whole by it. Raises TidakDitemukan for a paper of others, KeadaanBerubah for one that says something else now.
    """
    if not naskah:
        raise TidakValid("Pilih naskah yang disetujui.")
    kini = pada or timezone.now()
    dikunci = _kunci(naskah)
    if len(dikunci) != len(naskah):
        raise TidakDitemukan("Naskah tidak ditemukan.")
    selesai = []
    for satu in dikunci:
        baris = list(satu.pihak.filter(milik(oleh)))
        if not baris:
            raise TidakDitemukan("Naskah tidak ditemukan.")
        if satu.sidik != naskah[satu.pk] or satu.status == StatusNaskah.DIGANTI:
            raise KeadaanBerubah(f"{satu} sudah diganti versi lain. Baca yang terbaru, lalu setujui.")
        belum = [p for p in baris if not p.cara]
        for p in belum:
            _tanda(p, oleh, CaraTtd.ELEKTRONIK, kini, alamat=alamat, bukti=bukti[:20], sidik=satu.sidik)
        if belum and _lengkapi(satu, kini):
            selesai.append(satu)
    cetak_otomatis(selesai)
    return selesai


@layanan
def catat_tinta(
    *,
    oleh: Pengguna,
    seminar: Seminar,
    naskah: Collection[int],
    pihak: Collection[int] | None = None,
    pada: datetime.datetime | None = None,
) -> HasilNaskah:
    """Record who has signed with a pen, read from the sheets that came back; None: everybody who is still missing.

    Papers whose signed sheets are not all there are left out and named.
    """
    kunci_seminar(oleh, seminar, *DIMULAI)
    kini = pada or timezone.now()
    kembali = lembar_kembali(perihal(seminar.gelombang), LEMBAR_NASKAH)
    hasil = HasilNaskah()
    for satu in _kunci(naskah, seminar=seminar):
        lembar = kembali.get(satu.pk)
        if satu.status != StatusNaskah.MENUNGGU:
            hasil.tetap += 1
        elif lembar is None or not lembar.lengkap:
            hasil.dilewati.append(f"{satu}: pindaian lembar bertanda tangannya belum lengkap.")
        else:
            belum = satu.pihak.filter(cara="")
            for p in belum if pihak is None else belum.filter(pk__in=pihak):
                _tanda(p, oleh, CaraTtd.TINTA, kini)
            if _lengkapi(satu, kini):
                hasil.dibuat.append(satu)
    cetak_otomatis(hasil.dibuat)
    return hasil


def _tanda(
    p: PihakNaskah,
    oleh: Pengguna,
    cara: str,
    kini: datetime.datetime,
    *,
    alamat: str | None = None,
    bukti: str = "",
    sidik: str = "",
) -> None:
    """Sign, with name, title and capacity as of now."""
    p.cara, p.pada, p.oleh, p.alamat, p.bukti, p.sidik = cara, kini, oleh, alamat, bukti, sidik
    _per_kini(p)
    p.save()


def _per_kini(p: PihakNaskah) -> None:
    """A mentor may have become definitif since the paper was made; whoever was replaced signs as they were."""
    naskah = p.naskah
    if p.sebagai == "Mentor" and naskah.giliran:
        mentor = isi_acara.mentor_kini(naskah.giliran.rencana.pendaftaran_id)
        if mentor and mentor.pegawai_id == p.pegawai_id:
            p.nama, p.jabatan, p.kapasitas = mentor.nama_lengkap, mentor.jabatan_cetak, mentor.kapasitas
    elif p.pengguna and p.pengguna.pegawai:
        p.nama, p.jabatan = p.pengguna.pegawai.nama_lengkap, p.pengguna.pegawai.jabatan[:220]


def _lengkapi(naskah: NaskahAcara, kini: datetime.datetime) -> bool:
    """Whether this was the last signature; then the paper is whole and the database locks its scores."""
    if naskah.pihak.filter(cara="").exists():
        return False
    naskah.status, naskah.lengkap = StatusNaskah.LENGKAP, kini
    naskah.save(update_fields=["status", "lengkap"])
    return True


def _ganti(naskah: NaskahAcara, alasan: str) -> None:
    naskah.status, naskah.alasan_diganti = StatusNaskah.DIGANTI, " ".join(alasan.split())[:300]
    naskah.save(update_fields=["status", "alasan_diganti"])


def _kunci(naskah: Iterable[int], **lain: object) -> list[NaskahAcara]:
    """Whoever signs or replaces a paper waits here; always in one order."""
    baris = NaskahAcara.objects.select_for_update(no_key=True, of=("self",)).filter(
        pk__in=list(naskah), **lain
    )
    return list(baris.select_related("seminar__gelombang__instansi").order_by("pk"))


def _kunci_giliran(
    seminar: Seminar, pilihan: Collection[int] | None, *, ruang: int | None = None
) -> Sequence[Giliran]:
    """The talks, locked: nobody takes a sheet back while its paper is written."""
    baris = Giliran.objects.filter(seminar=seminar)
    if pilihan is not None:
        baris = baris.filter(pk__in=list(pilihan))
    if ruang is not None:
        baris = baris.filter(ruang=ruang)
    kunci = list(baris.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    return list(giliran_naskah(seminar).filter(pk__in=kunci))


def _versi_berikut(
    jenis: str, *, giliran: Giliran | None = None, ruang: RuangSeminar | None = None
) -> tuple[int, str]:
    """The number of the next version, and why there is one."""
    lama = NaskahAcara.objects.filter(jenis=jenis, giliran=giliran, ruang=ruang).order_by("-versi").first()
    return (lama.versi + 1, lama.alasan_diganti) if lama else (1, "")


def _kata_versi(versi: int, alasan: str) -> str:
    return f"Versi {versi}, menggantikan versi {versi - 1}. Alasan: {alasan}" if versi > 1 else ""


def _tulis(
    oleh: Pengguna,
    seminar: Seminar,
    rancangan: Rancangan,
    *,
    jenis: str,
    versi: tuple[int, str],
    pada: datetime.datetime | None,
    giliran: Giliran | None = None,
    ruang: RuangSeminar | None = None,
) -> NaskahAcara:
    with transaction.atomic():
        naskah = NaskahAcara.objects.create(
            seminar=seminar,
            jenis=jenis,
            giliran=giliran,
            ruang=ruang,
            versi=versi[0],
            alasan=versi[1],
            isi=rancangan.isi,
            sidik=sidik(rancangan.isi),
            dibuat=pada or timezone.now(),
            dibuat_oleh=oleh,
        )
        ButirNaskah.objects.bulk_create(
            ButirNaskah(
                naskah=naskah,
                giliran=g,
                keputusan=g.keputusan,
                batas_perbaikan=g.batas_perbaikan,
                nilai=b.nilai,
            )
            for g, b in rancangan.butir
            if b.nilai is not None
        )
        PihakNaskah.objects.bulk_create(
            PihakNaskah(
                naskah=naskah,
                urutan=n,
                sebagai=satu.isi["sebagai"],
                nama=satu.isi["nama"],
                jabatan=satu.isi["jabatan"][:220],
                nip=satu.isi["nip"],
                **satu.siapa,
            )
            for n, satu in enumerate(rancangan.penanda, 1)
        )
    return naskah
