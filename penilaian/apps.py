"""How well: outcomes, and who may receive which certificate."""

from django.apps import AppConfig


class PenilaianConfig(AppConfig):
    name = "penilaian"
    verbose_name = "Penilaian"

    def ready(self) -> None:
        from kantor.daftar import KartuSaya, kartu_saya
        from kantor.nada import daftarkan_nada
        from penilaian.queries import kelayakan
        from penilaian.queries.hasil import hasil_menghalangi
        from penilaian.queries.saya import hasil_diumumkan, hasil_saya
        from penilaian.views.pasang import pasang
        from penilaian.views.pasang_kelulusan import pasang as pasang_kelulusan
        from penilaian.views.pasang_naskah import pasang as pasang_naskah
        from penilaian.views.pasang_seminar import pasang as pasang_seminar
        from penilaian.views.rencana.pasang import pasang as pasang_rencana
        from penilaian.views.tindak_lanjut.pasang import pasang as pasang_tindak_lanjut
        from peserta.daftar import penghalang_berakhir

        kelayakan.pasang()
        penghalang_berakhir.pasang("hasil", hasil_menghalangi)
        kartu_saya.pasang("hasil", KartuSaya("penilaian/saya_hasil.html", hasil_saya, urutan=10))
        kartu_saya.pasang("diumumkan", KartuSaya("penilaian/saya_diumumkan.html", hasil_diumumkan, urutan=3))
        pasang()
        pasang_kelulusan()
        pasang_rencana()
        pasang_seminar()
        pasang_tindak_lanjut()
        pasang_naskah()
        daftarkan_nada({"lulus": "baik", "mengikuti": "info", "tidak_lulus": "bahaya", "ditunda": "tunggu"})
