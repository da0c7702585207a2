"""Addresses of plans in the admin frame, and of klaster."""

from django.urls import path

from penilaian.views import klaster
from penilaian.views.rencana import staf, staf_satu

G = "admin/gelombang/<slug:slug>/rencana/"
urlpatterns = [
    path("admin/klaster/", klaster.daftar, name="klaster"),
    path("admin/klaster/<int:pk>/", klaster.ubah, name="klaster_ubah"),
    path(G, staf.daftar, name="gelombang_rencana"),
    path(f"{G}excel/", staf.excel, name="gelombang_rencana_excel"),
    path(f"{G}aturan/", staf.aturan, name="rencana_aturan"),
    path(f"{G}tunjuk/", staf.tunjuk, name="rencana_tunjuk"),
    path(f"{G}alih/", staf.alih, name="rencana_alih"),
    path(f"{G}ingatkan/", staf.ingatkan, name="rencana_ingatkan"),
    path(f"{G}<str:nomor>/", staf_satu.satu, name="rencana_satu"),
    path(f"{G}<str:nomor>/pendamping/", staf_satu.pendamping, name="rencana_pendamping"),
    path(f"{G}<str:nomor>/pendamping/<int:pk>/tautan/", staf_satu.tautan, name="rencana_tautan"),
    path(f"{G}<str:nomor>/buka/", staf_satu.buka, name="rencana_buka"),
    path(f"{G}<str:nomor>/batas/", staf_satu.batas, name="rencana_batas"),
    path(f"{G}<str:nomor>/review/<int:sesi>/", staf_satu.review, name="rencana_review"),
]
