"""One person of the own units in one gelombang: where it stands, what the operator can do, what to complete."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diklat.models import Gelombang, SyaratBerkas
from diklat.models.gelombang import BELUM_MULAI, BELUM_SELESAI
from kantor.galat import Galat, TidakBerhak, TidakDitemukan
from kantor.services.akun import pastikan_menjamin
from kantor.services.berkas import simpan_berkas
from kantor.views.dasar import ambil, tambah_galat
from peserta.forms.alasan import FormAlasan
from peserta.forms.operator import FormGanti, pasang_unit
from peserta.forms.orang import FormBiodata, isian_pegawai
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import HIDUP, Status
from peserta.queries.berkas import pindaian_usulan
from peserta.queries.operator import pegawai_operator
from peserta.queries.pemanggilan import surat_peserta
from peserta.queries.riwayat import riwayat_pendaftaran
from peserta.queries.verifikasi import DITERIMA
from peserta.services.berkas import serahkan_berkas
from peserta.services.biodata import konfirmasi_nama, perbaiki_biodata
from peserta.services.cadangan import jawab_tawaran
from peserta.services.pemanggilan import konfirmasi
from peserta.services.usulan import dapat_digantikan, ganti_peserta, tarik_usulan
from peserta.services.verifikasi import kirim_perbaikan
from peserta.views.isian import diminta_potongan, isikan, potongan
from peserta.views.operator.alat import (
    ambil_gelombang,
    ambil_orang,
    daftar_pegawai,
    isi,
    khusus_operator,
    pegawai_dipilih,
)
from peserta.views.staf.tindakan_peserta import Tindakan

S = Status

TINDAKAN: dict[str, Tindakan] = {
    "kirim-perbaikan": Tindakan(
        "Kirim lagi ke panitia",
        "Panitia memeriksa usulan ini sekali lagi.",
        kirim_perbaikan,
        (S.PERLU_PERBAIKAN,),
        "Dikirim lagi; menunggu verifikasi panitia.",
        utama=True,
    ),
    "bersedia": Tindakan(
        "Bersedia hadir",
        "Catat bahwa orangnya menyatakan akan hadir.",
        lambda **lain: konfirmasi(bersedia=True, **lain),
        (S.DIPANGGIL, S.BERHALANGAN),
        "Tercatat bersedia hadir.",
        utama=True,
    ),
    "berhalangan": Tindakan(
        "Berhalangan…",
        "Kursinya tetap untuk unit Anda dan menunggu pengganti yang Anda tunjuk.",
        lambda **lain: konfirmasi(bersedia=False, **lain),
        (S.DIPANGGIL, S.DIKONFIRMASI),
        "Tercatat berhalangan. Tunjuk penggantinya.",
        FormAlasan,
    ),
    "ambil-kursi": Tindakan(
        "Ambil kursi yang ditawarkan",
        "Kursi diambil dan usulan menunggu verifikasi panitia.",
        lambda **lain: jawab_tawaran(terima=True, **lain),
        (S.DITAWARI,),
        "Kursi diambil; menunggu verifikasi panitia.",
        gelombang=BELUM_MULAI,
        utama=True,
    ),
    "lepas-kursi": Tindakan(
        "Tidak mengambil kursi…",
        "Kursi ditawarkan kepada peserta cadangan berikutnya.",
        lambda **lain: jawab_tawaran(terima=False, **lain),
        (S.DITAWARI,),
        "Tawaran kursi dilepas.",
        gelombang=BELUM_MULAI,
        bahaya=True,
    ),
    "konfirmasi-nama": Tindakan(
        "Nama dan gelar sudah benar",
        "Nama dan gelar dicetak pada sertifikat persis seperti tertulis di bawah ini.",
        konfirmasi_nama,
        (S.DIVERIFIKASI, S.DITETAPKAN, S.DIPANGGIL, S.DIKONFIRMASI, S.HADIR),
        "Nama dan gelar dinyatakan benar.",
    ),
    "tarik": Tindakan(
        "Tarik usulan…",
        "Usulan berakhir dan kursinya ditawarkan kepada peserta cadangan. Untuk mengirim orang lain, pilih “Ganti”.",
        tarik_usulan,
        (S.DIAJUKAN, S.PERLU_PERBAIKAN, S.DIVERIFIKASI, S.DAFTAR_TUNGGU, S.DITETAPKAN, S.DIPANGGIL, S.DIKONFIRMASI,
         S.BERHALANGAN),
        "Usulan ditarik.",
        FormAlasan,
        gelombang=BELUM_MULAI,
        bahaya=True,
    ),
}  # fmt: skip


@require_safe
@khusus_operator
def orang(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    """Everything about one name, and what can be done now."""
    g = ambil_gelombang(request, slug)
    p = ambil_orang(request, g, nomor)
    acts = [(nama, t) for nama, t in TINDAKAN.items() if t.untuk(p)]
    if p.nama_dikonfirmasi:
        acts = [(nama, t) for nama, t in acts if nama != "konfirmasi-nama"]
    diganti = dapat_digantikan(p, panitia=False)
    # A seat that waits for a replacement: naming one is the natural act.
    utama = [] if diganti and p.status == S.BERHALANGAN else [t for t in acts if t[1].utama][:1]
    lain = isi(
        request,
        g,
        p=p,
        utama=utama,
        lainnya=[t for t in acts if t not in utama],
        ganti=diganti,
        ganti_utama=diganti and p.status == S.BERHALANGAN,
        perbaiki=_dapat_diperbaiki(p),
        berkas=_berkas(p),
        surat=surat_peserta(p),
        dapat_unggah=p.status in HIDUP and g.status in BELUM_SELESAI,
        akun=_akun(request, p),
        riwayat=riwayat_pendaftaran(p),
        pengganti=Pendaftaran.objects.filter(menggantikan=p).first(),
    )
    return render(request, "peserta/operator/orang.html", lain)


@require_http_methods(["GET", "POST"])
@khusus_operator
def tindakan(request: HttpRequest, slug: str, nomor: str, nama: str) -> HttpResponse:
    """Ask once, with a reason where one is due, then do it."""
    if (satu := TINDAKAN.get(nama)) is None:
        raise Http404
    g = ambil_gelombang(request, slug)
    p = ambil_orang(request, g, nomor)
    if request.method == "GET" and not satu.untuk(p):
        return redirect("peserta:operator_orang", slug, nomor)
    form = satu.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            satu.pastikan(p)
            hasil = satu.jalankan(oleh=request.user, pendaftaran=p, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"{hasil.nama_lengkap}: {satu.berhasil}")
            return redirect(_sesudah(request, g, p, nama))
    lain = isi(request, g, p=p, satu=satu, form=form)
    return render(request, "peserta/operator/tindakan.html", lain, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@khusus_operator
def perbaiki(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    """Correct what will be printed, until Panitia has accepted the person."""
    g = ambil_gelombang(request, slug)
    p = ambil_orang(request, g, nomor)
    form = FormBiodata(request.POST or None, pendaftaran=p)
    pasang_unit(form, request.user)
    form.fields["unit"].required = False
    form.fields["unit"].initial = p.unit.kode if p.unit else None
    kata = {"judul": f"Perbaiki data {p.nama_lengkap}", "tombol": "Simpan perbaikan"}
    kalimat = "Yang tertulis di sini dicetak pada surat dan sertifikat."
    return _simpan(
        request, g, p, form, kalimat=kalimat, **kata, berhasil="Data diperbaiki.",
        jalankan=lambda: perbaiki_biodata(oleh=request.user, pendaftaran=p, **form.cleaned_data),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@khusus_operator
def ganti(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    """Another person of the own units on the same seat."""
    g = ambil_gelombang(request, slug)
    p = ambil_orang(request, g, nomor)
    awal: dict[str, Any] = {"unit": p.unit, "alasan": p.alasan if p.status == S.BERHALANGAN else ""}
    dipilih = pegawai_dipilih(request)
    if dipilih is not None and request.method == "GET":
        awal |= isian_pegawai(dipilih)

    def buat(data: Any = None, initial: Any = None) -> FormGanti:
        return FormGanti(data, oleh=request.user, initial=awal | (initial or {}))

    terisi = isikan(request, partial(pegawai_operator, request.user), buat)
    if terisi and diminta_potongan(request):
        return potongan(request, terisi)
    form = terisi or buat(request.POST or None)
    if terisi is None and request.method == "GET":
        form.pegawai = dipilih
    kata = {"judul": f"Ganti {p.nama_lengkap}", "tombol": "Ganti peserta"}
    kalimat = "Pengganti menempati kursi yang sama dan diperiksa panitia. Keduanya menerima surat bila ada emailnya."
    return _simpan(
        request, g, p, form, kalimat=kalimat, **kata, berhasil="Peserta diganti; menunggu verifikasi panitia.",
        **daftar_pegawai(request, g),
        jalankan=lambda: ganti_peserta(
            oleh=request.user, pendaftaran=p, data=form.data_pendaftaran(), alasan=form.cleaned_data["alasan"]
        ),
    )  # fmt: skip


@require_POST
@khusus_operator
def unggah(request: HttpRequest, slug: str, nomor: str, syarat: int) -> HttpResponse:
    """Hand in a file for one condition of the gelombang."""
    g = ambil_gelombang(request, slug)
    p = ambil_orang(request, g, nomor)
    satu = ambil(SyaratBerkas.objects.filter(gelombang=g), pk=syarat)
    if (isi_berkas := request.FILES.get("berkas")) is None:
        messages.error(request, f"Pilih dahulu berkas {satu.nama}.")
    else:
        try:
            berkas = simpan_berkas(
                oleh=request.user, instansi=g.instansi, isi=isi_berkas, nama=isi_berkas.name or satu.nama
            )
            serahkan_berkas(oleh=request.user, pendaftaran=p, syarat=satu, berkas=berkas)
        except Galat as galat:
            messages.error(request, f"{satu.nama}: {galat.pesan}")
        else:
            messages.success(request, f"{satu.nama} tersimpan.")
    return redirect("peserta:operator_orang", slug, nomor)


def _simpan(
    request: HttpRequest,
    g: Gelombang,
    p: Pendaftaran,
    form: Any,
    *,
    jalankan: Any,
    berhasil: str,
    **kata: Any,
) -> HttpResponse:
    """Show a form about this person; when it was sent and fits, do it and show the person."""
    if request.method == "POST" and form.is_valid():
        try:
            hasil = jalankan()
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"{hasil.nama_lengkap}: {berhasil}")
            return redirect("peserta:operator_orang", g.slug, hasil.nomor)
    lain = isi(request, g, p=p, form=form, **kata)
    return render(request, "peserta/operator/orang_form.html", lain, status=400 if form.errors else 200)


def _sesudah(request: HttpRequest, g: Gelombang, p: Pendaftaran, nama: str) -> str:
    """Back to the list from a button of the list; a person berhalangan leads to naming another one."""
    if nama == "berhalangan":
        return reverse("peserta:operator_ganti", args=[g.slug, p.nomor])
    if "daftar" in request.POST:
        return reverse("peserta:operator_gelombang", args=[g.slug])
    return reverse("peserta:operator_orang", args=[g.slug, p.nomor])


def _dapat_diperbaiki(p: Pendaftaran) -> bool:
    return p.status in HIDUP and p.status not in DITERIMA and p.gelombang.status in BELUM_SELESAI


def _berkas(p: Pendaftaran) -> list[dict[str, Any]]:
    """Every condition of the gelombang with the file handed in for it, if any."""
    ada = {b.syarat_id: b for b in p.berkas.select_related("berkas")}
    return [
        {"syarat": s, "baris": ada.get(s.pk), "usulan": pindaian_usulan(p, s)}
        for s in p.gelombang.syarat.all()
    ]


def _akun(request: HttpRequest, p: Pendaftaran) -> Any:
    """The account a one-time link can be made for: there is one, and this operator may vouch for the person."""
    akun = getattr(p.pegawai, "akun", None)
    if akun is None or not akun.is_active:
        return None
    try:
        pastikan_menjamin(request.user, akun)
    except (TidakBerhak, TidakDitemukan):
        return None
    return akun
