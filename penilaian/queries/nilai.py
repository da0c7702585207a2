"""Who may read which score. Every page asks here; nothing else reads sheets.

An examiner reads the own sheets alone until everybody assigned to that plan has sent or abstained; then also how the
team stands. Drafts are read by nobody but their author. Staff who score a plan themselves read nothing of it before.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from kantor.lingkup import Hak
from kantor.models import Pengguna
from penilaian.lib.nilai import bulat, nilai_lembar, sebaran
from penilaian.models import Giliran, LembarNilai, Penugasan, PeranPenilai, Seminar, StatusLembar
from penilaian.models.pendamping import StatusPendamping
from penilaian.queries.rubrik import IsiLengkap

# A sheet not sent by a mentor or coach who was relieved waits for the one who came in the place.
BERALIH = {
    "lembar__status": StatusLembar.DRAF,
    "pendamping__status__in": (StatusPendamping.MENOLAK, StatusPendamping.BERAKHIR),
}
DIBUKA = (Seminar.Status.BERLANGSUNG, Seminar.Status.SELESAI)


def semua_masuk(giliran: Collection[int]) -> set[int]:
    """Those of these talks of which every sheet of now was sent or abstained."""
    kini = Penugasan.objects.filter(giliran=OuterRef("pk"), dicabut=None)
    selesai = [StatusLembar.TERKIRIM, StatusLembar.ABSTAIN]
    return set(
        Giliran.objects.filter(
            Exists(kini), ~Exists(kini.exclude(lembar__status__in=selesai)), pk__in=giliran
        ).values_list("pk", flat=True)
    )


# What the pages of an examiner show of a talk; anything else is read when somebody asks.
_GILIRAN = [
    "ruang__nama", "urutan", "mulai", "selesai", "lengkap", "versi__judul", "versi__nomor", "versi__dibuat",
    "rencana__pendaftaran__gelar_depan", "rencana__pendaftaran__nama", "rencana__pendaftaran__gelar_belakang",
    "seminar__nama", "seminar__tanggal", "seminar__status", "seminar__rubrik_id",
    "seminar__gelombang__instansi__zona_waktu",
]  # fmt: skip


def tugas_saya(pengguna: Pengguna, *, naskah: bool = False) -> QuerySet[Penugasan]:
    """The tasks of this account in seminars that have been opened, in the order of the talks.

    `naskah`: with the text of the plans.
    """
    return _bergiliran(
        Penugasan.objects.filter(penilai=pengguna, dicabut=None, giliran__seminar__status__in=DIBUKA)
        .exclude(**BERALIH)
        .order_by("-giliran__seminar__tanggal", "giliran__mulai", "pk"),
        naskah=naskah,
    )


def satu_tugas(pengguna: Pengguna, pk: int) -> tuple[Penugasan, list[int]] | None:
    """One of the own tasks with the text of its plan, and all of its seminar in the order of the talks."""
    seminar = Penugasan.objects.filter(pk=pk).values("giliran__seminar")[:1]
    sesama = list(tugas_saya(pengguna).filter(giliran__seminar=seminar).values_list("pk", flat=True))
    if pk not in sesama:
        return None
    return _bergiliran(Penugasan.objects.filter(pk=pk), naskah=True).get(), sesama


def _bergiliran(tugas: QuerySet[Penugasan], *, naskah: bool) -> QuerySet[Penugasan]:
    """With sheet and talk. Two statements: of eleven tables PostgreSQL takes longer to choose an order than to read."""
    giliran = Giliran.objects.select_related(
        "ruang", "versi", "rencana__pendaftaran", "seminar__gelombang__instansi"
    ).only(*_GILIRAN, *(["versi__isi"] if naskah else []))
    return tugas.select_related("lembar").prefetch_related(Prefetch("giliran", giliran.order_by()))


def tugas_pendamping(**siapa: Any) -> QuerySet[Penugasan]:
    """The sheets that wait for whoever guides (`pegawai=…`, `pk__in=…`), in running seminars."""
    return (
        Penugasan.objects.filter(
            **{f"pendamping__{kunci}": nilai for kunci, nilai in siapa.items()},
            dicabut=None,
            lembar__status=StatusLembar.DRAF,
            giliran__seminar__status=Seminar.Status.BERLANGSUNG,
        )
        .exclude(**BERALIH)
        .select_related("giliran__versi", "giliran__rencana__pendaftaran", "giliran__seminar")
        .order_by("giliran__mulai", "pk")
    )


def tertutup_bagi(pengguna: Pengguna, seminar: Seminar) -> set[int]:
    """The talks whose scores this account may not read although it is staff: it scores them and not all are in."""
    giliran = set(
        Penugasan.objects.filter(giliran__seminar=seminar, penilai=pengguna, dicabut=None).values_list(
            "giliran", flat=True
        )
    )
    return giliran - semua_masuk(giliran) if giliran else set()


def lembar_terbaca(pengguna: Pengguna, seminar: Seminar) -> QuerySet[LembarNilai]:
    """The sheets staff may read: sent or abstained, less the talks closed to this account."""
    return (
        LembarNilai.objects.filter(penugasan__giliran__seminar=seminar)
        .exclude(status=StatusLembar.DRAF)
        .exclude(penugasan__giliran__in=tertutup_bagi(pengguna, seminar))
    )


def menunggu_dicocokkan(pengguna: Pengguna) -> QuerySet[LembarNilai]:
    """Sheets keyed in from paper that wait for this account as the second person, in the order of the talks.

    Never of a plan it scores itself.
    """
    milik = Penugasan.objects.filter(penilai=pengguna, dicabut=None).values("giliran")
    return (
        LembarNilai.objects.untuk(pengguna, Hak.KERJA)
        .filter(
            sumber=LembarNilai.Sumber.KERTAS, diperiksa=None, penugasan__giliran__seminar__status__in=DIBUKA
        )
        .exclude(status=StatusLembar.DRAF)
        .exclude(disalin_oleh=pengguna)
        .exclude(penugasan__giliran__in=milik)
        .order_by("penugasan__giliran__mulai", "penugasan")
    )


_NILAI = "SELECT lembar_id, kriteria_id, angka FROM penilaian_nilai WHERE lembar_id = ANY(%s::bigint[])"


def nilai_milik(lembar: Collection[int]) -> dict[int, dict[int, Decimal]]:
    """Scores by sheet and criterion. The caller has asked whether they may be read."""
    hasil: dict[int, dict[int, Decimal]] = {pk: {} for pk in lembar}
    with connection.cursor() as kursor:  # plain: Django writes a list of four thousand keys one by one
        kursor.execute(_NILAI, [list(hasil)])
        for pk, kriteria, angka in kursor.fetchall():
            hasil[pk][kriteria] = angka
    return hasil


def jumlah_sementara(isi: IsiLengkap, peran: str, nilai: dict[int, Decimal]) -> Decimal | None:
    """The value of a sheet as far as it is filled; None while it is empty."""
    bobot = {k: b for k, b in isi.bobot_untuk(peran).items() if k in nilai}
    return bulat(nilai_lembar(bobot, nilai)) if bobot else None


def keadaan_tim(isi: IsiLengkap, giliran: Collection[int]) -> dict[int, tuple[int, Decimal]]:
    """For examiners: number and mean of the examiners' sheets of the talks that are all in; nothing of any other.

    Of paper what a second person has compared, as on the pages of Panitia.
    """
    terbuka = semua_masuk(giliran)
    lembar = dict(
        LembarNilai.objects.filter(
            penugasan__giliran__in=terbuka,
            penugasan__peran=PeranPenilai.PENGUJI,
            status=StatusLembar.TERKIRIM,
        )
        .exclude(sumber=LembarNilai.Sumber.KERTAS, diperiksa=None)
        .values_list("pk", "penugasan__giliran")
    )
    bobot = isi.bobot_untuk(PeranPenilai.PENGUJI)
    nilai: dict[int, list[Fraction]] = {}
    for pk, satu in nilai_milik(lembar).items():
        nilai.setdefault(lembar[pk], []).append(nilai_lembar(bobot, satu))
    return {g: (s.n, bulat(s.rerata)) for g, semua in nilai.items() for s in [sebaran(semua)]}


def boleh_berkas(pengguna: Pengguna, berkas: object) -> bool:
    """A file of a version that this account scores now."""
    pk = str(berkas.pk)  # type: ignore[attr-defined]
    isi = tugas_saya(pengguna).filter(giliran__versi__isi__lampiran__contains=[{"berkas": pk}])
    return isi.exists()
