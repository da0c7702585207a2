"""What rubrics, seminars and the Ruang Penguji bring to menus, tabs, files and history."""

from __future__ import annotations

from diklat.models import Gelombang
from kantor import menu
from kantor.daftar import (
    LangkahGelombang,
    TabGelombang,
    akun_pinjaman,
    langkah_gelombang,
    pembuka_berkas,
    tab_gelombang,
)
from kantor.lingkup import Hak
from kantor.models import Berkas, Pengguna, Peran
from kantor.nada import daftarkan_nada
from penilaian.models import LembarNilai, Seminar
from penilaian.queries.nilai import boleh_berkas, lembar_terbaca
from penilaian.queries.seminar import jalan_seminar
from penilaian.services import pratinjau, surat_nilai
from penilaian.services.kartu import dari_kartu
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
    langkah_gelombang.pasang(
        "Seminar",
        LangkahGelombang(
            "Seminar",
            TAB,
            65,
            _selesai,
            "Buka seminar",
            tampak=lambda g: bool(jalan_seminar(g)),
            keterangan=_keterangan,
        ),
    )
    akun_pinjaman.pasang("kartu penguji", dari_kartu)
    pembuka_berkas.pasang("penguji", boleh_berkas)
    pembuka_berkas.pasang("pindaian_lembar", _pindaian)
    pratinjau.pasang()
    surat_nilai.pasang_jenis()
    daftarkan_nada({"disusun": "", "terkirim": "baik", "abstain": "info"})
    riwayat_seminar.pasang()


def _selesai(gelombang: Gelombang) -> bool:
    """Every seminar is over, or the gelombang itself."""
    ditutup = gelombang.status == Gelombang.Status.SELESAI
    return ditutup or all(s.status == Seminar.Status.SELESAI for s in jalan_seminar(gelombang))


def _keterangan(gelombang: Gelombang) -> str:
    return "; ".join(
        f"{s.nama}: {s.get_status_display().lower()}"
        + (f", {s.tuntas} dari {s.banyak} rencana aksi selesai dinilai" if s.banyak else "")  # type: ignore[attr-defined]
        for s in jalan_seminar(gelombang)
    )


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
