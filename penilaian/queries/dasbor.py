"""The results of a seminar for staff: per plan its value, the spread of its examiners, its rank. Three statements.

Arithmetic is that of penilaian.lib.nilai alone. A value stands only when every role of the rubric has scored and all
who were asked have answered; else the row says who is missing.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from django.db.models.functions import Coalesce

from kantor.lib import nama as lib_nama
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
from penilaian.models import Giliran, LembarNilai, Penugasan, PeranPenilai, Seminar, StatusLembar
from penilaian.queries.nilai import nilai_milik, tertutup_bagi
from penilaian.queries.rubrik import IsiLengkap, isi_dipakai

PENGUJI = PeranPenilai.PENGUJI.value
# Of a thousand plans only what is shown and counted: their texts weigh a hundred times as much.
KOLOM_GILIRAN = (
    "seminar", "ruang__nama", "mulai", "urutan", "penjelasan_selisih", "rencana__judul", "rencana__klaster__nama",
    "rencana__pendaftaran__nama", "rencana__pendaftaran__gelar_depan", "rencana__pendaftaran__gelar_belakang",
)  # fmt: skip
# A person is called by name and titles, as under a signature: who guides, or the pegawai of the account.
DARI = ("pendamping__pegawai", "pendamping__narasumber", "penilai__pegawai")
ORANG = {
    f"orang_{kolom}": Coalesce(*[f"{dari}__{kolom}" for dari in DARI])
    for kolom in ("gelar_depan", "nama", "gelar_belakang")
}
# A thousand plans have four thousand sheets: rows as they come, not objects of two models. In the order of BarisLembar.
KOLOM_TUGAS = (
    "pk", "giliran", "peran", "penilai", "pendamping", "konflik", "alasan_tetap", "dicabut", "alasan_dicabut",
    "penilai__nama", "penilai__username", *ORANG, "lembar", "lembar__status", "lembar__sumber", "lembar__dikirim",
    "lembar__diperiksa", "lembar__alasan", "lembar__terkunci", "lembar__disalin_oleh",
)  # fmt: skip


@dataclass
class BarisLembar:
    """One task with what was sent. `tepat` is the exact value of its sheet, `tim` the exact mean of the examiners."""

    tugas: int
    giliran: int
    peran: str
    penilai: int | None
    pendamping: int | None
    konflik: str
    alasan_tetap: str
    dicabut: datetime.datetime | None
    alasan_dicabut: str
    nama: str  # of the account, by which it is called where there is no person
    username: str
    gelar_depan: str | None
    orang: str | None
    gelar_belakang: str | None
    lembar: int | None = None
    status: str | None = None
    sumber: str | None = None
    dikirim: datetime.datetime | None = None
    diperiksa: datetime.datetime | None = None
    alasan: str | None = None
    terkunci: datetime.datetime | None = None
    disalin_oleh: int | None = None
    angka: dict[int, Decimal] = field(default_factory=dict)
    tepat: Fraction | None = None
    tim: Fraction | None = None

    def __post_init__(self) -> None:
        if self.orang:
            self.nama = _nama_lengkap(self.gelar_depan or "", self.orang, self.gelar_belakang or "")
        self.nama = self.nama or self.username

    def tutup(self) -> None:
        """Forget what was sent, who has sent, and why somebody abstains."""
        self.lembar = self.status = self.sumber = self.dikirim = self.diperiksa = self.alasan = None
        self.terkunci = self.disalin_oleh = None
        self.angka = {}

    @property
    def nilai(self) -> Decimal | None:
        """The value of the sheet."""
        return None if self.tepat is None else bulat(self.tepat)

    @property
    def selisih(self) -> Decimal | None:
        """How far an examiner is from the team's mean."""
        if self.tepat is None or self.tim is None:
            return None
        jarak = self.tepat - self.tim
        return bulat(jarak) if jarak >= 0 else -bulat(-jarak)

    @property
    def sebutan_peran(self) -> str:
        return str(PeranPenilai(self.peran).label)

    @property
    def sebutan_status(self) -> str:
        return str(StatusLembar(self.status).label) if self.status else ""

    @property
    def menunggu(self) -> bool:
        """Asked, and has not answered."""
        return self.dicabut is None and self.status in (None, StatusLembar.DRAF)

    @property
    def dihitung(self) -> bool:
        """Sent with scores, and compared where it came from paper."""
        return bool(self.angka) and not self.belum_diperiksa

    @property
    def belum_diperiksa(self) -> bool:
        """Keyed in from paper, not yet compared by a second person: shown, and counted nowhere."""
        return self.sumber == LembarNilai.Sumber.KERTAS and bool(self.dikirim) and self.diperiksa is None


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
    def kurang_singkat(self) -> str:
        """One short sentence for a list; who is waited for stands above it."""
        menunggu = sum(x.menunggu for x in self.lembar)
        if menunggu > 1 and not self.tertutup:
            return f"Menunggu {menunggu} penilai."
        return self.kurang[0] if self.kurang else ""

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
    menilai = any(x.penilai == pengguna.pk for satu in tugas.values() for x in satu)
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
    baris = Penugasan.objects.filter(giliran__seminar=seminar).order_by("giliran_id", "peran", "pk")
    if giliran is not None:
        baris = baris.filter(giliran=giliran)
    hasil: dict[int, list[BarisLembar]] = defaultdict(list)
    terkirim: dict[int, BarisLembar] = {}
    for satu in baris.annotate(**ORANG).values_list(*KOLOM_TUGAS):
        b = BarisLembar(*satu)
        if b.lembar is not None and b.status == StatusLembar.TERKIRIM:
            terkirim[b.lembar] = b
        elif b.dicabut:
            continue
        hasil[b.giliran].append(b)
    for pk, angka in nilai_milik(terkirim).items():
        terkirim[pk].angka = angka
    return hasil


