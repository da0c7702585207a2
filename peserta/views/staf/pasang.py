"""What this room brings to the frame of a gelombang and to the page of today."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils import timezone

from diklat.daftar import acara_utusan, berpeserta, sesi_terlaksana
from diklat.daftar import utusan as acara_opd
from diklat.models import Gelombang
from diklat.queries.jadwal import ada_kunjungan
from kantor.daftar import (
    KartuHariIni,
    KartuPegawai,
    LangkahGelombang,
    TabGelombang,
    TugasHariIni,
    kartu_hari_ini,
    kartu_pegawai,
    langkah_gelombang,
    pembuka_berkas,
    tab_gelombang,
    tugas_hari_ini,
)
from kantor.lib.telepon import bagikan_wa
from kantor.models import Pekerjaan, Pengguna
from kantor.nada import daftarkan_nada
from kantor.queries.pekerjaan import HIDUP
from kantor.views.proses import isi_proses
from peserta import daftar
from peserta.daftar import penghalang_batal_mulai
from peserta.models import Kehadiran, StatusUndangan
from peserta.models.pendaftaran import Status
from peserta.queries import hari_ini
from peserta.queries.jadwal import buka_bahan_peserta
from peserta.queries.pegawai import diklat_pegawai
from peserta.queries.presensi import sesi_tercatat
from peserta.queries.ringkasan import ringkasan
from peserta.queries.undangan import adalah_utusan, kursi_opd
from peserta.services.berkas import buka_berkas
from peserta.services.surat_hadir import buka_surat_hadir
from peserta.views.staf.kunjungan import TAB as TAB_KUNJUNGAN
from peserta.views.staf.undangan import TAB as TAB_UNDANGAN
from peserta.views.staf.undangan import tampak as undangan_tampak

G = Gelombang.Status
NADA = {
    "diajukan": "tunggu",
    "perlu_perbaikan": "emas",
    "ditolak": "bahaya",
    "diverifikasi": "baik",
    "daftar_tunggu": "emas",
    "ditawari": "info",
    "tawaran_lewat": "",
    "ditetapkan": "utama",
    "dipanggil": "info",
    "dikonfirmasi": "utama",
    "berhalangan": "bahaya",
    "hadir": "baik",
    "diganti": "",
    "mengundurkan_diri": "",
    "belum_menjawab": "tunggu",
    "mengirim": "info",
    "hadir_sendiri": "baik",
    "hadir_diwakili": "utama",
    "tidak_hadir": "bahaya",
}
# Question → words, tab, whether it presses.
TUGAS: dict[str, tuple[str, str, bool]] = {
    "verifikasi": ("Pendaftaran menunggu verifikasi", "peserta:gelombang_peserta", False),
    "perbaikan": ("Pendaftaran sudah dilengkapi, periksa lagi", "peserta:gelombang_peserta", False),
    "tawaran": ("Tawaran kursi hampir lewat batas", "peserta:gelombang_cadangan", True),
    "tetapkan": ("Peserta siap ditetapkan", "peserta:gelombang_pemanggilan", False),
    "panggil": ("Peserta ditetapkan belum dipanggil", "peserta:gelombang_pemanggilan", False),
    "jawaban": ("Peserta belum menjawab pemanggilan", "peserta:gelombang_pemanggilan", True),
    "pengganti": ("Peserta berhalangan menunggu pengganti", "peserta:gelombang_pemanggilan", False),
    "sesi": ("Sesi belum diisi presensinya", "peserta:gelombang_presensi", True),
    "jadwal": ("Jadwal belum terbit", "diklat:gelombang_jadwal", True),
    "perubahan": ("Perubahan jadwal belum terbit", "diklat:gelombang_jadwal", False),
    "kunjungan": ("Kunjungan di luar tanggal gelombang", "peserta:gelombang_kunjungan", False),
}


def pasang() -> None:
    """Fill the registries; called once from AppConfig.ready."""
    daftarkan_nada(NADA)
    daftar.pasang()
    pembuka_berkas.pasang("berkas pendaftaran", buka_berkas)
    pembuka_berkas.pasang("surat keterangan hadir", buka_surat_hadir)
    pembuka_berkas.pasang("bahan tayang peserta", buka_bahan_peserta)
    penghalang_batal_mulai.pasang("kehadiran", _ada_kehadiran)
    sesi_terlaksana.pasang("kehadiran", sesi_tercatat)
    _tab()
    _langkah()
    tugas_hari_ini.pasang("gelombang", _tugas)
    kartu_hari_ini.pasang(
        "gelombang",
        KartuHariIni(
            "peserta/staf/kartu_gelombang.html",
            _kartu_gelombang,
            10,
            bawah="peserta/staf/kartu_penunggak.html",
        ),
    )
    kartu_pegawai.pasang("diklat", KartuPegawai("peserta/staf/pegawai_diklat.html", diklat_pegawai, 10))
    kartu_hari_ini.pasang("proses", KartuHariIni("peserta/staf/kartu_proses.html", _kartu_proses, 30))


def _ada_kehadiran(g: Gelombang) -> str | None:
    return (
        "sudah ada kehadiran yang dicatat" if Kehadiran.objects.filter(sesi__gelombang=g).exists() else None
    )


def _tab() -> None:
    semua = [
        TabGelombang("Ringkasan", "peserta:gelombang", 10),
        TabGelombang(
            "Peserta",
            "peserta:gelombang_peserta",
            20,
            tampak=lambda g, _: berpeserta(g),
            jumlah=lambda g: ringkasan(g).terisi,
        ),
        TabGelombang(
            "Cadangan",
            "peserta:gelombang_cadangan",
            25,
            tampak=lambda g, _: _cadangan(g) > 0,
            jumlah=_cadangan,
        ),
        TabGelombang(
            "Usulan OPD",
            "peserta:gelombang_usulan",
            30,
            tampak=lambda g, _: g.jalur_usulan and berpeserta(g),
        ),
        TabGelombang("Pemanggilan", "peserta:gelombang_pemanggilan", 40, tampak=lambda g, _: berpeserta(g)),
        TabGelombang(
            "Registrasi ulang", "peserta:gelombang_registrasi", 50, tampak=lambda g, _: berpeserta(g)
        ),
        TabGelombang("Presensi", "peserta:gelombang_presensi", 60, tampak=lambda g, _: berpeserta(g)),
        TabGelombang("Kunjungan", TAB_KUNJUNGAN, 46, tampak=lambda g, _: ada_kunjungan(g)),
        TabGelombang("Cetakan", "peserta:gelombang_kertas", 55),
        TabGelombang("Upacara", "peserta:gelombang_upacara", 47),
        TabGelombang("Undangan OPD", TAB_UNDANGAN, 65, tampak=undangan_tampak),
        TabGelombang("Riwayat", "peserta:gelombang_riwayat", 100),
    ]
    for tab in semua:
        tab_gelombang.pasang(tab.nama_url, tab)


def _cadangan(g: Gelombang) -> int:
    return ringkasan(g).jumlah(Status.DAFTAR_TUNGGU, Status.DITAWARI, Status.TAWARAN_LEWAT)


def _langkah() -> None:
    peserta = [
        LangkahGelombang("Permintaan nama", "peserta:gelombang_usulan", 10, lambda g: g.status != G.DRAF),
        LangkahGelombang("Pendaftaran", "peserta:gelombang_peserta", 20, _pendaftaran_selesai),
        LangkahGelombang(
            "Verifikasi", "peserta:gelombang_peserta", 30, _verifikasi_selesai, "Periksa pendaftaran"
        ),
        LangkahGelombang(
            "Pemanggilan", "peserta:gelombang_pemanggilan", 40, _pemanggilan_selesai, "Panggil peserta"
        ),
        LangkahGelombang(
            "Registrasi ulang",
            "peserta:gelombang_registrasi",
            50,
            _registrasi_selesai,
            "Buka registrasi ulang",
        ),
        LangkahGelombang(
            "Pelaksanaan", "peserta:gelombang_presensi", 60, _pelaksanaan_selesai, "Isi presensi"
        ),
    ]
    utusan = [
        LangkahGelombang("Undang OPD", TAB_UNDANGAN, 10, lambda g: bool(kursi_opd(g)), "Undang OPD"),
        LangkahGelombang("Jawaban OPD", TAB_UNDANGAN, 30, _jawaban_selesai, "Lihat jawaban OPD"),
        LangkahGelombang("Hari H", TAB_UNDANGAN, 60, _pelaksanaan_selesai, "Catat OPD yang hadir"),
    ]
    for langkah in peserta:
        langkah_gelombang.pasang(langkah.label, replace(langkah, tampak=berpeserta))
    for langkah in utusan:
        langkah_gelombang.pasang(langkah.label, replace(langkah, tampak=acara_opd))
    acara_utusan.pasang("undangan OPD", adalah_utusan)


def _jawaban_selesai(g: Gelombang) -> bool:
    """Everybody has answered, or the day has come."""
    kursi = kursi_opd(g)
    dimulai = g.status in (G.BERLANGSUNG, G.SELESAI)
    return bool(kursi) and (dimulai or not kursi.get(StatusUndangan.BELUM, 0))


def _pendaftaran_selesai(g: Gelombang) -> bool:
    return g.status in (G.DITUTUP, G.BERLANGSUNG, G.SELESAI)


def _verifikasi_selesai(g: Gelombang) -> bool:
    ringkas = ringkasan(g)
    return _pendaftaran_selesai(g) and ringkas.semua > 0 and not ringkas.menunggu


def _pemanggilan_selesai(g: Gelombang) -> bool:
    ringkas = ringkasan(g)
    semua = not (ringkas.siap_ditetapkan or ringkas.siap_dipanggil)
    return _verifikasi_selesai(g) and ringkas.terpanggil > 0 and semua


def _registrasi_selesai(g: Gelombang) -> bool:
    ringkas = ringkasan(g)
    ditunggu = ringkas.jumlah(Status.DITETAPKAN, Status.DIPANGGIL, Status.DIKONFIRMASI)
    return ringkas.hadir > 0 and (g.status == G.SELESAI or (g.status == G.BERLANGSUNG and not ditunggu))


def _pelaksanaan_selesai(g: Gelombang) -> bool:
    return g.status == G.SELESAI or (g.status == G.BERLANGSUNG and g.selesai < timezone.localdate())


def _tugas(pengguna: Pengguna) -> list[TugasHariIni]:
    menunggu = hari_ini.menunggu(pengguna)
    return [
        TugasHariIni(teks, reverse(tab, args=[m.slug]), m.jumlah, mendesak, m.gelombang)
        for nama, (teks, tab, mendesak) in TUGAS.items()
        for m in menunggu[nama]
    ]


def _kartu_gelombang(pengguna: Pengguna) -> dict[str, Any]:
    gelombang = hari_ini.gelombang_berjalan(pengguna)
    penunggak = [
        (p, bagikan_wa(f"Yth. Bapak/Ibu pengelola kepegawaian {p.kuota.nama},\n\nUntuk {p.gelombang}, kami menunggu "
                       f"{p.kuota.sisa} nama lagi. Terima kasih."))
        for p in hari_ini.penunggak(gelombang)
    ]  # fmt: skip
    return {"gelombang": gelombang, "penunggak": penunggak}


def _kartu_proses(pengguna: Pengguna) -> list[dict[str, Any]] | None:
    berjalan = Pekerjaan.objects.untuk(pengguna).filter(status__in=HIDUP).order_by("-dibuat")[:3]
    return [isi_proses(pengguna, satu) for satu in berjalan] or None
