"""The results of a seminar for staff: per plan its value, the spread of its examiners, its rank. Three statements.

Arithmetic is that of penilaian.lib.nilai alone. A value stands only when every role of the rubric has scored and all
who were asked have answered; else the row says who is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from django.db.models import F

from kantor.models import Pengguna
from penilaian.lib.nilai import (
    PeranKosong,
    Sebaran,
    bulat,
    nilai_lembar,
    nilai_rencana,
    peringkat,
    rerata,
    sebaran,
)
from penilaian.models import Giliran, LembarNilai, Pendamping, Penugasan, PeranPenilai, Seminar, StatusLembar
from penilaian.queries.nilai import nilai_milik, tertutup_bagi
from penilaian.queries.rubrik import IsiLengkap, isi_dipakai

PENGUJI = PeranPenilai.PENGUJI.value
# Of a thousand plans only what is shown and counted: their texts weigh a hundred times as much.
KOLOM_GILIRAN = (
    "seminar", "ruang__nama", "mulai", "urutan", "penjelasan_selisih", "rencana__judul", "rencana__klaster__nama",
    "rencana__pendaftaran__nama", "rencana__pendaftaran__gelar_depan", "rencana__pendaftaran__gelar_belakang",
)  # fmt: skip
KOLOM_TUGAS = (
    "giliran", "peran", "penilai", "pendamping", "konflik", "alasan_tetap", "dicabut", "alasan_dicabut",
    "lembar__status", "lembar__sumber", "lembar__dikirim", "lembar__diperiksa", "lembar__alasan",
)  # fmt: skip


@dataclass
class BarisLembar:
    """One task with what was sent; `selisih` is the distance of an examiner from the team's mean."""

    tugas: Penugasan
    lembar: LembarNilai | None
    nama: str
    nilai: Decimal | None = None
    selisih: Decimal | None = None
    angka: dict[int, Decimal] = field(default_factory=dict)

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


def hasil_giliran(seminar: Seminar) -> list[BarisHasil]:
    """Every talk of a seminar as it stands, for services; who shows it to a person asks `dasbor`."""
    isi = isi_dipakai(seminar)
    tugas = _tugas(seminar, None)
    baris = Giliran.objects.filter(seminar=seminar).select_related("rencana")
    return [_satu(g, tugas[g.pk], isi, seminar, tertutup=False) for g in baris]


def dasbor(pengguna: Pengguna, seminar: Seminar, *, giliran: int | None = None) -> Dasbor:
    """What this account may read of the results of a seminar, or of one talk (without ranks)."""
    isi = isi_dipakai(seminar)
    semua = (
        Giliran.objects.filter(seminar=seminar)
        .select_related("ruang", "rencana__klaster", "rencana__pendaftaran")
        .only(*KOLOM_GILIRAN)
        .order_by("mulai", "ruang__nama", "pk")
    )
    baris = list(semua if giliran is None else semua.filter(pk=giliran))
    tugas = _tugas(seminar, giliran)
    menilai = any(x.tugas.penilai_id == pengguna.pk for satu in tugas.values() for x in satu)
    tertutup = tertutup_bagi(pengguna, seminar) if menilai else set()
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
        .select_related("lembar")
        .only(*KOLOM_TUGAS)
        .annotate(nama_akun=F("penilai__nama"), nama_masuk=F("penilai__username"))
        .order_by("giliran", "peran", "pk")
    )
    if giliran is not None:
        baris = baris.filter(giliran=giliran)
    hasil: dict[int, list[BarisLembar]] = defaultdict(list)
    tanpa_akun = []
    for t in baris:
        b = BarisLembar(t, getattr(t, "lembar", None), t.nama_akun or t.nama_masuk or "")
        if t.dicabut and not (b.lembar and b.lembar.status == StatusLembar.TERKIRIM):
            continue
        hasil[t.giliran_id].append(b)
        if t.penilai_id is None:
            tanpa_akun.append(b)
    _namai(tanpa_akun)
    terkirim = {
        x.lembar.pk: x
        for satu in hasil.values()
        for x in satu
        if x.lembar and x.lembar.status == StatusLembar.TERKIRIM
    }
    for pk, angka in nilai_milik(terkirim).items():
        terkirim[pk].angka = angka
    return hasil


def _namai(baris: list[BarisLembar]) -> None:
    """A coach may have no account."""
    if not baris:
        return
    pk = {b.tugas.pendamping_id for b in baris if b.tugas.pendamping_id}
    orang = Pendamping.objects.select_related("pegawai", "narasumber").in_bulk(pk)
    for b in baris:
        b.nama = orang[b.tugas.pendamping_id or 0].nama_lengkap


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
        tepat = [nilai_lembar(bobot, b.angka) for b in masuk]
        for b, nilai in zip(masuk, tepat, strict=True):
            b.nilai = bulat(nilai)
        ukuran = sebaran(tepat) if tepat else None
        peran[satu] = (
            ukuran.rerata if ukuran else None
        )  # as nilai_peran: all sheets of a role have the same weights
        if satu == PENGUJI and ukuran:
            _sebaran_penguji(hasil, masuk, tepat, ukuran, seminar.rubrik.batas_selisih)
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
    hasil: BarisHasil, masuk: list[BarisLembar], nilai: list[Fraction], ukuran: Sebaran, batas: Decimal
) -> None:
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
