"""What a person does about the own registration; each act is one service, and asks once where it counts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kantor.galat import Galat, TidakValid
from kantor.views.berkas import kirim as kirim_isi
from kantor.views.dasar import ambil, tambah_galat, terkirim
from peserta.forms.alasan import FormAlasan
from peserta.forms.mandiri import FormBerkas, nama_medan
from peserta.models.pendaftaran import Status
from peserta.queries.operator import operator_disurati
from peserta.queries.pemanggilan import surat_peserta
from peserta.queries.saya import SyaratSaya, syarat_saya
from peserta.services.berkas import serahkan_berkas
from peserta.services.biodata import konfirmasi_nama
from peserta.services.cadangan import jawab_tawaran
from peserta.services.pemanggilan import konfirmasi
from peserta.services.pendaftaran import tarik
from peserta.services.verifikasi import kirim_perbaikan
from peserta.views.publik.gelombang import wajah_penyelenggara
from peserta.views.saya.keadaan import dapat, dapat_konfirmasi_nama, dapat_mundur, dapat_unggah, keadaan
from peserta.views.saya.pintu import Kunjungan, lewat_pintu
from peserta.views.unggahan import pindah, terima_unggahan

# Whether an operator of the unit gets a letter.
KABAR_BERHALANGAN = {
    True: "Operator unit kerja Anda diberi tahu lewat email agar mengusulkan pengganti.",
    False: "Panitia membaca jawaban ini. Unit kerja Anda belum memiliki operator di portal, jadi sampaikan juga "
    "kepada atasan Anda agar pengganti diusulkan.",
}
DUA = require_http_methods(["GET", "HEAD", "POST"])


@DUA
@lewat_pintu
def tawaran(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponseBase:
    """Take the offered seat or leave it to the next."""
    if request.method != "POST":
        if not dapat(kunjungan.p, "tawaran"):
            return kunjungan.kembali()
        return _tampil(request, kunjungan, "tawaran", keadaan=keadaan(kunjungan.p))
    terima = request.POST.get("jawaban") == "ambil"
    if not terima and request.POST.get("jawaban") != "lepas":
        messages.error(request, "Pilih ambil atau lepas kursi ini.")
        return kunjungan.kembali()
    ambil_kata = "Kursi menjadi milik Anda. Panitia akan memeriksa data Anda."
    lepas_kata = "Kursi dilepas. Terima kasih sudah memberi kabar."
    kata = ambil_kata if terima else lepas_kata
    return _lakukan(request, kunjungan, kata, jawab_tawaran, terima=terima)


@require_POST
@lewat_pintu
def hadir(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponseBase:
    """The called person will come."""
    kata = "Terima kasih, kehadiran Anda dicatat."
    return _lakukan(request, kunjungan, kata, konfirmasi, bersedia=True)


@DUA
@lewat_pintu
def berhalangan(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponseBase:
    """The called person cannot come, and says why."""
    kabar = KABAR_BERHALANGAN[operator_disurati(kunjungan.p.unit).exists()]
    return _dengan_alasan(
        request, kunjungan, "berhalangan", lambda alasan: konfirmasi(
            oleh=kunjungan.oleh, pendaftaran=kunjungan.p, bersedia=False, alasan=alasan
        ), f"Tercatat. {kabar}", kabar=kabar,
    )  # fmt: skip


@DUA
@lewat_pintu
def mundur(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponseBase:
    """Withdraw; asked once, for a freed seat goes to somebody else at once."""
    if not dapat_mundur(kunjungan.p):
        return kunjungan.kembali()
    return _dengan_alasan(
        request, kunjungan, "mundur", lambda alasan: tarik(
            oleh=kunjungan.oleh, pendaftaran=kunjungan.p, alasan=alasan
        ), "Pengunduran diri tercatat dan kursi dilepas.",
    )  # fmt: skip


@DUA
@lewat_pintu
def nama(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponseBase:
    """Name and titles exactly as the certificate will print them."""
    if request.method != "POST":
        pesan = (
            f"Yth. Panitia, nama pada pendaftaran {kunjungan.p.nomor} ({kunjungan.p.gelombang}) "
            f"tertulis “{kunjungan.p.nama_lengkap}”. Yang benar: "
        )
        boleh = dapat_konfirmasi_nama(kunjungan.p)
        return _tampil(request, kunjungan, "nama", boleh=boleh, pesan_perbaikan=pesan)
    kata = "Terima kasih. Sertifikat akan memakai nama dan gelar ini."
    return _lakukan(request, kunjungan, kata, konfirmasi_nama)


@DUA
@lewat_pintu
def berkas(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponseBase:
    """Hand in files; what was sent back goes to verification again once it is complete."""
    p = kunjungan.p
    if not dapat_unggah(p):
        return kunjungan.kembali()
    semua = syarat_saya(p)
    syarat = [s.syarat for s in semua]
    form = FormBerkas(terkirim(request), request.FILES or None, syarat=syarat, nanti={s.pk for s in syarat})
    if request.method == "POST":
        try:
            masuk = _serahkan(request, kunjungan, form, semua)
        except Galat as galat:
            messages.error(request, galat.pesan)
            return pindah(request, kunjungan.kembali())
        if not form.errors:
            messages.success(request, _kata_berkas(p.status, masuk))
            return pindah(request, kunjungan.kembali())
        semua = syarat_saya(p)
    baris = [(s, form[nama_medan(s.syarat)]) for s in semua]
    status = 400 if form.errors else 200
    return _tampil(request, kunjungan, "berkas", form=form, baris=baris, status=status)


@require_safe
@lewat_pintu
def lihat_berkas(request: HttpRequest, kunjungan: Kunjungan, syarat: int) -> HttpResponseBase:
    """A file handed in, shown to whoever handed it in."""
    satu = ambil(kunjungan.p.berkas.exclude(berkas=None).select_related("berkas"), syarat=syarat)
    return kirim_isi(satu.berkas, tampil=True)


@require_safe
@lewat_pintu
def surat_pemanggilan(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponseBase:
    """The letter that called this person, as last printed."""
    if (berkas := surat_peserta(kunjungan.p)) is None:
        raise Http404
    return kirim_isi(berkas, tampil=True)


TINDAKAN = {
    "tawaran": tawaran,
    "hadir": hadir,
    "berhalangan": berhalangan,
    "mundur": mundur,
    "nama": nama,
    "berkas": berkas,
    "surat-pemanggilan": surat_pemanggilan,
}


def tindakan(request: HttpRequest, nama_tindakan: str, **pintu: Any) -> HttpResponseBase:
    """The act of that name, behind either door."""
    if nama_tindakan not in TINDAKAN:
        raise Http404
    return TINDAKAN[nama_tindakan](request, **pintu)


def _serahkan(request: HttpRequest, kunjungan: Kunjungan, form: FormBerkas, semua: list[SyaratSaya]) -> int:
    """Hand in what was chosen and, where it was sent back, send it again; returns how many files came in.

    What is refused or still missing becomes an error of its field. Raises Galat when the registration has moved on.
    """
    p, oleh = kunjungan.p, kunjungan.oleh
    syarat = {s.syarat.pk: s.syarat for s in semua}
    masuk = terima_unggahan(request, form, syarat.values(), oleh=oleh, instansi=p.gelombang.instansi)
    for pk, isi in masuk.items():
        serahkan_berkas(oleh=oleh, pendaftaran=p, syarat=syarat[pk], berkas=isi)
    if p.status == Status.PERLU_PERBAIKAN and not form.errors:
        try:
            kirim_perbaikan(oleh=oleh, pendaftaran=p)
        except TidakValid as galat:
            kurang = [s for s in syarat.values() if s.nama in galat.rincian]
            for satu in kurang:
                form.add_error(nama_medan(satu), f"Unggah {satu.nama}.")
            if not kurang:
                tambah_galat(form, galat)
    return len(masuk)


def _lakukan(
    request: HttpRequest, kunjungan: Kunjungan, kata: str, layanan: Any, **isi: Any
) -> HttpResponseBase:
    """Call a service; its refusal is told on the page of the registration."""
    try:
        layanan(oleh=kunjungan.oleh, pendaftaran=kunjungan.p, **isi)
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, kata)
    return kunjungan.kembali()


def _dengan_alasan(
    request: HttpRequest, kunjungan: Kunjungan, templat: str, lakukan: Any, kata: str, **isi: Any
) -> HttpResponseBase:
    form = FormAlasan(terkirim(request))
    if request.method != "POST" and templat == "berhalangan" and not dapat(kunjungan.p, templat):
        return kunjungan.kembali()
    if request.method == "POST" and form.is_valid():
        try:
            lakukan(form.cleaned_data["alasan"])
        except TidakValid as galat:
            tambah_galat(form, galat)
        except Galat as galat:
            messages.error(request, galat.pesan)
            return kunjungan.kembali()
        else:
            messages.success(request, kata)
            return kunjungan.kembali()
    status = 400 if form.errors else 200
    return _tampil(request, kunjungan, templat, form=form, status=status, **isi)


def _tampil(
    request: HttpRequest, kunjungan: Kunjungan, templat: str, *, status: int = 200, **isi: Any
) -> HttpResponse:
    g = kunjungan.p.gelombang
    isi |= {"p": kunjungan.p, "g": g, "kunjungan": kunjungan, "hari_ini": timezone.localdate()}
    return render(request, f"peserta/saya/{templat}.html", isi | wajah_penyelenggara(g), status=status)


def _kata_berkas(status: str, banyak: int) -> str:
    if status == Status.PERLU_PERBAIKAN:
        return "Terkirim. Panitia akan memeriksanya lagi."
    return "Berkas tersimpan." if banyak else "Tidak ada berkas baru yang dipilih."
