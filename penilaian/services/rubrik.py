"""Rubrics: written freely, complete before a seminar takes one, frozen once it has been scored by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Max

from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Instansi, Pengguna
from kantor.services.simpan import simpan_teruji
from penilaian.lib.nilai import BobotSalah, periksa_bobot
from penilaian.models import BobotKriteria, BobotPeran, Kriteria, PeranPenilai, Rubrik, TingkatKriteria
from penilaian.queries.rubrik import IsiLengkap, isi_rubrik

KRITERIA_MAKS = 30
CONTOH = "Seminar Action Plan (contoh)"
KETERANGAN_CONTOH = (
    "Contoh dari kami, bukan dari LAN. Ubah bobot dan uraiannya menurut pedoman kegiatan Anda."
)


@dataclass(frozen=True)
class IsiKriteria:
    """One criterion as typed: its weight for each role, its levels from a score up."""

    nama: str
    keterangan: str = ""
    bobot: dict[str, Decimal] = field(default_factory=dict)
    tingkat: tuple[tuple[Decimal, str], ...] = ()


@layanan
def buat_rubrik(
    *,
    oleh: Pengguna,
    instansi: Instansi,
    nama: str,
    keterangan: str = "",
    batas_selisih: Decimal = Decimal(15),
) -> Rubrik:
    """A new rubric without criteria. Raises TidakValid for a name that is taken."""
    pastikan(oleh, Hak.KERJA, instansi)
    nama = " ".join(nama.split())
    if Rubrik.objects.filter(instansi=instansi, nama__iexact=nama).exists():
        raise TidakValid(rincian={"nama": "Rubrik dengan nama ini sudah ada. Buka, lalu buat versi barunya."})
    return simpan_teruji(
        Rubrik(instansi=instansi, nama=nama, keterangan=keterangan.strip(), batas_selisih=batas_selisih)
    )


@layanan
def buat_rubrik_contoh(*, oleh: Pengguna, instansi: Instansi) -> Rubrik:
    """The portal's own example of a rubric for a Seminar Action Plan. Raises as `buat_rubrik`."""
    rubrik = buat_rubrik(oleh=oleh, instansi=instansi, nama=CONTOH, keterangan=KETERANGAN_CONTOH)
    _tulis(rubrik, PERAN_CONTOH, KRITERIA_CONTOH)
    return rubrik


@layanan
def ubah_rubrik(
    *,
    oleh: Pengguna,
    rubrik: Rubrik,
    nama: str,
    keterangan: str,
    batas_selisih: Decimal,
    peran: dict[str, Decimal],
    kriteria: Sequence[IsiKriteria],
) -> Rubrik:
    """Write the whole rubric anew: who scores with which weight, what is looked at, in this order.

    Weights need not sum to 100 yet. Raises KeadaanBerubah for one that has been used, TidakValid per field.
    """
    pastikan(oleh, Hak.KERJA, rubrik)
    rubrik = _kunci(rubrik)
    if rubrik.beku:
        raise KeadaanBerubah("Rubrik ini sudah dipakai menilai dan tidak berubah lagi. Buat versi barunya.")
    rubrik.nama, rubrik.keterangan = " ".join(nama.split()), keterangan.strip()
    rubrik.batas_selisih = batas_selisih
    _periksa(peran, kriteria)
    simpan_teruji(rubrik)
    Kriteria.objects.filter(rubrik=rubrik).delete()
    BobotPeran.objects.filter(rubrik=rubrik).delete()
    _tulis(rubrik, peran, kriteria)
    return rubrik


