"""What plans bring: the tab of a gelombang, menus, cards, letters, files, history."""

from __future__ import annotations

from kantor import menu
from kantor.daftar import (
    KartuSaya,
    TabGelombang,
    baca_gelombang,
    kartu_saya,
    pembuka_berkas,
    tab_gelombang,
)
from kantor.nada import daftarkan_nada
from penilaian.queries.pendamping import jumlah_menunggu
from penilaian.queries.rencana import buka_lampiran
from penilaian.queries.rencana_saya import kartu_rencana
from penilaian.services.surat_rencana import pasang_jenis
from penilaian.views.mentor import mentor_juga
from penilaian.views.rencana.staf import TAB, tampak
from peserta.daftar import (
    DI_GELOMBANG,
    MILIK_PENDAFTARAN,
    NAMA_PENDAFTARAN,
    SumberRiwayat,
    kalimat_riwayat,
    sumber_riwayat,
)

_MILIK_RENCANA = (
    "rencana_id IN (SELECT r.id FROM penilaian_rencanaaksi r JOIN peserta_pendaftaran p ON p.id = r.pendaftaran_id "
    "WHERE p.gelombang_id = %(gelombang)s)"
)
_NAMA_RENCANA = (
    "(SELECT p.nama FROM penilaian_rencanaaksi r JOIN peserta_pendaftaran p ON p.id = r.pendaftaran_id "
    "WHERE r.id = rencana_id)"
)
SUMBER = {
    "aturan_rencana": SumberRiwayat("penilaian_aturanrencanaevent", DI_GELOMBANG, "aturan rencana aksi"),
    "rencana": SumberRiwayat(
        "penilaian_rencanaaksievent", MILIK_PENDAFTARAN, "rencana aksi", NAMA_PENDAFTARAN
    ),
    "pendamping": SumberRiwayat(
        "penilaian_pendampingevent", MILIK_PENDAFTARAN, "mentor dan coach", NAMA_PENDAFTARAN
    ),
    "lampiran_rencana": SumberRiwayat(
        "penilaian_lampiranrencanaevent", _MILIK_RENCANA, "lampiran rencana aksi", _NAMA_RENCANA
    ),
    "bimbingan": SumberRiwayat("penilaian_bimbinganevent", _MILIK_RENCANA, "bimbingan", _NAMA_RENCANA),
    "review": SumberRiwayat("penilaian_catatanreviewevent", _MILIK_RENCANA, "catatan review", _NAMA_RENCANA),
}
KALIMAT = {
    "atur_rencana": "Mengatur rencana aksi",
    "tiadakan_rencana": "Meniadakan rencana aksi",
    "perpanjang": "Memperpanjang batas pengiriman {siapa}",
    "simpan_naskah": "Menulis rencana aksi: {siapa}",
    "lampirkan": "Melampirkan berkas rencana aksi: {siapa}",
    "lepas_lampiran": "Melepas lampiran rencana aksi: {siapa}",
    "ajukan": "Mengirim rencana aksi: {siapa}",
    "tarik_kembali": "Menarik kembali rencana aksi: {siapa}",
    "setujui": "Menyetujui rencana aksi {siapa}",
    "kembalikan": "Mengembalikan rencana aksi {siapa}",
    "buka_kembali": "Membuka kembali rencana aksi {siapa}",
    "tunjuk_pendamping": "Menunjuk mentor atau coach bagi {siapa}",
    "tunjuk_banyak": "Menunjuk mentor bagi {siapa} sekaligus",
    "serah_terima": "Mengalihkan mentor {siapa}",
    "jawab_kesediaan": "Jawaban mentor atau coach {siapa}",
    "catat_bimbingan": "Mencatat bimbingan {siapa}",
    "hapus_bimbingan": "Menghapus catatan bimbingan {siapa}",
    "paraf": "Membubuhkan paraf bimbingan {siapa}",
    "catat_review": "Mencatat review rencana aksi {siapa}",
}


def pasang() -> None:
    """Fill the registries; called once from AppConfig.ready."""
    baca_gelombang.pasang("aturan_rencana", "aturan_rencana")
    tab_gelombang.pasang(TAB, TabGelombang("Rencana aksi", TAB, 62, tampak))
    kartu_saya.pasang(
        "rencana", KartuSaya("penilaian/rencana/saya_kartu.html", kartu_rencana, urutan=5, dengan_kunci=True)
    )
    pembuka_berkas.pasang("lampiran rencana", buka_lampiran)
    menu.staf(menu.Butir("Klaster", "penilaian:klaster", ikon="inovasi", kelompok="Penilaian", urutan=30))
    menu.ruang(
        menu.Butir(
            "Persetujuan Mentor",
            "penilaian:mentor",
            ikon="centang",
            urutan=30,
            lencana=jumlah_menunggu,
            terlihat=mentor_juga,
        )
    )
    pasang_jenis()
    daftarkan_nada(
        {
            "dikembalikan": "bahaya",
            "disetujui": "baik",
            "diundang": "tunggu",
            "bersedia": "baik",
            "menolak": "bahaya",
            "berakhir": "",
        }
    )
    for nama, sumber in SUMBER.items():
        sumber_riwayat.pasang(nama, sumber)
    for nama, kalimat in KALIMAT.items():
        kalimat_riwayat.pasang(nama, kalimat)
