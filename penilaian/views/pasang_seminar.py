"""What rubrics, seminars and the Ruang Penguji bring to menus, tabs, files and history."""

from __future__ import annotations

from django.db import connection

from diklat.models import Gelombang
from kantor import menu
from kantor.daftar import TabGelombang, pembuka_berkas, tab_gelombang
from kantor.lingkup import Hak
from kantor.models import Pengguna
from kantor.nada import daftarkan_nada
from penilaian.models import LembarNilai
from penilaian.queries.nilai import boleh_berkas
from penilaian.services import pratinjau
from penilaian.views.bingkai_seminar import TAB
from penilaian.views.penguji import PENILAI
from peserta.daftar import kalimat_riwayat

KALIMAT = {
    "buat_seminar": "Membuat seminar",
    "ubah_seminar": "Mengubah seminar",
    "susun_urutan": "Menyusun urutan paparan",
    "mulai_seminar": "Memulai penilaian seminar",
    "akhiri_seminar": "Mengakhiri penilaian seminar",
}


def pasang() -> None:
    """Fill the registries; called once from AppConfig.ready."""
    menu.staf(menu.Butir("Rubrik", "penilaian:rubrik", ikon="nilai", kelompok="Penilaian", urutan=10))
    menu.ruang(
        menu.Butir(
            "Ruang Penguji",
            "penilaian:penguji",
            ikon="nilai",
            urutan=22,
            terlihat=lambda p: any(satu.jenis in PENILAI for satu in p.daftar_peran),
        )
    )
    tab_gelombang.pasang(TAB, TabGelombang("Seminar", TAB, 68, tampak=_tampak))
    pembuka_berkas.pasang("penguji", boleh_berkas)
    pembuka_berkas.pasang("pindaian_lembar", _pindaian)
    pratinjau.pasang()
    daftarkan_nada({"disusun": "", "terkirim": "baik", "abstain": "info"})
    for nama, kalimat in KALIMAT.items():
        kalimat_riwayat.pasang(nama, kalimat)


def _tampak(gelombang: Gelombang, pengguna: Pengguna) -> bool:
    """Where plans are written or a seminar is planned; one statement per page."""
    with connection.cursor() as c:
        c.execute(
            "SELECT EXISTS (SELECT FROM penilaian_aturanrencana WHERE gelombang_id = %s)"
            " OR EXISTS (SELECT FROM penilaian_seminar WHERE gelombang_id = %s)",
            [gelombang.pk, gelombang.pk],
        )
        return bool(c.fetchone()[0])


def _pindaian(pengguna: Pengguna, berkas: object) -> bool:
    """The scan of a paper sheet: for staff who work on the seminar."""
    baris = LembarNilai.objects.untuk(pengguna, Hak.KERJA).filter(pindaian=berkas.pk)  # type: ignore[attr-defined]
    return baris.exists()
