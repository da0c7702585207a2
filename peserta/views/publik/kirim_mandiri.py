"""The last step of a registration: look at it once more, send it, keep the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from diklat.models import Gelombang
from kantor.galat import Galat, TidakValid
from kantor.lib import golongan as lib_golongan
from kantor.lib import nama as lib_nama
from kantor.lib import nip as lib_nip
from kantor.models import Berkas, Pegawai, Pengguna
from kantor.models.pegawai import StatusKepegawaian
from kantor.services.pembatas import wajib_longgar
from kantor.services.pribadi import baca_pribadi
from kantor.views.dasar import terkirim
from peserta.forms.mandiri import FormPersetujuan, data_pendaftaran
from peserta.models import Pendaftaran
from peserta.services.isian import Isian, periksa_isian
from peserta.services.pendaftaran import daftar, daftar_mandiri

if TYPE_CHECKING:
    from peserta.views.publik.mandiri import Jalan

# Every try may send a letter to the owner of the number or of the address.
KIRIM_PER_NIP, JENDELA_NIP = 5, 600
KIRIM_PER_SUREL, JENDELA_SUREL = 60, 3600
SERING = "NIP ini sudah beberapa kali dikirim dalam beberapa menit terakhir. Coba lagi sepuluh menit lagi."
LANGKAH_BIDANG = {"unit": "unit", "ponsel": "kontak", "surel": "kontak"}


def periksa(jalan: Jalan) -> HttpResponse:
    """Every answer with a way to change it; with POST they are sent."""
    request = jalan.request
    form = FormPersetujuan(terkirim(request))
    data = data_pendaftaran(jalan.rancangan.isian)
    try:
        isian = periksa_isian(data, wajib_nip=True)
        if request.method == "POST" and form.is_valid():
            return _kirim(jalan, isian)
    except TidakValid as galat:
        return _kembali_ke(jalan, galat)
    except Galat as galat:
        form.add_error(None, galat.pesan)
        return _tampil(jalan, form, isian, status=galat.status)
    return _tampil(jalan, form, isian, status=400 if form.errors else 200)


def kunci_tanda_terima(g: Gelombang) -> str:
    """Where the session keeps the receipt."""
    return f"tanda-terima:{g.pk}"


def isian_sendiri(pengguna: Pengguna) -> dict[str, str]:
    """First answers for a peserta who has signed in: what the office knows about them."""
    orang: Pegawai = pengguna.pegawai  # type: ignore[assignment]
    pribadi = getattr(orang, "pribadi", None)
    isian = {
        "nip": orang.nip or "",
        "nama": orang.nama_lengkap,
        "status_kepegawaian": orang.status_kepegawaian,
        "golongan": orang.golongan,
        "jabatan": orang.jabatan,
        "unit": orang.unit.kode if orang.unit else "",
        "ponsel": baca_pribadi(pribadi, "ponsel") if pribadi else "",
        "surel": pengguna.email or (baca_pribadi(pribadi, "email") if pribadi else ""),
    }
    return {k: v for k, v in isian.items() if v}


def _kirim(jalan: Jalan, isian: Isian) -> HttpResponse:
    _batasi(jalan.g, isian)
    data = data_pendaftaran(jalan.rancangan.isian)
    berkas = _berkas(jalan)
    pengguna: Any = jalan.request.user
    if _sendiri(pengguna, isian):
        p = daftar(
            oleh=pengguna, gelombang=jalan.g, data=data, jalur=Pendaftaran.Jalur.MANDIRI, berkas=berkas
        )
        jalan.rancangan.buang()
        messages.success(jalan.request, "Pendaftaran terkirim.")
        return redirect("peserta:saya_satu", p.nomor)
    hasil = daftar_mandiri(gelombang=jalan.g, data=data, berkas=berkas)
    jalan.rancangan.buang()
    jalan.request.session[kunci_tanda_terima(jalan.g)] = {
        "nomor": hasil.nomor,
        "posisi": hasil.posisi,
        "surel": hasil.surel,
    }
    return redirect("peserta:mandiri_selesai", jalan.g.slug)


def _batasi(g: Gelombang, isian: Isian) -> None:
    """Raise TerlaluSering for a number or an address that is hammered, known or unknown alike."""
    wajib_longgar(f"mandiri:{g.pk}:{isian.nip}", KIRIM_PER_NIP, JENDELA_NIP, SERING)
    if isian.surel:
        wajib_longgar(f"mandiri-surel:{isian.surel}", KIRIM_PER_SUREL, JENDELA_SUREL)


def _sendiri(pengguna: Any, isian: Isian) -> bool:
    return bool(pengguna.is_authenticated and pengguna.pegawai and pengguna.pegawai.nip == isian.nip)


def _berkas(jalan: Jalan) -> dict[int, Berkas]:
    ada = Berkas.objects.in_bulk([b["id"] for b in jalan.rancangan.berkas.values()])
    pasangan = {int(pk): b["id"] for pk, b in jalan.rancangan.berkas.items()}
    per_id = {str(pk): berkas for pk, berkas in ada.items()}
    return {pk: per_id[nomor] for pk, nomor in pasangan.items() if nomor in per_id}


def _kembali_ke(jalan: Jalan, galat: TidakValid) -> HttpResponse:
    """The step of the first answer that does not fit (any more), with the reason on top."""
    bidang = next(iter(galat.rincian), "")
    langkah = "berkas" if bidang.startswith("berkas_") else LANGKAH_BIDANG.get(bidang, "data-diri")
    if langkah == "berkas":
        jalan.rancangan.berkas.pop(bidang.removeprefix("berkas_"), None)
        jalan.rancangan.simpan()
    pesan = galat.rincian.get(bidang, galat.pesan)
    messages.error(jalan.request, pesan if isinstance(pesan, str) else " ".join(pesan))
    return redirect(f"{jalan.alamat(langkah)}?ubah=1")


def _tampil(jalan: Jalan, form: FormPersetujuan, isian: Isian, *, status: int) -> HttpResponse:
    nip = lib_nip.periksa(isian.nip)
    nama = lib_nama.NamaLengkap(isian.gelar_depan, isian.nama, isian.gelar_belakang)
    return jalan.tampil(
        "peserta/mandiri/periksa.html",
        status=status,
        form=form,
        isian=isian,
        nip=nip,
        nama=lib_nama.lengkap(nama),
        golongan=lib_golongan.dari_kode(isian.golongan).cetak() if isian.golongan else "",
        status_kepegawaian=StatusKepegawaian(isian.status_kepegawaian).label,
        berkas=[(s, jalan.rancangan.berkas.get(str(s.pk))) for s in jalan.syarat],
        alamat={s.replace("-", "_"): f"{jalan.alamat(s)}?ubah=1" for s in jalan.semua},
    )
