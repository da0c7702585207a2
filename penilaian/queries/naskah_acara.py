"""Papers of a seminar: which there are, who has not signed them, what waits for somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from diklat.models import Gelombang
from kantor.models import Pengguna
from kantor.queries.lembar_kertas import LembarKembali, lembar_kembali
from penilaian.models import (
    Giliran,
    JenisNaskah,
    NaskahAcara,
    Penugasan,
    PeranPenilai,
    PihakNaskah,
    Seminar,
    StatusNaskah,
)
from penilaian.models.naskah_acara import BERLAKU
from penilaian.queries.nilai import semua_masuk
from peserta.models import Pendaftaran
from peserta.queries.daftar_hadir import perihal

PENGUJI, MENTOR, PESERTA = "Penguji", "Mentor", "Peserta"
LEMBAR_NASKAH, LEMBAR_NILAI = "naskah_acara", "lembar_nilai"
# The orders in which papers can be laid on the table.
URUTAN = {
    "paparan": ("Urutan paparan", ("ruang__nama", "ruang", "urutan")),
    "klaster": ("Klaster", ("rencana__klaster__urutan", "rencana__klaster", "rencana__pendaftaran__ndh")),
    "ndh": ("Nomor daftar hadir", ("rencana__pendaftaran__ndh", "rencana__pendaftaran__nama_kunci")),
}


@dataclass
class NaskahBaris:
    """A living paper with its signers; `kembali` tells how much signed paper is there."""

    naskah: NaskahAcara
    pihak: list[PihakNaskah]
    kembali: LembarKembali = field(default_factory=LembarKembali)

    @property
    def belum(self) -> list[PihakNaskah]:
        return [satu for satu in self.pihak if not satu.cara]

    @property
    def sudah(self) -> int:
        return len(self.pihak) - len(self.belum)

    @property
    def penguji(self) -> set[int]:
        """The accounts that sign it as examiners."""
        return {satu.pengguna_id for satu in self.pihak if satu.pengguna_id}


def giliran_naskah(seminar: Seminar, urutan: str = "paparan") -> QuerySet[Giliran]:
    """The talks in the order of the ceremony."""
    return (
        Giliran.objects.filter(seminar=seminar)
        .select_related("ruang", "versi", "rencana__klaster", "rencana__pendaftaran__pegawai")
        .order_by(*URUTAN[urutan if urutan in URUTAN else "paparan"][1], "pk")
    )


def dengan_penguji(giliran: QuerySet[Giliran]) -> QuerySet[Giliran]:
    """These talks with the accounts that examine them now (`penguji`)."""
    tugas = Penugasan.objects.filter(giliran=OuterRef("pk"), peran=PeranPenilai.PENGUJI, dicabut=None)
    return giliran.annotate(penguji=ArraySubquery(tugas.values("penilai")))


def naskah_berlaku(seminar: Seminar, jenis: str) -> list[NaskahBaris]:
    """The living papers of one kind with who signs them. Four statements whatever their number."""
    return [b for b in naskah_terakhir(seminar, jenis) if b.naskah.berlaku]


def naskah_terakhir(seminar: Seminar, jenis: str) -> list[NaskahBaris]:
    """The same, and those that were taken back and have no newer version: a living paper is the last of its kind."""
    baris = NaskahAcara.objects.filter(seminar=seminar, jenis=jenis)
    urut = baris.order_by("giliran_id", "ruang_id", "-versi").distinct("giliran_id", "ruang_id")
    return berbaris(urut, seminar.gelombang)


def berbaris(naskah: QuerySet[NaskahAcara], gelombang: Gelombang) -> list[NaskahBaris]:
    """These papers with signers and returned sheets."""
    kembali = lembar_kembali(perihal(gelombang), LEMBAR_NASKAH)
    semua = naskah.select_related("giliran", "ruang", "berkas").prefetch_related(
        Prefetch("pihak", PihakNaskah.objects.order_by("urutan"))
    )
    return [NaskahBaris(n, list(n.pihak.all()), kembali.get(n.pk, LembarKembali())) for n in semua]


def per_giliran(baris: Iterable[NaskahBaris]) -> dict[int, NaskahBaris]:
    """Papers of one plan each, by its talk."""
    return {b.naskah.giliran_id: b for b in baris if b.naskah.giliran_id}


def beracara(seminar: Seminar) -> set[int]:
    """The talks a living berita acara tells of, its own or that of its room."""
    return set(
        Giliran.objects.filter(
            seminar=seminar, butir__naskah__status__in=BERLAKU, butir__naskah__jenis=JenisNaskah.BERITA_ACARA
        ).values_list("pk", flat=True)
    )


def milik(pengguna: Pengguna) -> Q:
    """Q of PihakNaskah: the rows this account signs by."""
    satu = Q(pengguna=pengguna)
    return satu | Q(pegawai=pengguna.pegawai_id) if pengguna.pegawai_id else satu


def _pihak_saya(pengguna: Pengguna, sebagai: str | None) -> QuerySet[PihakNaskah]:
    pihak = PihakNaskah.objects.filter(milik(pengguna), naskah=OuterRef("pk"))
    return pihak.filter(sebagai__contains=sebagai) if sebagai else pihak


def naskah_saya(pengguna: Pengguna, *, sebagai: str | None = None) -> QuerySet[NaskahAcara]:
    """The living papers this account signs, those that wait (`menunggu_saya`) first; `sebagai` is its capacity."""
    pihak = _pihak_saya(pengguna, sebagai)
    return (
        NaskahAcara.objects.filter(Exists(pihak), status__in=BERLAKU)
        .annotate(menunggu_saya=Exists(pihak.filter(cara="", naskah__status=StatusNaskah.MENUNGGU)))
        .select_related("seminar__gelombang__instansi", "seminar__gelombang__kurikulum__program")
        .order_by("-menunggu_saya", "-seminar__tanggal", "jenis", "giliran__ruang", "giliran__urutan", "pk")
    )


def naskah_menunggu(pengguna: Pengguna, *, sebagai: str | None = None) -> QuerySet[NaskahAcara]:
    """The papers that wait for this account."""
    return NaskahAcara.objects.filter(
        Exists(_pihak_saya(pengguna, sebagai).filter(cara="")), status=StatusNaskah.MENUNGGU
    ).order_by("pk")


def banyak_menunggu(pengguna: Pengguna, *, sebagai: str | None = None) -> int:
    """How many papers wait for this account."""
    return naskah_menunggu(pengguna, sebagai=sebagai).count()


def versi_lain(naskah: NaskahAcara) -> QuerySet[NaskahAcara]:
    """The other versions of this paper, the newest first."""
    return (
        NaskahAcara.objects.filter(jenis=naskah.jenis, giliran=naskah.giliran_id, ruang=naskah.ruang_id)
        .exclude(pk=naskah.pk)
        .order_by("-versi")
    )


def masih_menilai(pengguna: Pengguna, gelombang: Gelombang) -> bool:
    """Whether this account scores a plan of the gelombang that is not all in: then it reads nobody's paper."""
    giliran = set(
        Penugasan.objects.filter(
            giliran__seminar__gelombang=gelombang, penilai=pengguna, dicabut=None
        ).values_list("giliran", flat=True)
    )
    return bool(giliran - semua_masuk(giliran)) if giliran else False


