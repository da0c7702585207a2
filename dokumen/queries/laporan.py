"""The numbers and lists of a laporan penyelenggaraan, read from the rows; and the same as sheets of Excel."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from diklat.models import Gelombang
from diklat.queries.jadwal import jadwal_terbit
from dokumen.cetak.laporan import BarisPeserta, KehadiranSesi, LaporanPenyelenggaraan
from dokumen.models import Sertifikat
from kantor.cetak.grafik import Bilah
from kantor.lib import nip as lib_nip
from kantor.lib.angka import jp_dari_menit
from kantor.lib.excel import Kolom, Lembar
from kantor.lib.tanggal import rentang
from kantor.queries.kertas import blok_ttd, kop_untuk, penanda_tangan, ukuran_kertas, warna_untuk
from penilaian.models import Hasil
from penilaian.queries.hasil import peserta_dinilai
from peserta.lib.kehadiran import lantai
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.queries.kehadiran import (
    RekapKehadiran,
    aturan_kehadiran,
    hadir_per_sesi,
    kurang_jp,
    rekap_kehadiran,
)

BELUM = "Belum ada hasil"
KELAMIN = {"L": "Laki-laki", "P": "Perempuan"}


def susun_laporan(gelombang: Gelombang, tanggal: datetime.date) -> LaporanPenyelenggaraan:
    """Everything the report prints, as of now; `tanggal` is printed and decides kop and signer.

    Counted are those who came (registrasi ulang); who was called and did not come is named in the notes.
    """
    dipanggil = list(peserta_dinilai(gelombang))
    peserta = [p for p in dipanggil if p.status == Status.HADIR]
    rekap = rekap_kehadiran(gelombang)
    persen = [r.persen for p in peserta if (r := rekap[p.pk]).persen is not None]
    nomor = dict(
        Sertifikat.objects.filter(gelombang=gelombang, status=Sertifikat.Status.BERLAKU).values_list(
            "pendaftaran", "nomor"
        )
    )
    instansi = gelombang.instansi
    aturan = aturan_kehadiran(gelombang.kurikulum)
    return LaporanPenyelenggaraan(
        kop=kop_untuk(instansi, tanggal),
        program=gelombang.kurikulum.program.nama,
        gelombang=gelombang.sebutan,
        mulai=gelombang.mulai,
        selesai=gelombang.selesai,
        tempat=gelombang.tempat,
        jp=gelombang.kurikulum.total_jp,
        kota=instansi.kota,
        tanggal=tanggal,
        penandatangan=blok_ttd(penanda_tangan(instansi, tanggal, bawaan=gelombang.penanda_tangan)),
        kuota=gelombang.kuota,
        pendaftar=gelombang.pendaftaran.count(),
        peserta=len(peserta),
        **_diganti(gelombang),
        per_unit=_hitung(_nama_opd(p) for p in peserta),
        per_golongan=_hitung(p.golongan or "Tanpa golongan" for p in peserta),
        per_kelamin=_hitung(k for p in peserta if (k := _kelamin(p))),
        hasil=_hitung(_hasil(p) for p in peserta),
        kualifikasi=_hitung(p.hasil.kualifikasi for p in peserta if _putusan(p) and p.hasil.kualifikasi),
        sesi=_per_sesi(gelombang),
        kehadiran_rata=lantai(sum(persen, Fraction(0)) / len(persen)) if persen else None,
        batas_kehadiran=aturan.hadir_minimal,
        sertifikat=sum(p.pk in nomor for p in peserta),
        lulus=sum(_putusan(p) == Hasil.Putusan.LULUS for p in peserta),
        daftar=tuple(_baris(n, p, rekap[p.pk], nomor.get(p.pk, "")) for n, p in enumerate(peserta, 1)),
        catatan=_catatan(gelombang, dipanggil, rekap),
        contoh=instansi.contoh,
        kertas=ukuran_kertas(instansi),
        warna=warna_untuk(instansi),
    )


def lembar_laporan(laporan: LaporanPenyelenggaraan) -> list[Lembar]:
    """The tables of the report as sheets: peserta, attendance per session, and each count."""
    judul = [
        "Laporan Penyelenggaraan",
        f"{laporan.program} {laporan.gelombang}".strip(),
        f"{rentang(laporan.mulai, laporan.selesai)}, {laporan.tempat}",
    ]
    peserta = Lembar(
        "Peserta",
        [
            Kolom("NDH", "bulat"), Kolom("Nama dan gelar", lebar=34), Kolom("NIP / NI PPPK", "nip"),
            Kolom("Unit kerja", lebar=36), Kolom("Kehadiran", "persen"), Kolom("Hasil", lebar=18),
            Kolom("Nomor sertifikat", lebar=28),
        ],
        [
            (b.urut, b.nama, lib_nip.cetak(b.nip) if b.nip else "", b.unit, b.kehadiran, b.hasil, b.sertifikat)
            for b in laporan.daftar
        ],
        judul=judul,
    )  # fmt: skip
    sesi = Lembar(
        "Kehadiran per sesi",
        [
            Kolom("Sesi", lebar=44), Kolom("Tanggal", "tanggal"), Kolom("JP", "angka"), Kolom("Hadir", "bulat"),
            Kolom("Seharusnya", "bulat"), Kolom("Kehadiran", "persen"),
        ],
        [(s.nama, s.tanggal, s.jp, s.hadir, s.seharusnya, s.persen) for s in laporan.sesi],
        judul=judul,
        bernomor=True,
    )  # fmt: skip
    hitungan = [
        ("Hasil", laporan.hasil),
        ("Kualifikasi", laporan.kualifikasi),
        ("Perangkat daerah", laporan.per_unit),
        ("Golongan", laporan.per_golongan),
        ("Jenis kelamin", laporan.per_kelamin),
    ]
    return [peserta, sesi, *(_lembar_bilah(nama, bilah, judul) for nama, bilah in hitungan if bilah)]


def _lembar_bilah(nama: str, bilah: tuple[Bilah, ...], judul: list[str]) -> Lembar:
    kolom = [Kolom(nama, lebar=40), Kolom("Peserta", "bulat")]
    return Lembar(nama, kolom, [(b.label, b.jumlah) for b in bilah], judul=judul)


def _diganti(gelombang: Gelombang) -> dict[str, int]:
    """How many names their OPD replaced, and how many a walk-in replaced at the desk."""
    di_tempat = Pendaftaran.objects.filter(menggantikan=OuterRef("pk"), jalur=Pendaftaran.Jalur.LANGSUNG)
    diganti = gelombang.pendaftaran.filter(status=Status.DIGANTI)
    semua, langsung = diganti.count(), diganti.filter(Exists(di_tempat)).count()
    return {"diganti": semua - langsung, "diganti_di_tempat": langsung}


def _hitung(label: Iterable[str]) -> tuple[Bilah, ...]:
    """Bars by label, the longest first."""
    jumlah = Counter(label)
    return tuple(Bilah(nama, n) for nama, n in sorted(jumlah.items(), key=lambda x: (-x[1], x[0])))


def _per_sesi(gelombang: Gelombang) -> tuple[KehadiranSesi, ...]:
    aturan = aturan_kehadiran(gelombang.kurikulum)
    hadir = hadir_per_sesi(gelombang)
    zona = ZoneInfo(gelombang.instansi.zona_waktu)
    return tuple(
        KehadiranSesi(
            nama=s.judul,
            tanggal=s.mulai.astimezone(zona).date(),
            jp=jp_dari_menit(s.menit, aturan.menit_per_jp),
            hadir=hadir[s.pk][0],
            seharusnya=hadir[s.pk][1],
        )
        for s in jadwal_terbit(gelombang).filter(berjp=True, batal=False)
    )


def _baris(urut: int, p: Pendaftaran, rekap: RekapKehadiran, sertifikat: str) -> BarisPeserta:
    return BarisPeserta(
        urut=p.ndh or urut,
        nama=p.nama_lengkap,
        nip=p.pegawai.nip,
        unit=p.unit_nama,
        kehadiran=rekap.persen_angka,
        hasil=_hasil(p),
        sertifikat=sertifikat,
    )


def _putusan(p: Pendaftaran) -> str:
    hasil = getattr(p, "hasil", None)
    return hasil.putusan if hasil else ""


def _hasil(p: Pendaftaran) -> str:
    return str(Hasil.Putusan(putusan).label) if (putusan := _putusan(p)) else BELUM


def _nama_opd(p: Pendaftaran) -> str:
    opd = p.opd or p.unit
    return opd.nama_lengkap if opd else "Tanpa unit kerja"


def _kelamin(p: Pendaftaran) -> str:
    """By the 15th digit of the number; unknown for who has none."""
    return KELAMIN.get({"1": "L", "2": "P"}.get((p.pegawai.nip or "")[14:15], ""), "")


def _catatan(
    gelombang: Gelombang, dipanggil: list[Pendaftaran], rekap: dict[int, RekapKehadiran]
) -> tuple[str, ...]:
    catatan = []
    tidak_datang = [p.nama_lengkap for p in dipanggil if p.status != Status.HADIR]
    if tidak_datang:
        catatan.append(f"{len(tidak_datang)} orang dipanggil tetapi tidak hadir: {', '.join(tidak_datang)}.")
    if kurang := kurang_jp(gelombang, rekap):
        catatan.append(kurang)
    if gelombang.kurikulum.contoh:
        catatan.append("Kurikulum yang dipakai adalah kurikulum contoh.")
    return tuple(catatan)
