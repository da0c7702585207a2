"""What Panitia does to one registration: each act has its words, asks once, and calls one service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from diklat.models import Gelombang
from diklat.models.gelombang import BELUM_MULAI, BELUM_SELESAI
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat, KeadaanBerubah
from kantor.lingkup import Hak
from kantor.views.dasar import khusus_staf, tambah_galat
from peserta.forms.alasan import FormAlasan
from peserta.forms.staf import FormPindah, FormTerima
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import HIDUP, Status
from peserta.queries.beda import perlu_dipilih
from peserta.services.biodata import konfirmasi_nama
from peserta.services.cadangan import jawab_tawaran, kembalikan_ke_cadangan
from peserta.services.pemanggilan import batal_tetapkan, batalkan_peserta, konfirmasi
from peserta.services.pendaftaran import pindah_gelombang
from peserta.services.registrasi import registrasi_ulang, urungkan_registrasi
from peserta.services.usulan import tarik_usulan
from peserta.services.verifikasi import urungkan, verifikasi
from peserta.views.staf.alat import ambil_pendaftaran, lanjut
from peserta.views.staf.peserta import TAB

S = Status
G = Gelombang.Status


class FormKosong(forms.Form):
    """Nothing to fill in."""


@dataclass(frozen=True)
class Tindakan:
    """One button: its words, from which states, what is asked, and the service behind it."""

    tombol: str
    kalimat: str
    jalankan: Callable[..., Any]
    dari: tuple[str, ...]
    berhasil: str
    form: type[forms.Form] = FormKosong
    gelombang: tuple[str, ...] = BELUM_SELESAI
    bahaya: bool = False
    utama: bool = False

    @property
    def tombol_isi(self) -> str:
        """The words of the button that does it; the dots only promise a question."""
        return self.tombol.rstrip("…")

    def untuk(self, p: Pendaftaran) -> bool:
        """Whether the button is offered; the service decides again under its lock."""
        return p.status in self.dari and p.gelombang.status in self.gelombang

    def pastikan(self, p: Pendaftaran) -> None:
        """Raise KeadaanBerubah where the button is not offered (any more)."""
        if p.status not in self.dari:
            raise KeadaanBerubah(
                f"Sudah berstatus “{p.get_status_display()}”; “{self.tombol_isi}” tidak berlaku lagi."
            )
        if not self.untuk(p):
            status = p.gelombang.get_status_display()
            raise KeadaanBerubah(
                f"Gelombang ini berstatus “{status}”; “{self.tombol_isi}” tidak berlaku lagi."
            )


def _putuskan(keputusan: str) -> Callable[..., Any]:
    return lambda **isi: verifikasi(keputusan=keputusan, **isi)


def _jawab(*, terima: bool) -> Callable[..., Any]:
    return lambda **isi: jawab_tawaran(terima=terima, **isi)


def _sedia(*, bersedia: bool) -> Callable[..., Any]:
    return lambda **isi: konfirmasi(bersedia=bersedia, **isi)


TINDAKAN: dict[str, Tindakan] = {
    "terima": Tindakan(
        "Terima",
        "Pendaftaran menjadi terverifikasi dan orangnya menerima surat. Yang kosong pada data pegawai ikut diisi.",
        _putuskan("terima"),
        (S.DIAJUKAN, S.PERLU_PERBAIKAN),
        "Pendaftaran terverifikasi.",
        FormTerima,
        utama=True,
    ),
    "kembalikan": Tindakan(
        "Kembalikan…",
        "Orangnya menerima surat berisi alasan dan dapat melengkapi berkas. Kursinya tetap dipegang.",
        _putuskan("kembalikan"),
        (S.DIAJUKAN, S.DIVERIFIKASI),
        "Pendaftaran dikembalikan untuk dilengkapi.",
        FormAlasan,
    ),
    "tolak": Tindakan(
        "Tolak…",
        "Orangnya menerima surat berisi alasan. Kursinya ditawarkan kepada peserta cadangan.",
        _putuskan("tolak"),
        (S.DIAJUKAN, S.PERLU_PERBAIKAN, S.DAFTAR_TUNGGU),
        "Pendaftaran dinyatakan tidak memenuhi syarat.",
        FormAlasan,
        bahaya=True,
    ),
    "urungkan": Tindakan(
        "Urungkan keputusan…",
        "Pendaftaran kembali menunggu verifikasi.",
        urungkan,
        (S.DIVERIFIKASI, S.DITOLAK, S.PERLU_PERBAIKAN),
        "Keputusan diurungkan.",
        FormAlasan,
    ),
    "batal-tetapkan": Tindakan(
        "Batalkan penetapan…",
        "Pendaftaran kembali menjadi terverifikasi.",
        batal_tetapkan,
        (S.DITETAPKAN,),
        "Penetapan dibatalkan.",
        FormAlasan,
    ),
    "bersedia": Tindakan(
        "Bersedia hadir",
        "Catat bahwa orangnya menyatakan akan hadir.",
        _sedia(bersedia=True),
        (S.DIPANGGIL, S.BERHALANGAN),
        "Tercatat bersedia hadir.",
        utama=True,
    ),
    "berhalangan": Tindakan(
        "Berhalangan…",
        "Kursinya menunggu pengganti dari unit kerjanya; operator OPD menerima surat.",
        _sedia(bersedia=False),
        (S.DIPANGGIL, S.DIKONFIRMASI),
        "Tercatat berhalangan. Mintalah pengganti kepada unit kerjanya.",
        FormAlasan,
    ),
    "hadir": Tindakan(
        "Registrasi ulang",
        "Catat bahwa orangnya sudah datang; nomor daftar hadir (NDH) diberikan.",
        registrasi_ulang,
        (S.DITETAPKAN, S.DIPANGGIL, S.DIKONFIRMASI),
        "Registrasi ulang tercatat.",
        gelombang=(G.DITUTUP, G.BERLANGSUNG),
    ),
    "urungkan-registrasi": Tindakan(
        "Urungkan registrasi ulang…",
        "NDH-nya bebas lagi dan statusnya kembali seperti sebelum registrasi ulang.",
        urungkan_registrasi,
        (S.HADIR,),
        "Registrasi ulang diurungkan.",
        FormAlasan,
        gelombang=(G.DITUTUP, G.BERLANGSUNG),
    ),
    "konfirmasi-nama": Tindakan(
        "Nama dan gelar sudah benar",
        "Catat bahwa orangnya menyatakan nama dan gelar di bawah sudah benar untuk dicetak.",
        konfirmasi_nama,
        (S.DIVERIFIKASI, S.DITETAPKAN, S.DIPANGGIL, S.DIKONFIRMASI, S.HADIR),
        "Konfirmasi nama dan gelar tercatat.",
        gelombang=(*BELUM_SELESAI, G.SELESAI),
    ),
    "ambil-kursi": Tindakan(
        "Ambil kursi yang ditawarkan",
        "Atas permintaan orangnya, kursi diambil dan pendaftaran menunggu verifikasi.",
        _jawab(terima=True),
        (S.DITAWARI,),
        "Kursi diambil; pendaftaran menunggu verifikasi.",
        gelombang=BELUM_MULAI,
        utama=True,
    ),
    "lepas-kursi": Tindakan(
        "Tidak mengambil kursi…",
        "Atas permintaan orangnya, tawaran dilepas dan kursi ditawarkan kepada peserta cadangan berikutnya.",
        _jawab(terima=False),
        (S.DITAWARI,),
        "Tawaran dilepas.",
        gelombang=BELUM_MULAI,
        bahaya=True,
    ),
    "cadangan": Tindakan(
        "Kembalikan ke daftar cadangan",
        "Orangnya kembali ke daftar cadangan pada urutan terakhir.",
        kembalikan_ke_cadangan,
        (S.TAWARAN_LEWAT,),
        "Kembali ke daftar cadangan.",
        gelombang=BELUM_MULAI,
    ),
    "pindah": Tindakan(
        "Pindahkan ke gelombang lain…",
        "Pendaftaran di sini berakhir dan dibuat yang baru di gelombang tujuan, dengan nomor baru.",
        pindah_gelombang,
        tuple(s for s in HIDUP if s != S.HADIR),
        "Peserta dipindahkan.",
        FormPindah,
    ),
    "tarik": Tindakan(
        "Catat pengunduran diri…",
        "Pendaftaran berakhir atas permintaan orangnya atau unit kerjanya. Kursinya ditawarkan kepada cadangan.",
        tarik_usulan,
        (S.DIAJUKAN, S.PERLU_PERBAIKAN, S.DIVERIFIKASI, S.DAFTAR_TUNGGU, S.DITAWARI, S.DITETAPKAN, S.DIPANGGIL,
         S.DIKONFIRMASI, S.BERHALANGAN),
        "Pengunduran diri tercatat.",
        FormAlasan,
        bahaya=True,
    ),
    "batalkan": Tindakan(
        "Batalkan pendaftaran…",
        "Panitia mengakhiri pendaftaran ini, misalnya karena tidak hadir. Orangnya menerima surat berisi alasan.",
        batalkan_peserta,
        (S.DIAJUKAN, S.PERLU_PERBAIKAN, S.DIVERIFIKASI, S.DAFTAR_TUNGGU, S.DITAWARI, S.DITETAPKAN, S.DIPANGGIL,
         S.DIKONFIRMASI, S.BERHALANGAN, S.HADIR),
        "Pendaftaran dibatalkan.",
        FormAlasan,
        bahaya=True,
    ),
}  # fmt: skip


def tersedia(p: Pendaftaran) -> list[tuple[str, Tindakan]]:
    """The acts this registration allows now, the natural one first."""
    ada = [(nama, t) for nama, t in TINDAKAN.items() if t.untuk(p)]
    lewat = {"konfirmasi-nama"} if p.nama_dikonfirmasi else set()
    if not p.status_semula:
        lewat.add("urungkan-registrasi")  # a walk-in has nowhere to go back to
    ada = [(nama, t) for nama, t in ada if nama not in lewat]
    return sorted(ada, key=lambda isi: not isi[1].utama)


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def tindakan_pendaftaran(request: HttpRequest, slug: str, nomor: str, nama: str) -> HttpResponse:
    """Ask once, with a reason where one is due, then do it and go back to where it was started."""
    tindakan = TINDAKAN.get(nama)
    if tindakan is None:
        raise Http404
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    p = ambil_pendaftaran(request, gelombang, nomor, Hak.KERJA)
    kembali = lanjut(request, reverse("peserta:gelombang_pendaftaran", args=[slug, nomor]))
    if request.method == "GET" and not tindakan.untuk(p):
        return redirect(kembali)
    beda = perlu_dipilih(p) if tindakan.form is FormTerima else []
    form = _form(request, tindakan, gelombang, beda=bool(beda))
    if request.method == "POST" and form.is_valid():
        try:
            tindakan.pastikan(p)
            hasil = tindakan.jalankan(oleh=request.user, pendaftaran=p, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, _kata(tindakan, hasil))
            return redirect(kembali)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        satu=tindakan,
        p=p,
        form=form,
        beda=beda,
        kembali=kembali,
        lanjut=request.GET.get("lanjut", ""),
    )
    return render(request, "peserta/staf/pendaftaran_tindakan.html", isi, status=400 if form.errors else 200)


def _form(request: HttpRequest, tindakan: Tindakan, gelombang: Gelombang, *, beda: bool) -> forms.Form:
    isi: dict[str, Any] = {}
    if tindakan.form is FormTerima:
        isi["beda"] = beda
    if tindakan.form is FormPindah:
        tujuan = Gelombang.objects.untuk(request.user, Hak.KERJA).filter(status__in=(G.DIBUKA, G.DITUTUP))
        isi["tujuan"] = (
            tujuan.filter(instansi=gelombang.instansi)
            .exclude(pk=gelombang.pk)
            .select_related("kurikulum__program", "instansi")
        )
    return tindakan.form(request.POST if request.method == "POST" else None, **isi)


def _kata(tindakan: Tindakan, p: Any) -> str:
    """What happened, with the number that was given."""
    if isinstance(p, Pendaftaran) and p.status == S.HADIR and p.ndh:
        return f"{p.nama_lengkap}: {tindakan.berhasil} NDH {p.ndh}."
    nama = f"{p.nama_lengkap}: " if isinstance(p, Pendaftaran) else ""
    return f"{nama}{tindakan.berhasil}"
