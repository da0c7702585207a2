"""What papers of a seminar bring: jobs, sheets that come back, letters, menus, files, cards, history."""

from __future__ import annotations

from django.urls import reverse

from kantor import menu
from kantor.daftar import KartuSaya, TugasHariIni, kartu_saya, pembuka_berkas, tugas_hari_ini
from kantor.models import Berkas, Pengguna
from kantor.nada import daftarkan_nada
from penilaian.models import NaskahAcara
from penilaian.queries.hari_ini import NASKAH, MenungguSeminar, menunggu_di_seminar
from penilaian.queries.naskah_acara import banyak_menunggu, kartu_kesepakatan
from penilaian.services import cetak_lembar_nilai, cetak_naskah
from penilaian.services.surat_naskah import pasang_jenis
from penilaian.views.acara import ACARA, KESEPAKATAN
from penilaian.views.penguji import menilai
from peserta.daftar import SumberRiwayat, kalimat_riwayat, sumber_riwayat

KALIMAT = {
    "putuskan": "Memutuskan rencana aksi: {siapa}",
    "buat_berita_acara": "Membuat berita acara: {siapa}",
    "buat_kesepakatan": "Membuat Surat Kesepakatan: {siapa}",
    "koreksi": "Mengoreksi naskah: {siapa}",
    "setujui_naskah": "Naskah ditandatangani lengkap: {siapa}",
    "catat_tinta": "Naskah ditandatangani lengkap: {siapa}",
}
_SEMINAR = "seminar_id IN (SELECT id FROM penilaian_seminar WHERE gelombang_id = %(gelombang)s)"
_HAL = "(SELECT n.isi->>'hal' FROM penilaian_naskahacara n WHERE n.id = pgh_obj_id)"


def pasang() -> None:
    """Fill the registries; called once from AppConfig.ready."""
    cetak_naskah.pasang()
    cetak_lembar_nilai.pasang()
    pasang_jenis()
    kartu_saya.pasang(
        "kesepakatan",
        KartuSaya("penilaian/naskah/saya_kartu.html", kartu_kesepakatan, urutan=6, dengan_kunci=True),
    )
    pembuka_berkas.pasang("naskah seminar", _berkas)
    tugas_hari_ini.pasang("naskah seminar", _tugas)
    menu.ruang(
        menu.Butir(
            "Berita acara",
            "penilaian:penguji_naskah",
            ikon="dokumen",
            urutan=23,
            lencana=banyak_menunggu,
            terlihat=menguji,
        )
    )
    daftarkan_nada(
        {
            "menunggu": "tunggu",
            "lengkap": "baik",
            "diganti": "",
            "diterima": "baik",
            "perbaikan": "tunggu",
            "ditolak": "bahaya",
        }
    )
    sumber_riwayat.pasang(
        "naskah seminar",
        SumberRiwayat("penilaian_naskahacaraevent", _SEMINAR, "naskah", _HAL, alasan="alasan_diganti"),
    )
    for nama, kalimat in KALIMAT.items():
        kalimat_riwayat.pasang(nama, kalimat)


def menguji(pengguna: Pengguna) -> bool:
    """Who finds papers of examiners in the menu."""
    return any(satu.jenis == "penguji" for satu in pengguna.daftar_peran) and menilai(pengguna)


def _tugas(pengguna: Pengguna) -> list[TugasHariIni]:
    """What waits in the seminars, read in one statement: papers to be signed, sheets to be compared."""
    return [_naskah(m) if m.apa == NASKAH else _lembar(m) for m in menunggu_di_seminar(pengguna)]


def _naskah(m: MenungguSeminar) -> TugasHariIni:
    halaman = ACARA if m.berita_acara else KESEPAKATAN
    return TugasHariIni(
        "Naskah seminar menunggu tanda tangan",
        reverse(halaman, args=[m.gelombang, m.seminar]) + "?kelompok=menunggu",
        m.banyak,
        keterangan=f"{m.orang} orang belum · {m.nama} · {m.sebutan}",
    )


def _lembar(m: MenungguSeminar) -> TugasHariIni:
    return TugasHariIni(
        "Lembar nilai kertas menunggu dicocokkan",
        reverse("penilaian:seminar_nilai", args=[m.gelombang, m.seminar]) + "?kelompok=kertas",
        m.banyak,
        keterangan=f"{m.nama} · {m.sebutan}",
    )


def _berkas(pengguna: Pengguna, berkas: Berkas) -> bool:
    """A printed paper: for staff of the gelombang and who signs it."""
    return NaskahAcara.objects.untuk(pengguna).filter(berkas=berkas).exists()
