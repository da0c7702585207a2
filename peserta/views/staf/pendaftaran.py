"""One registration with everything Panitia needs to decide: the person, files, contact, history, the acts."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diklat.models import Gelombang, SyaratBerkas
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lib.telepon import samarkan, samarkan_surel
from kantor.lingkup import Hak
from kantor.services.akun import TAUTAN_BERLAKU, buat_tautan_masuk
from kantor.services.pribadi import baca_pribadi
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from peserta.forms.orang import FormBiodata, FormPengganti
from peserta.forms.staf import FormBerkasMeja, FormTautan
from peserta.models import BerkasPendaftaran, Pendaftaran
from peserta.models.pendaftaran import HIDUP, Status
from peserta.queries.beda import Beda, beda_pegawai, perlu_dipilih
from peserta.queries.kursi import posisi_cadangan
from peserta.queries.pegawai import pegawai_penyelenggara
from peserta.queries.riwayat import riwayat_pendaftaran
from peserta.services.berkas import nilai_berkas, serahkan_berkas, syarat_langsung, tandai_ditunjukkan
from peserta.services.biodata import perbaiki_biodata
from peserta.services.usulan import DAPAT_DIGANTI, ganti_peserta
from peserta.views.isian import diminta_potongan, isikan, potongan
from peserta.views.staf.alat import ambil_pendaftaran, lanjut, nomor_wa
from peserta.views.staf.peserta import TAB
from peserta.views.staf.tindakan_peserta import tersedia
from peserta.views.unggahan import pindah, terima_unggahan

DITUNJUKKAN = BerkasPendaftaran.Keadaan.DITUNJUKKAN
_KALIMAT_GANTI = {
    False: "Pengganti menempati kursi yang sama; keduanya menerima pemberitahuan.",
    True: "Pengganti menempati kursi yang sama dan langsung dipanggil dengan surat yang sama: nominatifnya menyebut "
    "siapa yang digantikan. Keduanya menerima pemberitahuan.",
}


@require_safe
@khusus_staf()
def halaman_pendaftaran(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    """Everything of one registration, and what can be done with it now."""
    gelombang = ambil_gelombang(request, slug)
    p = ambil_pendaftaran(request, gelombang, nomor)
    bekerja = gelombang.instansi_id in request.user.instansi_dengan(Hak.KERJA)
    acts = tersedia(p) if bekerja else []
    isi = bingkai(
        request,
        gelombang,
        TAB,
        p=p,
        utama=[t for t in acts if t[1].utama][:1],
        lainnya=[t for t in acts if not t[1].utama],
        dapat_diganti=bekerja and p.status in DAPAT_DIGANTI,
        dapat_diperbaiki=bekerja and p.status in HIDUP,
        dapat_unggah=bekerja and p.status in HIDUP and bool(_syarat(p)),
        kontak=_kontak(p, terbuka=bekerja),
        beda=_beda(request, p),
        ditanya=bekerja and bool(perlu_dipilih(p)),
        berkas=p.berkas.select_related("syarat", "berkas").order_by("syarat"),
        posisi=posisi_cadangan(p),
        riwayat=riwayat_pendaftaran(p),
        berikutnya=_berikutnya(p),
        pengganti=Pendaftaran.objects.filter(menggantikan=p).first(),
        digantikan=p.menggantikan,
    )
    return render(request, "peserta/staf/pendaftaran.html", isi)


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def biodata(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    """Correct what will be printed."""
    gelombang, p = _ambil(request, slug, nomor)
    form = FormBiodata(terkirim(request), pendaftaran=p)
    return _simpan(
        request,
        gelombang,
        p,
        form,
        judul="Perbaiki biodata",
        kalimat="Yang tertulis di sini dicetak pada surat dan sertifikat.",
        tombol="Simpan perbaikan",
        jalankan=lambda: perbaiki_biodata(oleh=request.user, pendaftaran=p, **form.cleaned_data),
        berhasil="Biodata diperbaiki.",
    )


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def ganti(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    """Put another person on this seat."""
    gelombang, p = _ambil(request, slug, nomor)
    awal = {"unit": p.unit}
    terisi = isikan(
        request,
        partial(pegawai_penyelenggara, request.user, gelombang),
        lambda initial: FormPengganti(initial=awal | initial),
    )
    if terisi and diminta_potongan(request):
        return potongan(request, terisi)
    form = terisi or FormPengganti(terkirim(request), initial=awal)
    return _simpan(
        request,
        gelombang,
        p,
        form,
        judul=f"Ganti {p.nama_lengkap}",
        kalimat=_KALIMAT_GANTI[p.pemanggilan_id is not None],
        tombol="Ganti peserta",
        jalankan=lambda: ganti_peserta(
            oleh=request.user,
            pendaftaran=p,
            data=form.data_pendaftaran(),
            alasan=form.cleaned_data["alasan"],
        ),
        berhasil="Peserta diganti.",
    )


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def tautan(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    """A one-time link for somebody without e-mail, to be handed over after checking the person; shown once."""
    gelombang, p = _ambil(request, slug, nomor)
    form = FormTautan(terkirim(request))
    akun = getattr(p.pegawai, "akun", None)
    isi: dict[str, Any] = {
        "p": p,
        "form": form,
        "akun": akun,
        "jam": int(TAUTAN_BERLAKU.total_seconds() // 3600),
    }
    if request.method == "POST" and akun is not None and form.is_valid():
        try:
            alamat = buat_tautan_masuk(oleh=request.user, pengguna=akun, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            isi["teks"] = _teks_tautan(p, alamat, isi["jam"])
            isi["ponsel"] = _nomor_wa(p)
    jawaban = render(
        request,
        "peserta/staf/pendaftaran_tautan.html",
        bingkai(request, gelombang, TAB, **isi),
        status=400 if form.errors else 200,
    )
    jawaban["Cache-Control"] = "no-store"
    return jawaban


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def berkas(request: HttpRequest, slug: str, nomor: str) -> HttpResponseBase:
    """Files brought to the office: handed in for the person, or in place of earlier ones."""
    gelombang, p = _ambil(request, slug, nomor)
    kembali = redirect(lanjut(request, reverse("peserta:gelombang_pendaftaran", args=[slug, nomor])))
    syarat = _syarat(p)
    ditunjukkan = set(p.berkas.filter(keadaan=DITUNJUKKAN).values_list("syarat", flat=True))
    form = FormBerkasMeja(terkirim(request), request.FILES or None, syarat=syarat, ditunjukkan=ditunjukkan)
    if request.method == "POST":
        try:
            masuk = terima_unggahan(request, form, syarat, oleh=request.user, instansi=gelombang.instansi)
            for satu in syarat:
                if satu.pk in masuk:
                    serahkan_berkas(oleh=request.user, pendaftaran=p, syarat=satu, berkas=masuk[satu.pk])
            tanda = 0 if form.errors else _tandai(request, p, form)
        except Galat as galat:
            messages.error(request, galat.pesan)
            return pindah(request, kembali)
        if not form.errors:
            messages.success(request, _kata_berkas(len(masuk), tanda))
            return pindah(request, kembali)
    isi = bingkai(request, gelombang, TAB, p=p, form=form)
    return render(request, "peserta/staf/pendaftaran_berkas.html", isi, status=400 if form.errors else 200)


@require_POST
@khusus_staf(Hak.KERJA)
def berkas_nilai(request: HttpRequest, slug: str, nomor: str, pk: int) -> HttpResponse:
    """Whether a file that was handed in can be read."""
    _, p = _ambil(request, slug, nomor)
    berkas = ambil(
        BerkasPendaftaran.objects.filter(pendaftaran=p).select_related("pendaftaran__gelombang"), pk=pk
    )
    nilai_berkas(oleh=request.user, berkas=berkas, keadaan=request.POST.get("keadaan", ""))
    messages.success(request, "Penilaian berkas tersimpan.")
    return redirect("peserta:gelombang_pendaftaran", slug, nomor)


def _tandai(request: HttpRequest, p: Pendaftaran, form: FormBerkasMeja) -> int:
    """Record what was shown on paper; returns how many marks changed."""
    return sum(
        tandai_ditunjukkan(oleh=request.user, pendaftaran=p, syarat=satu, ditunjukkan=ya)
        for satu, ya in form.asli()
    )


def _kata_berkas(berkas: int, tanda: int) -> str:
    if berkas:
        return f"{berkas} berkas tersimpan."
    return "Tanda asli ditunjukkan tersimpan." if tanda else "Tidak ada yang diubah."


def _ambil(request: HttpRequest, slug: str, nomor: str) -> tuple[Gelombang, Pendaftaran]:
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    return gelombang, ambil_pendaftaran(request, gelombang, nomor, Hak.KERJA)


def _simpan(
    request: HttpRequest,
    gelombang: Gelombang,
    p: Pendaftaran,
    form: Any,
    *,
    jalankan: Any,
    berhasil: str,
    **kata: str,
) -> HttpResponse:
    """Show a form of this registration; when it was sent and fits, do it and go back."""
    kembali = lanjut(request, reverse("peserta:gelombang_pendaftaran", args=[gelombang.slug, p.nomor]))
    if request.method == "POST" and form.is_valid():
        try:
            hasil = jalankan()
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, berhasil)
            ganti_orang = hasil.pk != p.pk and "lanjut" not in request.POST
            return redirect(
                reverse("peserta:gelombang_pendaftaran", args=[gelombang.slug, hasil.nomor])
                if ganti_orang
                else kembali
            )
    isi = bingkai(
        request, gelombang, TAB, p=p, form=form, kembali=kembali, lanjut=request.GET.get("lanjut", ""), **kata
    )
    return render(request, "peserta/staf/pendaftaran_form.html", isi, status=400 if form.errors else 200)


def _syarat(p: Pendaftaran) -> list[SyaratBerkas]:
    """What this registration may hand in; a walk-in always a surat tugas."""
    semua = list(SyaratBerkas.objects.filter(gelombang=p.gelombang))
    return semua or (syarat_langsung(p.gelombang) if p.jalur == Pendaftaran.Jalur.LANGSUNG else [])


def _kontak(p: Pendaftaran, *, terbuka: bool) -> dict[str, str]:
    """What was typed at the registration; masked for those who only look."""
    if (baris := getattr(p, "pribadi", None)) is None:
        return {}
    email, ponsel = baca_pribadi(baris, "email"), baca_pribadi(baris, "ponsel")
    if not terbuka:
        email, ponsel = (samarkan_surel(email) if email else ""), (samarkan(ponsel) if ponsel else "")
    return {"email": email, "ponsel": ponsel}


def _nomor_wa(p: Pendaftaran) -> str:
    return nomor_wa(_kontak(p, terbuka=True).get("ponsel", ""))


def _beda(request: HttpRequest, p: Pendaftaran) -> list[Beda]:
    """Where the registration differs from the master, for pegawai of an instansi this account sees."""
    return beda_pegawai(p) if p.pegawai.instansi_id in request.user.instansi_dengan(Hak.LIHAT) else []


def _berikutnya(p: Pendaftaran) -> Pendaftaran | None:
    """The next who waits for verification, by name."""
    setelah = Q(nama_kunci__gt=p.nama_kunci) | Q(nama_kunci=p.nama_kunci, pk__gt=p.pk)
    menunggu = Pendaftaran.objects.filter(gelombang=p.gelombang, status=Status.DIAJUKAN)
    return menunggu.filter(setelah).order_by("nama_kunci", "pk").first()


def _teks_tautan(p: Pendaftaran, alamat: str, jam: int) -> str:
    return (
        f"Yth. {p.nama_lengkap},\n\n"
        f"Berikut tautan masuk Portal Diklat untuk {p.gelombang.kurikulum.program.nama} {p.gelombang.sebutan}:\n"
        f"{alamat}\n\n"
        f"Tautan berlaku {jam} jam dan hanya dapat dipakai sekali. Jangan diteruskan kepada orang lain."
    )
