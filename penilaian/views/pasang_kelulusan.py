"""What scores and recaps bring: pages of a version of a program, an import, a paper, a letter, history."""

from __future__ import annotations

from diklat.daftar import BagianKurikulum, bagian_kurikulum, penyalin_kurikulum
from penilaian.services import cetak_rekap, impor_nilai, rekap_kelulusan
from penilaian.services.aturan_kelulusan import salin_aturan
from penilaian.views.aturan_kelulusan import HALAMAN
from peserta.daftar import (
    DI_GELOMBANG,
    MILIK_PENDAFTARAN,
    NAMA_PENDAFTARAN,
    SumberRiwayat,
    kalimat_riwayat,
    sumber_riwayat,
)

# From what to what, in the order it was written.
DARI_KE = """
    (SELECT k.nama FROM penilaian_komponen k WHERE k.id = komponen_id) || ': '
    || coalesce(replace((lag(angka) OVER (PARTITION BY pgh_obj_id ORDER BY pgh_id))::text, '.', ','), 'kosong')
    || ' → ' || coalesce(replace(angka::text, '.', ','), 'kosong')
"""
SUMBER = {
    "nilai_komponen": SumberRiwayat(
        "penilaian_nilaikomponenevent", MILIK_PENDAFTARAN, "nilai komponen", NAMA_PENDAFTARAN, isi=DARI_KE
    ),
    "rekap_kelulusan": SumberRiwayat(
        "penilaian_rekapkelulusanevent",
        DI_GELOMBANG,
        "rekap kelulusan",
        isi="'Rekap ke-' || ke || coalesce(': ' || nullif(alasan_dibuka, ''), '')",
    ),
}
KALIMAT = {
    "simpan_nilai": "Mengisi nilai {siapa}",
    "ambil_nilai_rencana": "Mengambil nilai seminar {siapa}",
    "tetapkan_rekap": "Menetapkan hasil dalam rekap",
    "buka_rekap": "Membuka kembali rekap kelulusan",
    "umumkan_hasil": "Mengumumkan hasil",
}


def pasang() -> None:
    """Fill the registries; called once from AppConfig.ready."""
    bagian_kurikulum.pasang("kelulusan", BagianKurikulum("Penilaian kelulusan", HALAMAN))
    penyalin_kurikulum.pasang("kelulusan", salin_aturan)
    impor_nilai.pasang_jenis()
    cetak_rekap.pasang()
    rekap_kelulusan.pasang_surat()
    for nama, sumber in SUMBER.items():
        sumber_riwayat.pasang(nama, sumber)
    for nama, kalimat in KALIMAT.items():
        kalimat_riwayat.pasang(nama, kalimat)
