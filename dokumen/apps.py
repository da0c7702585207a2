"""What is handed out: certificates, their register, reports."""

from django.apps import AppConfig


class DokumenConfig(AppConfig):
    name = "dokumen"
    verbose_name = "Dokumen"

    def ready(self) -> None:
        from dokumen.pasang import pasang
        from dokumen.views.pasang import pasang as pasang_halaman

        pasang()
        pasang_halaman()
