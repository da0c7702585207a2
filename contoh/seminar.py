"""E2's seminar: 21 August 2017, three rooms with three examiners each, half of the sheets in.

Which room and which score is ours; the news tells of 37 plans and of examiners of LAN, nothing of what they gave.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import replace
from decimal import Decimal

from contoh.kantor import SANDI, Kantor
from contoh.rencana import SELESAI
from diklat.models import Gelombang
from kantor.models import Pengguna, Peran
from kantor.services.akun import beri_peran, buat_akun
from penilaian.models import Giliran, LembarNilai, Penugasan, PeranPenilai, Rubrik, Seminar
from penilaian.queries.dasbor import dasbor
from penilaian.queries.rubrik import isi_rubrik
from penilaian.services.lembar import kirim_lembar, simpan_lembar
from penilaian.services.rubrik import KRITERIA_CONTOH, buat_rubrik_contoh, ubah_rubrik
from penilaian.services.seminar import akhiri_seminar, buat_seminar, mulai_seminar, simpan_ruang
from penilaian.services.urutan import susun_urutan

RUANG = ("Ruang A", "Ruang B", "Ruang C")
BOBOT = {PeranPenilai.PENGUJI.value: Decimal(80), PeranPenilai.MENTOR.value: Decimal(20)}
NAMA = "Seminar Action Plan"
# Invented, as everybody here; `penguji1` to `penguji3` are accounts of the office already.
PENGUJI = (
    "Widyaiswara Contoh Ahmad Zulkifli",
    "Widyaiswara Contoh Ratna Simanjuntak",
    "Widyaiswara Contoh Bambang Sutrisno",
    "Widyaiswara Contoh Elvina Tarigan",
    "Widyaiswara Contoh Hendra Lubis",
    "Widyaiswara Contoh Mariana Pane",
)
SELISIH = Decimal(18)
CATATAN = (
    "Data awal sudah kuat. Tambahkan siapa yang menghitungnya sesudah tiga bulan.",
    "Sasaran jelas; jadwal jangka menengah terlalu rapat.",
    "Dapat langsung dipakai kelurahan lain.",
)


def mainkan(kantor: Kantor, g: Gelombang) -> Seminar:
    """The first half of each room's talks is scored by everybody; two examiners of the first differ by 18 points."""
    if ada := Seminar.objects.filter(gelombang=g, nama=NAMA).first():
        return ada
    seminar = _mulai(kantor, g, SELESAI, _rubrik(kantor))
    _nilai(seminar)
    return seminar


def mainkan_selesai(kantor: Kantor, g: Gelombang, tanggal: datetime.date, rubrik: Rubrik) -> Seminar:
    """A seminar in which everybody has scored everything, and that has ended."""
    seminar = _mulai(kantor, g, tanggal, rubrik)
    acak = random.Random(tanggal.year)  # noqa: S311
    for giliran in Giliran.objects.filter(seminar=seminar).order_by("ruang__nama", "urutan"):
        _nilai_satu(giliran, acak.randint(76, 90), acak)
    return akhiri_seminar(oleh=kantor.panitia, seminar=seminar)


def _mulai(kantor: Kantor, g: Gelombang, tanggal: datetime.date, rubrik: Rubrik) -> Seminar:
    """Rooms, teams and the order of talks; scoring has begun."""
    seminar = buat_seminar(
        oleh=kantor.panitia,
        gelombang=g,
        rubrik=rubrik,
        nama=NAMA,
        tanggal=tanggal,
        menit_paparan=15,
        istirahat_mulai=datetime.time(10, 0),
        istirahat_selesai=datetime.time(10, 15),
    )
    tim = _penguji(kantor)
    for n, nama in enumerate(RUANG):
        simpan_ruang(
            oleh=kantor.panitia,
            seminar=seminar,
            nama=nama,
            mulai=datetime.time(8),
            tim=tim[3 * n : 3 * n + 3],
            ketua=tim[3 * n],
        )
    susun_urutan(oleh=kantor.panitia, seminar=seminar)
    return mulai_seminar(oleh=kantor.panitia, seminar=seminar)


