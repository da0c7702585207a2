"""What rubrics, seminars and the Ruang Penguji bring to menus, tabs, files and history."""

from __future__ import annotations

from diklat.models import Gelombang
from kantor import menu
from kantor.daftar import TabGelombang, pembuka_berkas, tab_gelombang
from kantor.lingkup import Hak
from kantor.models import Berkas, Pengguna, Peran
from kantor.nada import daftarkan_nada
from penilaian.models import LembarNilai
from penilaian.queries.nilai import boleh_berkas, lembar_terbaca
from penilaian.services import pratinjau, surat_nilai
from penilaian.views import riwayat_seminar
from penilaian.views.bingkai_seminar import TAB


def pasang() -> None:
    """Fill the registries; called once from AppConfig.ready."""
    menu.staf(menu.Butir("Rubrik", "penilaian:rubrik", ikon="nilai", kelompok="Penilaian", urutan=10))
    menu.ruang(
        menu.Butir(
            "Ruang Penguji",
            "penilaian:penguji",
            ikon="nilai",
            urutan=22,
            # A mentor who scores finds the sheets on Persetujuan Mentor.
            terlihat=lambda p: any(satu.jenis == Peran.Jenis.PENGUJI for satu in p.daftar_peran),
        )
    )
    tab_gelombang.pasang(TAB, TabGelombang("Seminar", TAB, 68, tampak=_tampak))
    pembuka_berkas.pasang("penguji", boleh_berkas)
    pembuka_berkas.pasang("pindaian_lembar", _pindaian)
    pratinjau.pasang()
    surat_nilai.pasang_jenis()
    daftarkan_nada({"disusun": "", "terkirim": "baik", "abstain": "info"})
    riwayat_seminar.pasang()


def _tampak(gelombang: Gelombang, pengguna: Pengguna) -> bool:
    """Where plans are written. The rule is read once for a page, by the tab of plans as well."""
    return hasattr(gelombang, "aturan_rencana")


def _pindaian(pengguna: Pengguna, berkas: Berkas) -> bool:
    """The scan of a paper sheet: for staff who work on the seminar, unless its scores are still closed to them."""
    baris = LembarNilai.objects.untuk(pengguna, Hak.KERJA).filter(pindaian=berkas)
    lembar = baris.select_related("penugasan__giliran__seminar").first()
    return (
        lembar is not None
        and lembar_terbaca(pengguna, lembar.penugasan.giliran.seminar).filter(pk=lembar.pk).exists()
    )
