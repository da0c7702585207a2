"""Registries of this room, filled by it and by the rooms above in AppConfig.ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kantor.daftar import Daftar


@dataclass(frozen=True)
class SumberRiwayat:
    """An event table of which a gelombang's history tells.

    `syarat` is SQL that picks the rows of one gelombang (it may ask who reads: %(pembaca)s), `nama` the SQL of whom or
    what a row speaks, `isi` that of what has changed from what to what, `alasan` that of why, `sebutan` what such rows
    are called, `bawaan` the sentence where no service known here changed them (a worker printed). All are written by
    us, never typed by anybody.
    """

    tabel: str
    syarat: str
    sebutan: str
    nama: str = "NULL::text"
    bawaan: str = ""
    isi: str = "NULL::text"
    alasan: str = "NULL::text"


# Each takes a queryset of registrations and says what must be taken back before they may end, or None.
penghalang_berakhir: Daftar[Callable[[Any], str | None]] = Daftar("penghalang berakhirnya pendaftaran")
# By name of the source.
sumber_riwayat: Daftar[SumberRiwayat] = Daftar("sumber riwayat")
# By name of the service that did it: a sentence; {siapa} is a name or "12 orang".
kalimat_riwayat: Daftar[str] = Daftar("kalimat riwayat")

DI_GELOMBANG = "gelombang_id = %(gelombang)s"
MILIK_PENDAFTARAN = (
    "pendaftaran_id IN (SELECT id FROM peserta_pendaftaran WHERE gelombang_id = %(gelombang)s)"
)
DI_SESI = "sesi_id IN (SELECT id FROM diklat_sesi WHERE gelombang_id = %(gelombang)s)"
NAMA_PENDAFTARAN = "(SELECT nama FROM peserta_pendaftaran p WHERE p.id = pendaftaran_id)"

SUMBER = {
    "gelombang": SumberRiwayat("diklat_gelombangevent", "pgh_obj_id = %(gelombang)s", "rencana gelombang"),
    "kuota": SumberRiwayat("diklat_kuotaunitevent", DI_GELOMBANG, "kuota unit"),
    "syarat": SumberRiwayat("diklat_syaratberkasevent", DI_GELOMBANG, "syarat berkas", "nama"),
    "sesi": SumberRiwayat("diklat_sesievent", DI_GELOMBANG, "sesi", "judul"),
    "terbitan": SumberRiwayat("diklat_terbitansesievent", DI_SESI, "jadwal terbit", "judul"),
    "pengajar": SumberRiwayat(
        "diklat_sesinarasumberevent",
        DI_SESI,
        "narasumber sesi",
        "(SELECT nama FROM diklat_narasumber n WHERE n.id = narasumber_id)",
    ),
    "bahan": SumberRiwayat("diklat_bahantayangevent", DI_SESI, "bahan tayang", "judul"),
    "pendaftaran": SumberRiwayat("peserta_pendaftaranevent", DI_GELOMBANG, "pendaftaran", "nama"),
    "usulan": SumberRiwayat("peserta_usulanevent", DI_GELOMBANG, "surat usulan", "nomor_surat"),
    "pemanggilan": SumberRiwayat(
        "peserta_pemanggilanevent",
        DI_GELOMBANG,
        "surat pemanggilan",
        "nomor_surat",
        "Surat pemanggilan dicetak",
    ),
    "berkas": SumberRiwayat("peserta_berkaspendaftaranevent", MILIK_PENDAFTARAN, "berkas", NAMA_PENDAFTARAN),
    "kartu": SumberRiwayat(
        "peserta_kartupesertaevent", MILIK_PENDAFTARAN, "kartu tanda peserta", NAMA_PENDAFTARAN
    ),
    "perangkat": SumberRiwayat("peserta_perangkatpindaievent", DI_GELOMBANG, "perangkat pindai", "nama"),
    "kunjungan": SumberRiwayat("diklat_kunjunganevent", DI_GELOMBANG, "kunjungan", "locus"),
    "pelajaran": SumberRiwayat(
        "peserta_pesertakunjunganevent", MILIK_PENDAFTARAN, "peserta kunjungan", NAMA_PENDAFTARAN
    ),
    "kehadiran": SumberRiwayat(
        "peserta_kehadiranevent",
        DI_SESI,
        "kehadiran",
        NAMA_PENDAFTARAN,
    ),
}
# What stands in the way of taking the start of a gelombang back, in words; None where nothing does.
penghalang_batal_mulai: Daftar[Callable[[Any], str | None]] = Daftar("penghalang batal mulai")
KALIMAT = {
    "buat_gelombang": "Membuat rencana gelombang",
    "salin_gelombang": "Membuat gelombang dari gelombang sebelumnya",
    "ubah_gelombang": "Mengubah rencana gelombang",
    "buka_pendaftaran": "Membuka pendaftaran",
    "tutup_pendaftaran": "Menutup pendaftaran",
    "kembali_ke_draf": "Mengembalikan gelombang ke draf",
    "mulai_gelombang": "Memulai gelombang",
    "batal_mulai": "Mengembalikan gelombang yang terlanjur dimulai",
    "batalkan_gelombang": "Membatalkan gelombang",
    "atur_syarat": "Mengatur syarat berkas",
    "atur_kuota_unit": "Mengatur kuota per unit",
    "susun_otomatis": "Menyusun jadwal dari kurikulum: {siapa}",
    "geser_jadwal": "Menggeser jadwal: {siapa}",
    "geser_sesi": "Menggeser jadwal: {siapa}",
    "kembalikan_geser": "Mengurungkan pergeseran jadwal: {siapa}",
    "salin_jadwal": "Menyalin jadwal: {siapa}",
    "tambah_sesi": "Menambah sesi {siapa}",
    "tambah_banyak": "Menambah sesi {siapa}",
    "ubah_sesi": "Mengubah sesi {siapa}",
    "tukar_sesi": "Menukar sesi {siapa}",
    "batalkan_sesi": "Membatalkan sesi {siapa}",
    "hapus_sesi": "Menghapus sesi {siapa}",
    "hapus_draf": "Menghapus draf {siapa}",
    "terbitkan_jadwal": "Menerbitkan jadwal: {siapa}",
    "catat_terbitan": "Menerbitkan jadwal: {siapa}",
    "tambah_bahan": "Mengunggah bahan tayang {siapa}",
    "tarik_bahan": "Menarik bahan tayang {siapa}",
    "daftar": "Mendaftarkan {siapa}",
    "daftar_mandiri": "Pendaftaran mandiri {siapa}",
    "usulkan": "Mengusulkan {siapa}",
    "buat_usulan": "Mencatat surat usulan {siapa}",
    "tarik": "Pengunduran diri {siapa}",
    "tarik_usulan": "Menarik usulan {siapa}",
    "ganti_peserta": "Mengganti peserta: {siapa}",
    "pindah_gelombang": "Memindahkan {siapa} ke gelombang lain",
    "kirim_perbaikan": "{siapa} melengkapi berkas",
    "serahkan_berkas": "Menyerahkan berkas {siapa}",
    "nilai_berkas": "Memeriksa berkas {siapa}",
    "verifikasi": "Memutuskan pendaftaran {siapa}",
    "verifikasi_massal": "Memutuskan pendaftaran {siapa} sekaligus",
    "urungkan": "Mengurungkan keputusan atas {siapa}",
    "urungkan_massal": "Mengurungkan tindakan atas {siapa}",
    "tawarkan_kursi": "Menawarkan kursi kepada {siapa}",
    "jawab_tawaran": "Menjawab tawaran kursi: {siapa}",
    "kembalikan_ke_cadangan": "Mengembalikan {siapa} ke daftar cadangan",
    "_akhiri_tawaran": "Tawaran kursi lewat batas: {siapa}",
    "tetapkan": "Menetapkan {siapa}",
    "batal_tetapkan": "Membatalkan penetapan {siapa}",
    "panggil": "Memanggil {siapa}",
    "isi_nomor_surat": "Mengisi nomor surat pemanggilan",
    "konfirmasi": "Jawaban pemanggilan {siapa}",
    "batalkan_peserta": "Membatalkan pendaftaran {siapa}",
    "registrasi_ulang": "Registrasi ulang {siapa}",
    "registrasi_ulang_massal": "Registrasi ulang {siapa} sekaligus",
    "urungkan_registrasi": "Mengurungkan registrasi ulang {siapa}",
    "peserta_langsung": "Menerima peserta di tempat: {siapa}",
    "konfirmasi_nama": "Konfirmasi nama dan gelar {siapa}",
    "perbaiki_biodata": "Memperbaiki biodata {siapa}",
    "catat_semua_hadir": "Mencatat hadir {siapa} sekaligus",
    "catat_banyak": "Mencatat kehadiran {siapa}",
    "catat_kehadiran": "Mencatat kehadiran {siapa}",
    "terima_pindaian": "Memindai kartu {siapa}",
    "pindai_sendiri": "Presensi sendiri {siapa}",
    "hapus_catatan": "Menghapus catatan kehadiran {siapa}",
    "tambah_kunjungan": "Merencanakan kunjungan ke {siapa}",
    "ubah_kunjungan": "Mengubah kunjungan ke {siapa}",
    "hapus_kunjungan": "Menghapus kunjungan ke {siapa}",
    "bagi_peserta": "Mengatur peserta kunjungan: {siapa}",
    "bagi_sisa": "Menempatkan pada kunjungan: {siapa}",
    "tulis_pelajaran": "Menulis pelajaran kunjungan: {siapa}",
    "lampirkan_surat": "Melampirkan surat keterangan {siapa}",
    "siapkan_kartu": "Menyiapkan kartu tanda peserta {siapa}",
    "ganti_kartu": "Mengganti kartu tanda peserta {siapa}",
    "tambah_perangkat": "Mendaftarkan perangkat pindai {siapa}",
    "cabut_perangkat": "Mencabut perangkat pindai {siapa}",
    "terapkan": "Memasukkan nominatif: {siapa}",
}


def pasang() -> None:
    """Put this room's sources and sentences in; called once from AppConfig.ready."""
    for nama, sumber in SUMBER.items():
        sumber_riwayat.pasang(nama, sumber)
    for nama, kalimat in KALIMAT.items():
        kalimat_riwayat.pasang(nama, kalimat)