def _rubrik(kantor: Kantor) -> Rubrik:
    """The example of the portal without coaches: examiners 80, mentors 20."""
    rubrik = buat_rubrik_contoh(oleh=kantor.panitia, instansi=kantor.medan)
    kriteria = [replace(k, bobot={p: k.bobot[p] for p in BOBOT}) for k in KRITERIA_CONTOH]
    return ubah_rubrik(
        oleh=kantor.panitia,
        rubrik=rubrik,
        nama="Seminar Action Plan 2017 (contoh)",  # a later office may take the example anew
        keterangan=rubrik.keterangan,
        batas_selisih=rubrik.batas_selisih,
        peran=BOBOT,
        kriteria=kriteria,
    )


def _penguji(kantor: Kantor) -> list[Pengguna]:
    """Room by room."""
    semua = [Pengguna.objects.get(username=f"penguji{n}") for n in (1, 2, 3)]
    for n, nama in enumerate(PENGUJI, 4):
        username = f"penguji{n}"
        akun = Pengguna.objects.filter(username=username).first() or buat_akun(
            oleh=None, username=username, nama=nama, sandi=SANDI, email=f"{username}@contoh.example"
        )
        beri_peran(oleh=None, pengguna=akun, jenis=Peran.Jenis.PENGUJI, instansi=kantor.medan)
        semua.append(akun)
    return semua


def _nilai(seminar: Seminar) -> None:
    acak = random.Random(2017)  # noqa: S311
    per_ruang: dict[int, list[Giliran]] = {}
    for g in Giliran.objects.filter(seminar=seminar).order_by("ruang__nama", "urutan"):
        per_ruang.setdefault(g.ruang_id, []).append(g)
    for nomor, giliran in enumerate(per_ruang.values()):
        separuh = (len(giliran) + 1) // 2
        for g in giliran[:separuh]:
            beda = (88, 70, 80) if nomor == 0 and g is giliran[0] else ()
            _nilai_satu(g, acak.randint(74, 90), acak, beda)
        # The next one is at the front: its first examiner has begun.
        satu = next(iter(_tugas(giliran[separuh])))
        awal = list(isi_rubrik(seminar.rubrik_id).bobot_untuk(satu.peran))[:2]
        simpan_lembar(oleh=satu.penilai, tugas=satu.pk, revisi=0, nilai=dict.fromkeys(awal, Decimal("82.5")))


def _nilai_satu(giliran: Giliran, tengah: int, acak: random.Random, beda: tuple[int, ...] = ()) -> None:
    """Everybody's marks of one talk, around `tengah`; `beda` are those of the examiners instead."""
    rubrik = isi_rubrik(giliran.seminar.rubrik_id)
    for urut, t in enumerate(_tugas(giliran)):
        angka = {k: Decimal(2 * tengah + acak.randint(-6, 6)) / 2 for k in rubrik.bobot_untuk(t.peran)}
        if beda and t.peran == PeranPenilai.PENGUJI:
            angka = dict.fromkeys(angka, Decimal(beda[urut]))
        catatan = CATATAN[giliran.urutan % len(CATATAN)] if urut == 0 else None
        kirim_lembar(oleh=t.penilai, tugas=t.pk, revisi=0, nilai=angka, catatan=catatan)


def _tugas(giliran: Giliran) -> list[Penugasan]:
    """Examiners first."""
    semua = giliran.penugasan.select_related("penilai").order_by("pk")
    return sorted(semua, key=lambda t: t.peran != PeranPenilai.PENGUJI)


def periksa(kantor: Kantor, seminar: Seminar) -> None:
    """The numbers the demo promises. Raises RuntimeError."""
    lembar = LembarNilai.objects.filter(penugasan__giliran__seminar=seminar)
    terkirim = lembar.filter(status="terkirim").count()
    hasil = dasbor(kantor.panitia, seminar)
    selisih = max((b.rentang for b in hasil.baris if b.rentang is not None), default=None)
    kini = (len(hasil.baris), terkirim * 2 // lembar.count(), selisih, hasil.perlu_penjelasan)
    if kini != (37, 1, SELISIH, 1):
        raise RuntimeError(f"Demo E2, seminar: {kini}, {terkirim} dari {lembar.count()} lembar")
