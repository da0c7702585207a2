"""A seminar as Panitia reads it: rooms, order, who scores what, and which conflicts of interest stand in the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from diklat.models import Gelombang
from kantor.lib.nama import sebut
from kantor.models import Pengguna, Peran
from penilaian.models import (
    BenturanKepentingan,
    Giliran,
    Pendamping,
    PengujiRuang,
    Penugasan,
    PeranPenilai,
    RencanaAksi,
    RuangSeminar,
    Seminar,
)
from penilaian.models.pendamping import MENDAMPINGI, StatusPendamping
from peserta.models.pendaftaran import Status

ORANG = "rencana__pendaftaran__pegawai"


def daftar_seminar(gelombang: Gelombang) -> QuerySet[Seminar]:
    """The seminars of a gelombang by date."""
    return Seminar.objects.filter(gelombang=gelombang).select_related("rubrik").order_by("tanggal", "pk")


def jalan_seminar(gelombang: Gelombang) -> list[Seminar]:
    """The seminars of a gelombang with `banyak` talks, `tuntas` of which everybody has answered.

    One statement where plans are written, none elsewhere; remembered on the object while the page is made.
    """
    if not hasattr(gelombang, "aturan_rencana"):
        return []
    ada: list[Seminar] | None = getattr(gelombang, "_seminar", None)
    if ada is None:
        hitung = Count("giliran"), Count("giliran", filter=Q(giliran__lengkap__isnull=False))
        semua = Seminar.objects.filter(gelombang=gelombang).order_by("tanggal", "pk")
        ada = list(semua.annotate(banyak=hitung[0], tuntas=hitung[1]))
        gelombang._seminar = ada  # type: ignore[attr-defined]
    return ada


def rencana_seminar(gelombang: Gelombang) -> QuerySet[RencanaAksi]:
    """The plans that take part: of people who came."""
    return (
        RencanaAksi.objects.filter(pendaftaran__gelombang=gelombang, pendaftaran__status=Status.HADIR)
        .exclude(judul="")
        .select_related("pendaftaran", "klaster")
        .order_by("klaster__urutan", "klaster", "pendaftaran__ndh", "pk")
    )


def belum_digilir(seminar: Seminar) -> QuerySet[RencanaAksi]:
    """Plans of the gelombang that have no turn in this seminar."""
    return rencana_seminar(seminar.gelombang).exclude(giliran__seminar=seminar)


def ruang_seminar(seminar: Seminar) -> list[RuangSeminar]:
    """The rooms with the teams of now (`tim_kini`), the chair first."""
    tim = PengujiRuang.objects.filter(berakhir=None).select_related("penguji__pegawai")
    # The name is declared on the model for whoever reads it; mypy takes this for a second declaration.
    kini = Prefetch("tim", tim, to_attr="tim_kini")
    return list(seminar.ruang.select_related("tempat").prefetch_related(kini))  # type: ignore[no-redef]


def giliran_seminar(seminar: Seminar) -> list[Giliran]:
    """The talks in order, each with its tasks of now (`tugas`)."""
    tugas = Penugasan.objects.filter(dicabut=None).select_related(
        "penilai__pegawai", "pendamping__pegawai", "pendamping__narasumber"
    )
    kini = Prefetch("penugasan", tugas.order_by("peran", "pk"), to_attr="tugas")
    return list(
        Giliran.objects.filter(seminar=seminar)  # type: ignore[no-redef]
        .select_related("ruang", "rencana__klaster", "rencana__pendaftaran", "versi")
        .prefetch_related(kini)
        .order_by("ruang__nama", "ruang", "urutan")
    )


def calon_penguji(seminar: Seminar) -> QuerySet[Pengguna]:
    """The accounts that may examine for this office."""
    peran = Peran.objects.filter(
        jenis=Peran.Jenis.PENGUJI, aktif=True, instansi=seminar.gelombang.instansi_id
    )
    # Whoever has a card for one day examines in that seminar alone.
    semua = Pengguna.objects.filter(pk__in=peran.values("pengguna"), is_active=True)
    return semua.exclude(~Q(kartu_penguji__seminar=seminar), kartu_penguji__isnull=False).order_by(
        "nama", "pk"
    )


@dataclass(frozen=True)
class Konflik:
    """Why somebody should not score a plan; `dinyatakan` when the examiner said so."""

    kalimat: str
    dinyatakan: bool = False


def konflik(rencana: Iterable[RencanaAksi], penguji: Collection[Pengguna]) -> dict[tuple[int, int], Konflik]:
    """Conflicts of interest by plan and examiner (primary keys): own mentee, same unit. Two statements.

    `rencana` with their registration read, `penguji` with their pegawai.
    """
    per_pegawai = {p.pegawai_id: p for p in penguji if p.pegawai_id}
    if not per_pegawai:
        return {}
    rencana = list(rencana)
    binaan: dict[int, list[Pendamping]] = defaultdict(list)
    for satu in Pendamping.objects.filter(
        pendaftaran__in=[r.pendaftaran_id for r in rencana], pegawai__in=per_pegawai, status__in=MENDAMPINGI
    ):
        binaan[satu.pendaftaran_id].append(satu)
    hasil = {}
    for r in rencana:
        for pegawai, akun in per_pegawai.items():
            unit = akun.pegawai.unit_id if akun.pegawai else None
            if pegawai == r.pendaftaran.pegawai_id:
                hasil[r.pk, akun.pk] = Konflik("rencana aksi miliknya sendiri")
            elif unit and unit == r.pendaftaran.unit_id:
                hasil[r.pk, akun.pk] = Konflik("satu unit kerja dengan peserta")
        for satu in binaan[r.pendaftaran_id]:
            akun = per_pegawai[satu.pegawai_id or 0]
            hasil[r.pk, akun.pk] = Konflik(f"{satu.get_peran_display().lower()} peserta ini")
    return hasil


def benturan_dinyatakan(seminar: Seminar) -> dict[tuple[int, int], Konflik]:
    """What examiners declared themselves, by plan and examiner."""
    semua = BenturanKepentingan.objects.filter(giliran__seminar=seminar).select_related("giliran")
    return {(b.giliran.rencana_id, b.penguji_id): Konflik(b.uraian, dinyatakan=True) for b in semua}


def semua_konflik(
    seminar: Seminar, rencana: Iterable[RencanaAksi], penguji: Collection[Pengguna]
) -> dict[tuple[int, int], Konflik]:
    """Derived and declared conflicts; what was declared says it in the examiner's own words."""
    return konflik(rencana, penguji) | benturan_dinyatakan(seminar)


