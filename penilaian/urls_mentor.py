"""Addresses of mentors and coaches: their room, and the private address."""

from django.urls import path

from penilaian.views import coach, mentor, tanda_tangan

R = "mentor/rencana/<slug:nomor>/"
P = "mentor/<slug:kode>/"
urlpatterns = [
    path("mentor/", mentor.papan, name="mentor"),
    path("mentor/paraf/", mentor.beri_paraf, name="mentor_paraf"),
    path("mentor/bersedia/", mentor.bersedia_semua, name="mentor_bersedia"),
    path("mentor/naskah/", tanda_tangan.mentor, name="mentor_naskah"),
    path("mentor/naskah/<int:naskah>/", tanda_tangan.mentor_satu, name="mentor_naskah_satu"),
    path(R, mentor.rencana, name="mentor_rencana"),
    path(f"{R}setujui/", mentor.setuju, name="mentor_setujui"),
    path(f"{R}kembalikan/", mentor.kembali, name="mentor_kembalikan"),
    path(f"{R}kesediaan/", mentor.kesediaan, name="mentor_kesediaan"),
    path("mentor/coach/<slug:kode>/", coach.pintu, name="pintu_coach"),
    path(P, mentor.pintu, name="pintu_mentor"),
    path(f"{P}rencana/<slug:nomor>/", mentor.pintu_rencana, name="pintu_mentor_rencana"),
    path(f"{P}berkas/<uuid:berkas>/", mentor.pintu_berkas, name="pintu_mentor_berkas"),
]
