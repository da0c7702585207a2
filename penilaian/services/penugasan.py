"""Who scores which plan: given one by one and in bulk, conflicts named, examiners replaced."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.models import Pengguna
from kantor.riwayat import konteks
from penilaian.models import (
    BenturanKepentingan,
    Giliran,
    Pendamping,
    PengujiRuang,
    Penugasan,
    PeranPenilai,
    RuangSeminar,
    Seminar,
)
from penilaian.models.pendamping import StatusPendamping
from penilaian.queries.naskah_acara import beracara
from penilaian.queries.rubrik import isi_rubrik
from penilaian.queries.seminar import Konflik, calon_penguji, konflik_tugas, ruang_seminar, semua_konflik
from penilaian.services.dasar_seminar import buat_lembar, catat_lengkap, kunci_seminar, tolak_beracara
from peserta.models import Pendaftaran

S = Seminar.Status
TERBUKA = (S.DISUSUN, S.BERLANGSUNG)


@dataclass
class HasilTugas:
    """How many tasks were given, sentences about those that were not, talks that stay with who had them (sent)."""

    ditugaskan: int = 0
    dilewati: list[str] = field(default_factory=list)
    tetap: list[int] = field(default_factory=list)


@layanan
def tugaskan(
    *,
    oleh: Pengguna,
    seminar: Seminar,
    giliran: Collection[int],
    penguji: Collection[int],
    alasan_tetap: str = "",
) -> HasilTugas:
    """Give every one of these talks to every one of these examiners (primary keys).

    Whoever has a conflict of interest is left out and named, unless `alasan_tetap` says why all the same; it is kept
    and printed. So is whoever sits in another room then. Raises TidakValid when nobody or nothing is chosen.
    """
    seminar = kunci_seminar(oleh, seminar, *TERBUKA)
    akun = list(calon_penguji(seminar).filter(pk__in=penguji).select_related("pegawai"))
    paparan = list(_giliran(seminar).filter(pk__in=giliran))
    if not akun or not paparan:
        raise TidakValid("Pilih penguji dan paparannya.")
    hasil = _beri(seminar, [(g, p) for g in paparan for p in akun], " ".join(alasan_tetap.split())[:200])
    buat_lembar(seminar)
    return hasil


@layanan
def tugaskan_tim(*, oleh: Pengguna, seminar: Seminar) -> HasilTugas:
    """Give every talk to the team of its room, as far as nothing stands against it."""
    seminar = kunci_seminar(oleh, seminar, *TERBUKA)
    tim = {r.pk: [p.penguji for p in r.tim_kini] for r in ruang_seminar(seminar)}
    hasil = _beri(seminar, [(g, p) for g in _giliran(seminar) for p in tim[g.ruang_id]], "")
    buat_lembar(seminar)
    return hasil


@layanan
def cabut_tugas(*, oleh: Pengguna, penugasan: Penugasan, alasan: str = "") -> None:
    """Take somebody off a plan. What was sent stays and counts, marked; a draft counts no more.

    Before the seminar a task is simply taken back; once it runs a reason is needed (TidakValid).
    """
    seminar = kunci_seminar(oleh, penugasan.giliran.seminar, *TERBUKA)
    tugas = Penugasan.objects.get(pk=penugasan.pk)
    if tugas.dicabut:
        raise KeadaanBerubah("Tugas ini sudah dicabut.")
    tolak_beracara(tugas.giliran_id)
    if seminar.status == S.DISUSUN:
        tugas.delete()
        return
    _cabut([tugas], alasan)


@layanan
def tetap_bertugas(*, oleh: Pengguna, penugasan: Penugasan, alasan: str) -> Penugasan:
    """Keep an examiner on a plan in spite of a conflict that came to light later; the reason is printed."""
    seminar = kunci_seminar(oleh, penugasan.giliran.seminar, *TERBUKA)
    tugas = Penugasan.objects.select_related("penilai__pegawai", "giliran__rencana__pendaftaran").get(
        pk=penugasan.pk
    )
    if tugas.penilai is None or tugas.dicabut:
        raise KeadaanBerubah
    tolak_beracara(tugas.giliran_id)
    ada = konflik_tugas(seminar, [tugas]).get(tugas.pk)
    if ada is None:
        raise KeadaanBerubah("Tidak ada benturan kepentingan pada tugas ini.")
    alasan = _wajib(alasan)
    tugas.konflik, tugas.alasan_tetap = ada.kalimat[:200], alasan
    tugas.save(update_fields=["konflik", "alasan_tetap"])
    return tugas


@layanan
def nyatakan_benturan(*, oleh: Pengguna, penugasan: Penugasan, uraian: str) -> BenturanKepentingan:
    """An examiner says that a plan should not be scored by them; Panitia decides. Raises TidakValid without a word."""
    tugas = (
        Penugasan.objects.filter(pk=penugasan.pk, penilai=oleh, dicabut=None)
        .select_related("giliran")
        .first()
    )
    if tugas is None:
        raise TidakDitemukan
    uraian = " ".join(uraian.split())[:200]
    if not uraian:
        raise TidakValid(rincian={"uraian": "Tuliskan hubungan Anda dengan peserta atau rencana aksinya."})
    return BenturanKepentingan.objects.update_or_create(
        giliran=tugas.giliran, penguji=oleh, defaults={"uraian": uraian, "dinyatakan": timezone.now()}
    )[0]


@layanan
def ganti_penguji(
    *, oleh: Pengguna, ruang: RuangSeminar, lama: Pengguna, baru: Pengguna, alasan: str
) -> HasilTugas:
    """Put another examiner in the place of one of a room's team, for all that is not sent yet.

    What was sent by the old one stays and counts. Raises TidakValid, KeadaanBerubah.
    """
    seminar = kunci_seminar(oleh, ruang.seminar, *TERBUKA)
    alasan = _wajib(alasan)
    lepas = PengujiRuang.objects.filter(ruang=ruang, penguji=lama, berakhir=None).first()
    if lepas is None:
        raise KeadaanBerubah("Penguji ini tidak lagi bertugas di ruang ini.")
    if not calon_penguji(seminar).filter(pk=baru.pk).exists():
        raise TidakValid(rincian={"baru": "Pilih penguji kantor ini."})
    if PengujiRuang.objects.filter(ruang=ruang, penguji=baru, berakhir=None).exists():
        raise TidakValid(rincian={"baru": "Penguji ini sudah di ruang ini."})
    ketua = lepas.ketua
    lepas.berakhir, lepas.alasan, lepas.ketua = timezone.now(), alasan, False
    with konteks(oleh=oleh, ganti_penguji=f"{lama.sebutan} digantikan {baru.sebutan} di {ruang}"):
        lepas.save()
        PengujiRuang.objects.create(ruang=ruang, penguji=baru, ketua=ketua)
    semua = Penugasan.objects.filter(
        giliran__ruang=ruang, peran=PeranPenilai.PENGUJI, penilai=lama, dicabut=None
    )
    masuk = Q(lembar__status__in=["terkirim", "abstain"])
    tetap, tugas = list(semua.filter(masuk).values_list("giliran", flat=True)), semua.exclude(masuk)
    giliran = list(tugas.values_list("giliran", flat=True))
    if seminar.status == S.DISUSUN:
        tugas.delete()
    else:
        _cabut(list(tugas), alasan)
    hasil = HasilTugas()
    if giliran:
        hasil = tugaskan(oleh=oleh, seminar=seminar, giliran=giliran, penguji=[baru.pk])
    hasil.tetap = tetap
    return hasil


@layanan
def lengkapi_pendamping(*, oleh: Pengguna, seminar: Seminar) -> int:
    """Give mentors and coaches who guide now their sheets, where the rubric lets their role score.

    After a handover whoever has not sent yet makes room for the one who guides now. Returns how many were given.
    """
    seminar = kunci_seminar(oleh, seminar, S.BERLANGSUNG)
    return _lengkapi(seminar, _giliran(seminar))


def ikutkan_pendamping(pendaftaran: Pendaftaran) -> None:
    """Whoever guides this peserta now scores in their running seminars; in the transaction of who locked gelombang."""
    berlangsung = Seminar.objects.filter(
        status=S.BERLANGSUNG, gelombang=pendaftaran.gelombang_id, giliran__rencana__pendaftaran=pendaftaran
    )
    for seminar in berlangsung:
        _lengkapi(seminar, _giliran(seminar).filter(rencana__pendaftaran=pendaftaran))


def _lengkapi(seminar: Seminar, semua: QuerySet[Giliran]) -> int:
    peran = [p for p in isi_rubrik(seminar.rubrik_id).peran if p != PeranPenilai.PENGUJI]
    giliran = {g.rencana.pendaftaran_id: g for g in semua}
    kini = Pendamping.objects.filter(
        pendaftaran__in=giliran, peran__in=peran, status=StatusPendamping.BERSEDIA
    ).select_related("pegawai__akun")
    ada = {
        (p.giliran_id, p.peran): p
        for p in Penugasan.objects.filter(
            giliran__in=[g.pk for g in giliran.values()], dicabut=None, peran__in=peran
        ).select_related("lembar")
    }
    penguji, tertulis = _sudah(seminar), beracara(seminar)
    baru = 0
    for satu in kini:
        g = giliran[satu.pendaftaran_id]
        if g.pk in tertulis:
            continue
        lama = ada.get((g.pk, satu.peran))
        if lama and (lama.pendamping_id == satu.pk or lama.lembar.status != "draf"):
            continue
        if lama:
            _cabut([lama], "Pendamping berganti")
        akun = getattr(satu.pegawai, "akun", None)
        if (
            akun and (g.pk, akun.pk) in penguji
        ):  # examines the own mentee, by Panitia's word: one sheet is enough
            continue
        Penugasan.objects.create(
            giliran=g, peran=satu.peran, penilai=akun, pendamping=satu, waktu=(g.mulai, g.selesai)
        )
        baru += 1
    buat_lembar(seminar)
    return baru


def _giliran(seminar: Seminar) -> QuerySet[Giliran]:
    semua = Giliran.objects.filter(seminar=seminar).select_related("rencana__pendaftaran")
    return semua.order_by("ruang", "urutan")


def _beri(seminar: Seminar, pasangan: list[tuple[Giliran, Pengguna]], alasan: str) -> HasilTugas:
    sudah, tertulis = _sudah(seminar), beracara(seminar)
    konflik = semua_konflik(seminar, [g.rencana for g, _ in pasangan], {p for _, p in pasangan})
    hasil = HasilTugas()
    for g, p in pasangan:
        if (g.pk, p.pk) in sudah:
            continue
        ada = konflik.get((g.rencana_id, p.pk))
        siapa = g.rencana.pendaftaran.nama_lengkap
        if g.pk in tertulis:
            hasil.dilewati.append(f"{p.sebutan} tidak menilai {siapa}: berita acaranya sudah dibuat.")
        elif ada and not alasan:
            hasil.dilewati.append(f"{p.sebutan} tidak menilai {siapa}: {ada.kalimat}.")
        elif not _tulis(g, p, ada, alasan):
            hasil.dilewati.append(f"{p.sebutan} tidak menilai {siapa}: bertugas di ruang lain pada jam itu.")
        else:
            hasil.ditugaskan += 1
    return hasil


def _sudah(seminar: Seminar) -> set[tuple[int, int]]:
    """Talk and account of every task of now."""
    tugas = Penugasan.objects.filter(giliran__seminar=seminar, dicabut=None, penilai__isnull=False)
    return set(tugas.values_list("giliran", "penilai"))


def _tulis(giliran: Giliran, penguji: Pengguna, konflik: Konflik | None, alasan: str) -> bool:
    """False when the examiner sits in another room then."""
    try:
        with transaction.atomic():
            Penugasan.objects.create(
                giliran=giliran,
                peran=PeranPenilai.PENGUJI,
                penilai=penguji,
                waktu=(giliran.mulai, giliran.selesai),
                konflik=konflik.kalimat[:200] if konflik else "",
                alasan_tetap=alasan if konflik else "",
            )
    except IntegrityError as galat:
        if "penguji_tidak_di_dua_ruang" not in str(galat):
            raise
        return False
    return True


def _cabut(tugas: Collection[Penugasan], alasan: str) -> None:
    alasan = _wajib(alasan)
    for satu in tugas:
        satu.dicabut, satu.alasan_dicabut = timezone.now(), alasan
        satu.save(update_fields=["dicabut", "alasan_dicabut"])
    catat_lengkap({satu.giliran_id for satu in tugas})


def _wajib(alasan: str) -> str:
    alasan = " ".join(alasan.split())[:200]
    if not alasan:
        raise TidakValid(rincian={"alasan": "Tuliskan alasannya; alasan ini dicetak."})
    return alasan