@layanan
def salin_rubrik(*, oleh: Pengguna, rubrik: Rubrik) -> Rubrik:
    """The next version of a rubric: a copy that may be changed."""
    pastikan(oleh, Hak.KERJA, rubrik)
    Instansi.objects.select_for_update(no_key=True).get(pk=rubrik.instansi_id)
    terakhir = Rubrik.objects.filter(instansi=rubrik.instansi_id, nama__iexact=rubrik.nama).aggregate(
        n=Max("versi")
    )["n"]
    baru = Rubrik.objects.create(
        instansi_id=rubrik.instansi_id,
        nama=rubrik.nama,
        versi=terakhir + 1,
        keterangan=rubrik.keterangan,
        batas_selisih=rubrik.batas_selisih,
    )
    isi = isi_rubrik(rubrik)
    _tulis(
        baru,
        isi.peran,
        [
            IsiKriteria(
                k.nama,
                k.keterangan,
                isi.bobot_kriteria(k.pk),
                tuple((t.batas_bawah, t.uraian) for t in isi.tingkat(k.pk)),
            )
            for k in isi.kriteria
        ],
    )
    return baru


@layanan
def hapus_rubrik(*, oleh: Pengguna, rubrik: Rubrik) -> None:
    """Delete a rubric no seminar has taken; KeadaanBerubah otherwise."""
    pastikan(oleh, Hak.KERJA, rubrik)
    rubrik = _kunci(rubrik)
    if rubrik.beku or rubrik.seminar.exists():
        raise KeadaanBerubah("Rubrik ini dipakai sebuah seminar dan tidak dapat dihapus.")
    rubrik.delete()


def pastikan_lengkap(rubrik: Rubrik) -> IsiLengkap:
    """What a rubric holds; raises TidakValid, naming each sum, unless a seminar can be scored by it."""
    isi = isi_rubrik(rubrik)
    if kurang := kekurangan(isi):
        raise TidakValid(
            "Rubrik ini belum dapat dipakai. " + " ".join(kurang), rincian={"rubrik": " ".join(kurang)}
        )
    return isi


def kekurangan(isi: IsiLengkap) -> list[str]:
    """What a rubric lacks before a seminar may take it, in sentences; nothing when it is whole."""
    if not isi.kriteria:
        return ["Belum ada kriteria."]
    if not isi.peran:
        return ["Belum ada peran yang menilai."]
    kurang = [_bobot_salah(isi.peran, "peran")]
    for peran in isi.peran:
        bobot = {k.pk: isi.bobot_kriteria(k.pk).get(peran, Decimal(0)) for k in isi.kriteria}
        kurang.append(_bobot_salah(bobot, f"kriteria untuk {PeranPenilai(peran).label.lower()}"))
    return [satu for satu in kurang if satu]


def _bobot_salah(bobot: dict[Any, Decimal], apa: str) -> str:
    try:
        periksa_bobot(bobot, apa)
    except BobotSalah as salah:
        return salah.pesan
    return ""


def bekukan(rubrik: Rubrik) -> IsiLengkap:
    """From now on this version stays as it is; in the caller's transaction. Raises TidakValid while incomplete."""
    rubrik = _kunci(rubrik)
    isi = pastikan_lengkap(rubrik)
    if not rubrik.beku:
        Rubrik.objects.filter(pk=rubrik.pk).update(beku=True)
    return isi


def _kunci(rubrik: Rubrik) -> Rubrik:
    return Rubrik.objects.select_for_update(no_key=True).get(pk=rubrik.pk)


def _periksa(peran: dict[str, Decimal], kriteria: Sequence[IsiKriteria]) -> None:
    if len(kriteria) > KRITERIA_MAKS:
        raise TidakValid(f"Paling banyak {KRITERIA_MAKS} kriteria.")
    nama = [k.nama.casefold() for k in kriteria]
    if kembar := next((k.nama for k in kriteria if nama.count(k.nama.casefold()) > 1), None):
        raise TidakValid(f"Kriteria “{kembar}” tertulis dua kali.")
    semua = [*peran.values(), *(b for k in kriteria for b in k.bobot.values())]
    semua += [batas for k in kriteria for batas, _ in k.tingkat]
    if any(not 0 <= angka <= 100 for angka in semua):
        raise TidakValid("Bobot dan batas tingkat antara 0 dan 100.")
    if any(angka != angka.quantize(Decimal("0.01")) for angka in semua):
        raise TidakValid("Bobot dan batas tingkat paling banyak dua angka di belakang koma.")
    for k in kriteria:
        if len({batas for batas, _ in k.tingkat}) < len(k.tingkat):
            raise TidakValid(f"Dua tingkat “{k.nama}” mulai pada nilai yang sama.")


