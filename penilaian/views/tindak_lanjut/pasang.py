"""What comes after the seminar brings to tabs, menus, cards, files and history."""

from __future__ import annotations

from kantor import menu
from kantor.daftar import KartuSaya, TabGelombang, kartu_saya, pembuka_berkas, tab_gelombang
from kantor.nada import daftarkan_nada
from penilaian.queries.tindak_lanjut import buka_bukti
from penilaian.queries.tindak_lanjut_saya import kartu_tindak_lanjut
from penilaian.services import buku_inovasi
from penilaian.views.tindak_lanjut.staf import TAB, tampak
from peserta.daftar import SumberRiwayat, kalimat_riwayat, sumber_riwayat

_MILIK = (
    "rencana_id IN (SELECT r.id FROM penilaian_rencanaaksi r JOIN peserta_pendaftaran p ON p.id = r.pendaftaran_id "
    "WHERE p.gelombang_id = %(gelombang)s)"
)
_NAMA = (
    "(SELECT p.nama FROM penilaian_rencanaaksi r JOIN peserta_pendaftaran p ON p.id = r.pendaftaran_id "
    "WHERE r.id = rencana_id)"
)
SUMBER = {
    "laporan_inovasi": SumberRiwayat("penilaian_laporaninovasievent", _MILIK, "laporan inovasi", _NAMA),
    "inovasi": SumberRiwayat("penilaian_inovasievent", _MILIK, "katalog inovasi", _NAMA),
}
KALIMAT = {
    "kirim_laporan": "Mengirim laporan inovasi: {siapa}",
    "konfirmasi_laporan": "Mengonfirmasi laporan inovasi {siapa}",
    "kembalikan_laporan": "Mengembalikan laporan inovasi {siapa}",
    "tulis_inovasi": "Menulis keterangan katalog: {siapa}",
    "terbitkan_inovasi": "Menerbitkan inovasi {siapa} di katalog",
    "tarik_inovasi": "Menarik inovasi {siapa} dari katalog",
}


def pasang() -> None:
    """Fill the registries; called once from AppConfig.ready."""
    buku_inovasi.pasang()
    menu.publik(menu.Butir("Inovasi", "penilaian:inovasi", urutan=20))
    tab_gelombang.pasang(TAB, TabGelombang("Tindak lanjut", TAB, 76, tampak))
    kartu_saya.pasang(
        "tindak_lanjut",
        KartuSaya(
            "penilaian/tindak_lanjut/saya_kartu.html", kartu_tindak_lanjut, urutan=12, dengan_kunci=True
        ),
    )
    pembuka_berkas.pasang("bukti inovasi", buka_bukti)
    daftarkan_nada(
        {
            "berjalan": "baik",
            "sebagian": "tunggu",
            "berhenti": "bahaya",
            "dikonfirmasi": "baik",
            "diajukan": "tunggu",
        }
    )
    for nama, sumber in SUMBER.items():
        sumber_riwayat.pasang(nama, sumber)
    for nama, kalimat in KALIMAT.items():
        kalimat_riwayat.pasang(nama, kalimat)
