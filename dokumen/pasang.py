"""What this room brings to the registries of the house, put in once when it opens."""

from typing import Any

from kantor import menu
from kantor.daftar import (
    AngkaBeranda,
    JenisPekerjaan,
    JenisSurel,
    KartuPegawai,
    KartuSaya,
    angka_beranda,
    jenis_pekerjaan,
    jenis_surel,
    kartu_pegawai,
    kartu_saya,
    pembuka_berkas,
)
from kantor.nada import daftarkan_nada

CONTOH_SURAT = {
    "nama": "Rina Siregar, S.Sos.",
    "gelombang": "Diklat Pelayanan Prima · Gelombang I",
    "penyelenggara": "Pemerintah Kota Contoh",
    "tautan": "https://portal.contoh.example/saya/",
    "nomor_sertifikat": "893.3/0007/BKD/VII/2017",
    "alamat": "https://portal.contoh.example/verifikasi/7K4M-XQ2P-9TRC-WDEH/",
}


def pasang() -> None:
    """Kinds of job and letter, who may fetch which file, tones of statuses, the entry of the public menu."""
    _pekerjaan()
    _berkas()
    jenis_surel.pasang("sertifikat_terbit", JenisSurel("Sertifikat terbit", contoh=CONTOH_SURAT))
    jenis_surel.pasang(
        "sertifikat_dicabut",
        JenisSurel("Sertifikat dibatalkan", contoh=CONTOH_SURAT | {"alasan": "Nama tidak sesuai."}),
    )
    daftarkan_nada({"berlaku": "baik", "dicabut": "bahaya", "diganti": "tunggu"})
    menu.publik(menu.Butir("Cek Sertifikat", "dokumen:cek", urutan=40))
    _peserta()
    _staf()


def _peserta() -> None:
    """What Beranda Peserta and the front page show of this room."""
    from dokumen.queries.saya import sertifikat_saya, sertifikat_terbit

    kartu_saya.pasang("sertifikat", KartuSaya("dokumen/saya_sertifikat.html", sertifikat_saya, urutan=20))
    angka_beranda.pasang("sertifikat", AngkaBeranda("sertifikat diterbitkan", sertifikat_terbit, urutan=40))


def _staf() -> None:
    """The register in the menu, the room of the Pimpinan, and the card on the page of a pegawai."""
    from dokumen.queries.register import sertifikat_pegawai

    menu.staf(menu.Butir("Sertifikat", "dokumen:register", ikon="sertifikat", kelompok="Dokumen", urutan=60))
    menu.ruang(menu.Butir("Pimpinan", "dokumen:pimpinan", urutan=10, terlihat=_pimpinan))
    kartu_pegawai.pasang(
        "sertifikat", KartuPegawai("dokumen/pegawai_sertifikat.html", sertifikat_pegawai, urutan=20)
    )


def _pimpinan(pengguna: Any) -> bool:
    return any(p.jenis == "pimpinan" for p in pengguna.daftar_peran)


def _pekerjaan() -> None:
    from dokumen.services import cetak, laporan

    jenis_pekerjaan.pasang(
        "cetak_sertifikat",
        JenisPekerjaan(
            "Sertifikat", "dokumen", susun=cetak.susun_cetak, kerjakan=cetak.cetak_potongan, rampung=None
        ),
    )
    for jenis, kerjakan in (("sertifikat_zip", cetak.arsip_zip), ("sertifikat_pdf", cetak.arsip_pdf)):
        jenis_pekerjaan.pasang(
            jenis,
            JenisPekerjaan(
                "Sertifikat, satu berkas",
                "dokumen",
                susun=cetak.susun_arsip,
                kerjakan=kerjakan,
                rampung=cetak.hasil_arsip,
            ),
        )
    jenis_pekerjaan.pasang(
        "laporan_gelombang",
        JenisPekerjaan(
            "Laporan penyelenggaraan",
            "dokumen",
            susun=laporan.susun,
            kerjakan=laporan.kerjakan,
            rampung=laporan.rampung,
        ),
    )


def _berkas() -> None:
    from dokumen.queries.sertifikat import berlaku_menghalangi, buka_sertifikat
    from dokumen.services.laporan import buka_laporan
    from dokumen.services.sertifikat import sertifikat_menghalangi
    from penilaian.daftar import penghalang_hasil
    from peserta.daftar import penghalang_berakhir

    pembuka_berkas.pasang("sertifikat", buka_sertifikat)
    pembuka_berkas.pasang("laporan", buka_laporan)
    penghalang_hasil.pasang("sertifikat", sertifikat_menghalangi)
    penghalang_berakhir.pasang("sertifikat", berlaku_menghalangi)
