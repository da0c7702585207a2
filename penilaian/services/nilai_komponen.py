"""Scores on the grid: each change is made upon the state it was typed on, all of a batch or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from diklat.models import Gelombang
from diklat.services.gelombang import harus_status
from diklat.services.kunci import kunci_gelombang
from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lib.angka import ringkas
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from penilaian.lib.kelulusan import Aturan
from penilaian.models import Komponen, NilaiKomponen
from penilaian.queries.hasil import peserta_dinilai
from penilaian.queries.kelulusan import Sel, aturan_gelombang, rekap_berlaku, sel_gelombang
from penilaian.queries.nilai_rencana import BELUM_TAMPIL, nilai_rencana_terkunci
from penilaian.services.hasil import TERKUNCI
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status

S = Komponen.Sumber


@dataclass(frozen=True)
class Isian:
    """One cell as it shall be (None clears it), and the `revisi` that was seen when it was typed."""

    pendaftaran: int
    komponen: int
    angka: Decimal | None
    revisi: int


@dataclass(frozen=True)
class Beda:
    """A cell that somebody else has changed meanwhile: what stands there now, and who wrote it."""

    pendaftaran: int
    komponen: int
    sel: Sel
    oleh: str
    pukul: str


class NilaiBerbeda(KeadaanBerubah):
    """Cells were changed elsewhere since they were read: nothing of the batch is stored, `beda` is what stands."""

    pesan = "Nilai ini sudah diubah di tempat lain. Pilih nilai yang dipakai."

    def __init__(self, beda: list[Beda]) -> None:
        super().__init__()
        self.beda = beda


@layanan
def simpan_nilai(
    *, oleh: Pengguna, gelombang: Gelombang, isian: Sequence[Isian]
) -> dict[tuple[int, int], Sel]:
    """Store cells, all or none. Returns the cells of the batch as they stand now.

    Raises KeadaanBerubah once a recap has locked them or the gelombang has ended, TidakDitemukan for a cell that is
    not on the grid, TidakValid off the scale, NilaiBerbeda when a cell was changed meanwhile (unless it says the same).
    """
    g = buka_kisi(oleh, gelombang)
    _periksa(g, isian)
    ada = sel_gelombang(g)
    kunci = {(i.pendaftaran, i.komponen): i for i in isian}
    baru = {k: i for k, i in kunci.items() if ada.get(k, Sel()).angka != i.angka}
    if beda := [k for k, i in baru.items() if ada.get(k, Sel()).revisi != i.revisi]:
        raise NilaiBerbeda(_sebut(beda, ada))
    return ada | _tulis(oleh, ada, {k: i.angka for k, i in baru.items()})


@layanan
def ambil_nilai_rencana(*, oleh: Pengguna, gelombang: Gelombang) -> tuple[list[str], dict[str, list[str]]]:
    """Take the locked values of the seminar into their component.

    Returns whose changed, and by the reason who has none to take yet, the commonest first; names in NDH order.
    Raises as `simpan_nilai`.
    """
    g = buka_kisi(oleh, gelombang)
    aturan = aturan_wajib(g)
    komponen = next((b.pk for b in aturan.bagian if b.sumber == S.RENCANA), None)
    if komponen is None:
        raise KeadaanBerubah("Program ini tidak memakai hasil seminar sebagai komponen.")
    ada = sel_gelombang(g)
    hasil = nilai_rencana_terkunci(g)
    baru: dict[tuple[int, int], Decimal | None] = {}
    diambil: list[str] = []
    kurang: dict[str, list[str]] = defaultdict(list)
    for p in peserta_dinilai(g).filter(status=Status.HADIR):
        satu = hasil.get(p.pk, BELUM_TAMPIL)
        if satu.nilai is None:
            kurang[satu.sebab].append(p.nama)
        elif ada.get((p.pk, komponen), Sel()).angka != satu.nilai:
            baru[p.pk, komponen] = satu.nilai
            diambil.append(p.nama)
    _tulis(oleh, ada, baru)
    return diambil, dict(sorted(kurang.items(), key=lambda satu: -len(satu[1])))


def buka_kisi(oleh: Pengguna, gelombang: Gelombang) -> Gelombang:
    """For services: the right, the gelombang's lock, and that no recap is in force. Raises KeadaanBerubah."""
    pastikan(oleh, Hak.KERJA, gelombang)
    [g] = kunci_gelombang(gelombang.pk)
    harus_status(g, Gelombang.Status.DITUTUP, Gelombang.Status.BERLANGSUNG)
    if rekap_berlaku(g):
        raise KeadaanBerubah(TERKUNCI)
    return g


def aturan_wajib(g: Gelombang) -> Aturan:
    """The rules of this gelombang. Raises KeadaanBerubah where it has no components."""
    if (aturan := aturan_gelombang(g)) is None:
        raise KeadaanBerubah("Program ini tidak memakai komponen nilai.")
    return aturan


def _periksa(g: Gelombang, isian: Sequence[Isian]) -> None:
    diisi = {b.pk for b in aturan_wajib(g).bagian if b.sumber == S.ISIAN}
    peserta = _peserta(g)
    if any(i.komponen not in diisi or i.pendaftaran not in peserta for i in isian):
        raise TidakDitemukan("Ada nilai yang bukan untuk peserta atau komponen gelombang ini.")
    salah = {f"n-{i.pendaftaran}-{i.komponen}": pesan for i in isian if (pesan := _salah(i.angka))}
    if salah:
        raise TidakValid(rincian=salah)


def _peserta(g: Gelombang) -> set[int]:
    """The rows of the grid: who was seated."""
    return set(Pendaftaran.objects.filter(gelombang=g, status=Status.HADIR).values_list("pk", flat=True))


def _salah(angka: Decimal | None) -> str:
    if angka is None:
        return ""
    if not angka.is_finite():
        return "Isi angka."
    if not 0 <= angka <= 100:
        return f"{ringkas(angka)} di luar skala. Isi angka 0 sampai 100."
    return "" if angka == angka.quantize(Decimal("0.01")) else "Paling banyak dua angka di belakang koma."


def _tulis(
    oleh: Pengguna, ada: dict[tuple[int, int], Sel], baru: dict[tuple[int, int], Decimal | None]
) -> dict[tuple[int, int], Sel]:
    kini = timezone.now()
    hasil = {k: Sel(angka, ada.get(k, Sel()).revisi + 1) for k, angka in baru.items()}
    NilaiKomponen.objects.bulk_create(
        [
            NilaiKomponen(
                pendaftaran_id=p, komponen_id=k, angka=sel.angka, revisi=sel.revisi, oleh=oleh, disimpan=kini
            )
            for (p, k), sel in hasil.items()
        ],
        update_conflicts=True,
        unique_fields=["pendaftaran", "komponen"],
        update_fields=["angka", "revisi", "oleh", "disimpan"],
    )
    return hasil


def _sebut(kunci: list[tuple[int, int]], ada: dict[tuple[int, int], Sel]) -> list[Beda]:
    """Who wrote what stands in these cells."""
    baris = NilaiKomponen.objects.filter(pendaftaran__in=[p for p, _ in kunci]).select_related("oleh")
    siapa = {
        (n.pendaftaran_id, n.komponen_id): (
            n.oleh.sebutan if n.oleh else "",
            f"{timezone.localtime(n.disimpan):%H.%M}",
        )
        for n in baris
    }
    return [Beda(p, k, ada.get((p, k), Sel()), *siapa.get((p, k), ("", ""))) for p, k in kunci]
