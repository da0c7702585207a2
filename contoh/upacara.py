"""How the running training was opened: by an official mewakili the mayor, before guests."""

from __future__ import annotations

import datetime

from contoh.bantu import waktu
from contoh.kantor import Kantor
from diklat.models import Gelombang
from peserta.services.upacara import Acara, DataTamu, Rencana, atur_upacara, catat_tamu, undang_tamu

ACARA = (
    Acara("Menyanyikan lagu Indonesia Raya", datetime.time(7, 15), "Dirigen: peserta"),
    Acara("Laporan ketua panitia", datetime.time(7, 20), "Kepala Bidang Pengembangan"),
    Acara("Sambutan sekaligus membuka pelatihan", datetime.time(7, 30), "Sekretaris Daerah Contoh"),
    Acara("Penyematan tanda peserta", datetime.time(7, 45), "Dua orang wakil peserta"),
    Acara("Doa", datetime.time(7, 50), "Petugas rohani"),
)
TAMU = (
    DataTamu("Dr. Sondang Maharani, M.Si.", "Widyaiswara Ahli Madya", "Pusat Pelatihan Contoh"),
    DataTamu("Camat Contoh", "Camat Medan Kota", "Kecamatan Medan Kota"),
    DataTamu("Kepala Bagian Contoh, S.H.", "Kepala Bagian Organisasi", "Sekretariat Daerah"),
)


def mainkan(kantor: Kantor) -> None:
    """Planned, guests invited, two of three came."""
    g = Gelombang.objects.get(slug="demo-berjalan")
    rencana = Rencana(
        mulai=waktu(g.mulai, 7, 15),
        tempat=g.tempat,
        pejabat="Sekretaris Daerah Contoh, S.E., M.M.",
        jabatan="Sekretaris Daerah",
        mewakili="Wali Kota Medan",
        pelapor="Kepala Bidang Contoh, S.Sos.",
        jabatan_pelapor="Kepala Bidang Pengembangan Kompetensi",
    )
    pembukaan = atur_upacara(
        oleh=kantor.panitia, gelombang=g, jenis="pembukaan", rencana=rencana, acara=ACARA
    )
    undang_tamu(oleh=kantor.panitia, upacara=pembukaan, tamu=TAMU)
    for tamu in pembukaan.tamu.all()[:2]:
        catat_tamu(oleh=kantor.panitia, tamu=tamu, hadir=True, pada=waktu(g.mulai, 7, 10))