@lru_cache(maxsize=1024)  # of four thousand sheets some dozens of people
def _nama_lengkap(gelar_depan: str, nama: str, gelar_belakang: str) -> str:
    return lib_nama.lengkap(lib_nama.NamaLengkap(gelar_depan, nama, gelar_belakang))


def _satu(
    giliran: Giliran, lembar: list[BarisLembar], isi: IsiLengkap, seminar: Seminar, *, tertutup: bool
) -> BarisHasil:
    if tertutup:
        for b in lembar:
            b.tutup()
        return BarisHasil(giliran, lembar, tertutup=True, kurang=["Tertutup sampai semua penilai mengirim."])
    hasil = BarisHasil(giliran, lembar)
    peran: dict[str, Fraction | None] = dict.fromkeys(isi.peran)
    for satu in isi.peran:
        masuk = [b for b in lembar if b.peran == satu and b.dihitung]
        if not masuk:
            continue
        bobot = isi.bobot_untuk(satu)
        tepat = [nilai_lembar(bobot, b.angka) for b in masuk]
        for b, nilai in zip(masuk, tepat, strict=True):
            b.tepat = nilai
        ukuran = sebaran(tepat)
        peran[satu] = ukuran.rerata  # as nilai_peran: all sheets of a role have the same weights
        if satu == PENGUJI:
            _sebaran_penguji(hasil, masuk, ukuran, seminar.rubrik.batas_selisih)
    hasil.peran = {p: bulat(n) for p, n in peran.items() if n is not None}
    hasil.kurang = _kurang(lembar)
    if not hasil.kurang:
        try:
            hasil.nilai = bulat(nilai_rencana(isi.peran, peran))
        except PeranKosong as kosong:
            hasil.kurang = [_tanpa(kosong.peran, lembar)]
    return hasil


def _rerata_kriteria(hasil: BarisHasil, isi: IsiLengkap) -> dict[int, Decimal]:
    """The examiners' mean of each criterion."""
    masuk = [b.angka for b in hasil.lembar if b.peran == PENGUJI and b.dihitung]
    return {k: bulat(rerata([satu[k] for satu in masuk])) for k in isi.bobot_untuk(PENGUJI)} if masuk else {}


def _sebaran_penguji(hasil: BarisHasil, masuk: list[BarisLembar], ukuran: Sebaran, batas: Decimal) -> None:
    hasil.n, hasil.rerata, hasil.rentang = ukuran.n, bulat(ukuran.rerata), bulat(ukuran.rentang)
    hasil.melebihi = ukuran.rentang > batas
    for b in masuk:
        b.tim = ukuran.rerata


def _kurang(lembar: list[BarisLembar]) -> list[str]:
    """Who is missing, in sentences."""
    kurang = []
    if menunggu := [f"{b.nama} ({b.sebutan_peran.lower()})" for b in lembar if b.menunggu]:
        kurang.append(f"Menunggu {', '.join(menunggu)}.")
    if belum := [str(b.nama) for b in lembar if b.belum_diperiksa]:
        kurang.append(f"Lembar kertas {', '.join(belum)} belum dicocokkan orang kedua, jadi belum dihitung.")
    return kurang


def _tanpa(peran: str, lembar: list[BarisLembar]) -> str:
    """A role without a score is named, even where nobody is asked."""
    label = PeranPenilai(peran).label.lower()
    ada = any(b.peran == peran and b.dicabut is None for b in lembar)
    return f"Semua {label} abstain." if ada else f"Belum ada {label}."


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