def konflik_tugas(seminar: Seminar, tugas: Collection[Penugasan]) -> dict[int, Konflik]:
    """The conflicts of these tasks (with giliran, rencana, pendaftaran, account and pegawai read), by task.

    Derived ones concern examiners: whoever guides scores as the one who guides, the rubric gives that its weight.
    """
    rencana = {t.giliran.rencana_id: t.giliran.rencana for t in tugas}
    penguji = {t.penilai for t in tugas if t.penilai and t.peran == PeranPenilai.PENGUJI}
    turunan, dinyatakan = konflik(rencana.values(), penguji), benturan_dinyatakan(seminar)
    hasil = {}
    for t in tugas:
        kunci = (t.giliran.rencana_id, t.penilai_id or 0)
        ada = dinyatakan.get(kunci) or (turunan.get(kunci) if t.peran == PeranPenilai.PENGUJI else None)
        if ada:
            hasil[t.pk] = ada
    return hasil


@dataclass(frozen=True)
class Perhatian:
    """What should be looked at before the seminar starts."""

    kalimat: str
    menghalangi: bool = False


def perhatian(seminar: Seminar, giliran: list[Giliran], peran: Collection[str]) -> list[Perhatian]:
    """What is missing in the plan of a seminar; `peran` are the roles of its rubric."""
    hasil = []
    if not giliran:
        return [Perhatian("Urutan paparan belum disusun.", menghalangi=True)]
    versi = set(
        RencanaAksi.objects.filter(giliran__seminar=seminar, versi__isnull=False).values_list("pk", flat=True)
    )
    if kosong := [g for g in giliran if g.rencana_id not in versi]:
        hasil.append(Perhatian(f"Belum pernah dikirim: {_sebut(kosong)}.", menghalangi=True))
    if belum := [g for g in giliran if g.rencana_id in versi and g.rencana.status != "disetujui"]:
        hasil.append(Perhatian(f"Belum disetujui mentor: {_sebut(belum)}."))
    if PeranPenilai.PENGUJI in peran:
        tanpa = [g for g in giliran if not any(t.peran == PeranPenilai.PENGUJI for t in g.tugas)]
        if tanpa:
            hasil.append(Perhatian(f"Belum ada penguji: {_sebut(tanpa)}.", menghalangi=True))
    for wajib in (PeranPenilai.MENTOR, PeranPenilai.COACH):
        if wajib not in peran:
            continue
        punya = set(
            Pendamping.objects.filter(
                pendaftaran__rencana__giliran__seminar=seminar, peran=wajib, status=StatusPendamping.BERSEDIA
            ).values_list("pendaftaran", flat=True)
        )
        tanpa = [
            g for g in giliran
            if g.rencana.pendaftaran_id not in punya and not any(t.peran == wajib for t in g.tugas)
        ]  # fmt: skip
        if tanpa:
            hasil.append(
                Perhatian(
                    f"Belum ada {wajib.label.lower()} yang bersedia: {_sebut(tanpa)}. Nilainya tidak dapat dihitung."
                )
            )
    return hasil


def _sebut(giliran: list[Giliran]) -> str:
    return sebut([g.rencana.pendaftaran.nama_lengkap for g in giliran], 5)
