"""Who takes part: registrations, cadangan, calling, seating, attendance."""

from django.apps import AppConfig


class PesertaConfig(AppConfig):
    name = "peserta"
    verbose_name = "Peserta"

    def ready(self) -> None:
        from kantor import menu
        from kantor.daftar import KartuSaya, kartu_saya, pelupa_pribadi
        from peserta.services import (
            cetak_daftar_hadir,
            cetak_papan_nama,
            papan_apel,
            surat_undangan,
            upacara,
        )
        from peserta.services.cetak import pasang_cetakan
        from peserta.services.cetak_kartu import pasang_kartu
        from peserta.services.lupa import lupakan_pendaftaran
        from peserta.services.surat import pasang_jenis
        from peserta.views.apel.orang import kartu_bawahan
        from peserta.views.operator.pasang import pasang as pasang_operator
        from peserta.views.publik.pasang import pasang as pasang_publik
        from peserta.views.staf.pasang import pasang as pasang_halaman

        menu.staf(menu.Butir("Gelombang", "peserta:staf_gelombang", ikon="gelombang", urutan=20))
        menu.staf(menu.Butir("Apel", "peserta:apel", ikon="apel", urutan=35))
        menu.ruang(
            menu.Butir(
                "Apel",
                "peserta:operator_apel",
                ikon="apel",
                urutan=21,
                terlihat=lambda pengguna: pengguna.operator,
            )
        )
        kartu_saya.pasang("bawahan", KartuSaya("peserta/apel/kartu_bawahan.html", kartu_bawahan, urutan=30))
        papan_apel.pasang()
        upacara.pasang()
        cetak_daftar_hadir.pasang()
        cetak_papan_nama.pasang()
        pasang_jenis()
        surat_undangan.pasang_jenis()
        pasang_cetakan()
        pasang_kartu()
        pasang_halaman()
        pasang_operator()
        pasang_publik()
        pelupa_pribadi.pasang("pendaftaran", lupakan_pendaftaran)
        self._pasang_impor()

    def _pasang_impor(self) -> None:
        """Lists of people: the office's nominatif and an OPD's usulan."""
        from peserta.forms.impor import KonfirmasiNominatif, KonfirmasiUsulan, PilihanNominatif
        from peserta.services import impor_nominatif, impor_usulan

        impor_nominatif.pasang_jenis(PilihanNominatif, KonfirmasiNominatif)
        impor_usulan.pasang_jenis(KonfirmasiUsulan)
