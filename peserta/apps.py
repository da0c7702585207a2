"""Who takes part: registrations, cadangan, calling, seating, attendance."""

from django.apps import AppConfig


class PesertaConfig(AppConfig):
    name = "peserta"
    verbose_name = "Peserta"

    def ready(self) -> None:
        from kantor import menu
        from peserta.services.cetak import pasang_cetakan
        from peserta.services.surat import pasang_jenis

        menu.staf(menu.Butir("Gelombang", "peserta:staf_gelombang", ikon="gelombang", urutan=20))
        pasang_jenis()
        pasang_cetakan()
