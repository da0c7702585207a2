"""The results of a seminar for staff: per plan its value, the spread of its examiners, its rank. Nine statements.

Arithmetic is that of penilaian.lib.nilai alone. A value stands only when every role of the rubric has scored and all
who were asked have answered; else the row says who is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from kantor.models import Pengguna
from penilaian.lib.nilai import (
    PeranKosong,
    bulat,
    nilai_lembar,
    nilai_peran,
    nilai_rencana,
    peringkat,
    rerata,
    sebaran,
)
from penilaian.models import Giliran, LembarNilai, Penugasan, PeranPenilai, Seminar, StatusLembar
from penilaian.queries.nilai import nilai_milik, tertutup_bagi
from penilaian.queries.rubrik import IsiLengkap, isi_rubrik

PENGUJI = PeranPenilai.PENGUJI.value


@dataclass
class BarisLembar:
    """One task with what was sent; `selisih` is the distance of an examiner from the team's mean."""

    tugas: Penugasan
    lembar: LembarNilai | None
    nilai: Decimal | None = None
    selisih: Decimal | None = None
    angka: dict[int, Decimal] = field(default_factory=dict)

    @property
    def nama(self) -> str:
        return self.tugas.nama_penilai

    @property
    def menunggu(self) -> bool:
        """Asked, and has not answered."""
        return self.tugas.dicabut is None and (self.lembar is None or self.lembar.status == StatusLembar.DRAF)

    @property
    def belum_diperiksa(self) -> bool:
        """Keyed in from paper, not yet compared by a second person."""
        lembar = self.lembar
        return bool(
            lembar
            and lembar.sumber == LembarNilai.Sumber.KERTAS
            and lembar.dikirim
            and lembar.diperiksa is None
        )


@dataclass
class BarisHasil:
    """One plan. `nilai` is None as long as `kurang` says what is missing."""

    giliran: Giliran
    lembar: list[BarisLembar]
    tertutup: bool = False
    nilai: Decimal | None = None
    kurang: list[str] = field(default_factory=list)
    peran: dict[str, Decimal] = field(default_factory=dict)
    n: int = 0
    rerata: Decimal | None = None
    rentang: Decimal | None = None
    melebihi: bool = False
    kriteria: dict[int, Decimal] = field(default_factory=dict)
    peringkat: int | None = None
    peringkat_klaster: int | None = None

    @property
    def perlu_penjelasan(self) -> bool:
        return self.melebihi and not self.giliran.penjelasan_selisih


@dataclass(frozen=True)
class Dasbor:
    """All plans of a seminar, the best first, then those without a value in the order of the day."""

    isi: IsiLengkap
    baris: list[BarisHasil]

    @property
    def lengkap(self) -> int:
        return sum(b.nilai is not None for b in self.baris)

    @property
    def perlu_penjelasan(self) -> int:
        return sum(b.perlu_penjelasan for b in self.baris)


def dasbor(pengguna: Pengguna, seminar: Seminar, *, giliran: int | None = None) -> Dasbor:
    """What this account may read of the results of a seminar, or of one talk (without ranks)."""
    isi = isi_rubrik(seminar.rubrik_id)
    tertutup = tertutup_bagi(pengguna, seminar)
    semua = (
        Giliran.objects.filter(seminar=seminar)
        .select_related("ruang", "rencana__klaster", "rencana__pendaftaran", "versi")
        .order_by("mulai", "ruang__nama", "pk")
    )
    baris = list(semua if giliran is None else semua.filter(pk=giliran))
    tugas = _tugas(seminar, giliran)
    hasil = [_satu(g, tugas[g.pk], isi, seminar, tertutup=g.pk in tertutup) for g in baris]
    _beri_peringkat(hasil)
    if giliran is not None:
        for b in hasil:
            b.kriteria = _rerata_kriteria(b, isi)
    hasil.sort(key=lambda b: (b.peringkat is None, b.peringkat or 0, b.giliran.mulai))
    return Dasbor(isi, hasil)


def _tugas(seminar: Seminar, giliran: int | None) -> dict[int, list[BarisLembar]]:
    """Tasks by talk with their sheets, and the scores of those that count."""
    baris = (
        Penugasan.objects.filter(giliran__seminar=seminar)
        .select_related("lembar", "penilai", "pendamping__pegawai", "pendamping__narasumber")
        .defer("lembar__catatan")
        .order_by("giliran", "peran", "pk")
    )
    if giliran is not None:
        baris = baris.filter(giliran=giliran)
    semua = [BarisLembar(t, getattr(t, "lembar", None)) for t in baris]
    nilai = nilai_milik([b.lembar.pk for b in semua if b.lembar and b.lembar.status == StatusLembar.TERKIRIM])
    hasil: dict[int, list[BarisLembar]] = defaultdict(list)
    for b in semua:
        if b.tugas.dicabut and not (b.lembar and b.lembar.status == StatusLembar.TERKIRIM):
            continue
        if b.lembar:
            b.angka = nilai.get(b.lembar.pk, {})
        hasil[b.tugas.giliran_id].append(b)
    return hasil