def _tulis(rubrik: Rubrik, peran: dict[str, Decimal], kriteria: Sequence[IsiKriteria]) -> None:
    BobotPeran.objects.bulk_create(
        BobotPeran(rubrik=rubrik, peran=p, bobot=peran[p]) for p in PeranPenilai.values if peran.get(p)
    )
    baris = Kriteria.objects.bulk_create(
        Kriteria(rubrik=rubrik, urutan=n, nama=k.nama, keterangan=k.keterangan)
        for n, k in enumerate(kriteria, 1)
    )
    pasangan = list(zip(baris, kriteria, strict=True))
    BobotKriteria.objects.bulk_create(
        BobotKriteria(kriteria=b, peran=p, bobot=k.bobot[p]) for b, k in pasangan for p in PeranPenilai.values
        if k.bobot.get(p)
    )  # fmt: skip
    TingkatKriteria.objects.bulk_create(
        TingkatKriteria(kriteria=b, batas_bawah=batas, uraian=uraian)
        for b, k in pasangan
        for batas, uraian in k.tingkat
    )


def _contoh(nama: str, keterangan: str, bobot: int, *uraian: str) -> IsiKriteria:
    batas = (Decimal(0), Decimal(60), Decimal(75), Decimal(90))
    semua = {p: Decimal(bobot) for p in PeranPenilai.values}
    return IsiKriteria(nama, keterangan, semua, tuple(zip(batas, uraian, strict=True)))


PERAN_CONTOH = {
    PeranPenilai.PENGUJI.value: Decimal(60),
    PeranPenilai.MENTOR.value: Decimal(20),
    PeranPenilai.COACH.value: Decimal(20),
}
KRITERIA_CONTOH = [
    _contoh(
        "Kejelasan masalah dan data", "Masalahnya nyata, datanya dapat diperiksa", 15,
        "Masalah tidak jelas atau tanpa data",
        "Masalah jelas, data sedikit atau tidak bersumber",
        "Masalah jelas dan didukung data awal",
        "Masalah tajam, data awal terukur dan bersumber",
    ),
    _contoh(
        "Kebaruan", "Berbeda dari cara yang sudah ada di unit kerja", 20,
        "Sama dengan yang sudah berjalan",
        "Perbaikan kecil atas cara lama",
        "Cara baru bagi unit kerja ini",
        "Cara baru yang belum ada di kota atau kabupaten ini",
    ),
    _contoh(
        "Kemanfaatan", "Yang dirasakan warga dan unit kerja", 20,
        "Manfaat tidak tampak",
        "Manfaat disebut tetapi tidak terukur",
        "Manfaat terukur bagi unit kerja atau warga",
        "Manfaat terukur, luas, dan segera dirasakan warga",
    ),
    _contoh(
        "Kelayakan", "Dapat dikerjakan dengan waktu, orang, dan anggaran yang ada", 20,
        "Tidak dapat dikerjakan dengan sumber daya yang ada",
        "Dapat dikerjakan dengan banyak syarat",
        "Dapat dikerjakan, tahapannya masuk akal",
        "Siap dikerjakan, risiko dan jalan keluarnya disiapkan",
    ),
    _contoh(
        "Keberlanjutan dan replikasi", "Tetap berjalan setelah pelatihan, dapat ditiru unit lain", 10,
        "Berhenti bila pengusulnya pindah",
        "Bergantung pada beberapa orang",
        "Ditopang aturan atau anggaran unit kerja",
        "Menjadi cara kerja tetap dan siap ditiru unit lain",
    ),
    _contoh(
        "Presentasi dan tanya jawab", "Paparan runtut, jawaban sesuai pertanyaan", 15,
        "Paparan sukar diikuti, pertanyaan tidak terjawab",
        "Paparan cukup, sebagian pertanyaan terjawab",
        "Paparan runtut, pertanyaan terjawab",
        "Paparan meyakinkan, jawaban tepat dan berdasar",
    ),
]  # fmt: skip