@dataclass(frozen=True)
class KartuKesepakatan:
    """The Surat Kesepakatan on Beranda Peserta: of one registration, or those that wait."""

    satu: NaskahAcara | None = None
    sudah: bool = False
    semua: list[NaskahAcara] = field(default_factory=list)


def kesepakatan_peserta(pendaftaran: Pendaftaran) -> NaskahAcara | None:
    """The living Surat Kesepakatan of a registration."""
    return (
        NaskahAcara.objects.filter(
            jenis=JenisNaskah.KESEPAKATAN, status__in=BERLAKU, giliran__rencana__pendaftaran=pendaftaran
        )
        .order_by("-dibuat", "-pk")
        .first()
    )


def kartu_kesepakatan(pengguna: Pengguna | None, p: Pendaftaran | None = None) -> KartuKesepakatan | None:
    """The card, for the account or the key of the registration; None where there is no paper."""
    if p is not None:
        if pengguna is not None and p.pegawai_id != pengguna.pegawai_id:
            return None
        satu = kesepakatan_peserta(p)
        if satu is None:
            return None
        return KartuKesepakatan(satu, satu.pihak.filter(pegawai=p.pegawai_id).exclude(cara="").exists())
    if pengguna is None or pengguna.pegawai_id is None:
        return None
    semua = naskah_menunggu(pengguna, sebagai=PESERTA)
    isi = list(semua.select_related("giliran__rencana__pendaftaran__gelombang__kurikulum__program")[:10])
    return KartuKesepakatan(semua=isi) if isi else None