def _satu(
    giliran: Giliran, lembar: list[BarisLembar], isi: IsiLengkap, seminar: Seminar, *, tertutup: bool
) -> BarisHasil:
    if tertutup:
        for b in lembar:  # nor who has sent, or why somebody abstains
            b.lembar, b.angka = None, {}
        return BarisHasil(giliran, lembar, tertutup=True, kurang=["Tertutup sampai semua penilai mengirim."])
    hasil = BarisHasil(giliran, lembar)
    peran: dict[str, Fraction | None] = {}
    for satu in isi.peran:
        bobot = isi.bobot_untuk(satu)
        masuk = [b for b in lembar if b.tugas.peran == satu and b.angka]
        for b in masuk:
            b.nilai = bulat(nilai_lembar(bobot, b.angka))
        peran[satu] = nilai_peran(bobot, [b.angka for b in masuk]) if masuk else None
        if satu == PENGUJI and masuk:
            _sebaran_penguji(hasil, masuk, bobot, seminar.rubrik.batas_selisih)
    hasil.peran = {p: bulat(n) for p, n in peran.items() if n is not None}
    hasil.kurang = _kurang(lembar, isi.peran, peran)
    if not hasil.kurang:
        hasil.nilai = bulat(nilai_rencana(isi.peran, peran))
    return hasil


def _rerata_kriteria(hasil: BarisHasil, isi: IsiLengkap) -> dict[int, Decimal]:
    """The examiners' mean of each criterion."""
    masuk = [b.angka for b in hasil.lembar if b.tugas.peran == PENGUJI and b.angka]
    return {k: bulat(rerata([satu[k] for satu in masuk])) for k in isi.bobot_untuk(PENGUJI)} if masuk else {}


def _sebaran_penguji(
    hasil: BarisHasil, masuk: list[BarisLembar], bobot: Mapping[int, Decimal], batas: Decimal
) -> None:
    nilai = [nilai_lembar(bobot, b.angka) for b in masuk]
    ukuran = sebaran(nilai)
    hasil.n, hasil.rerata, hasil.rentang = ukuran.n, bulat(ukuran.rerata), bulat(ukuran.rentang)
    hasil.melebihi = ukuran.rentang > Fraction(batas)
    for b, satu in zip(masuk, nilai, strict=True):
        jarak = satu - ukuran.rerata
        b.selisih = bulat(jarak) if jarak >= 0 else -bulat(-jarak)


def _kurang(
    lembar: list[BarisLembar], bobot: Mapping[str, Decimal], nilai: Mapping[str, Fraction | None]
) -> list[str]:
    """Who is missing, in sentences; a role without a score is named even where nobody is asked."""
    kurang = []
    if menunggu := [f"{b.nama} ({b.tugas.get_peran_display().lower()})" for b in lembar if b.menunggu]:
        kurang.append(f"Menunggu {', '.join(menunggu)}.")
    if belum := [b.nama for b in lembar if b.belum_diperiksa]:
        kurang.append(f"Lembar kertas {', '.join(belum)} belum dicocokkan orang kedua.")
    if not kurang:
        try:
            nilai_rencana(bobot, nilai)
        except PeranKosong as kosong:
            label = PeranPenilai(kosong.peran).label.lower()
            ada = any(b.tugas.peran == kosong.peran and b.tugas.dicabut is None for b in lembar)
            kurang.append(f"Semua {label} abstain." if ada else f"Belum ada {label}.")
    return kurang


def _beri_peringkat(semua: Iterable[BarisHasil]) -> None:
    nilai = {b.giliran.pk: b.nilai for b in semua if b.nilai is not None}
    umum = peringkat(nilai)
    per_klaster: dict[int | None, dict[int, Decimal]] = defaultdict(dict)
    for b in semua:
        if b.nilai is not None:
            per_klaster[b.giliran.rencana.klaster_id][b.giliran.pk] = b.nilai
    klaster = {pk: urut for isi in per_klaster.values() for pk, urut in peringkat(isi).items()}
    for b in semua:
        b.peringkat, b.peringkat_klaster = umum.get(b.giliran.pk), klaster.get(b.giliran.pk)


def keselarasan(baris: Iterable[BarisHasil]) -> dict[str, list[tuple[str, Decimal, int]]]:
    """Per room the examiners with their mean distance from the team, and over how many plans."""
    jarak: dict[str, dict[str, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    for b in baris:
        for satu in b.lembar:
            if satu.selisih is not None:
                jarak[b.giliran.ruang.nama][satu.nama].append(satu.selisih)
    return {
        ruang: sorted((nama, sum(isi, Decimal(0)) / len(isi), len(isi)) for nama, isi in orang.items())
        for ruang, orang in sorted(jarak.items())
    }
