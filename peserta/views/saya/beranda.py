"""/saya/: Beranda Peserta, and the page of one registration."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kantor.daftar import KartuSaya, kartu_saya
from kantor.lib.telepon import samarkan, samarkan_surel
from kantor.models import Pengguna
from kantor.services.akun import alamat_surel
from kantor.services.pribadi import baca_pribadi
from kantor.views.dasar import perlu_masuk, tertutup
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import HIDUP
from peserta.queries.pemanggilan import surat_peserta
from peserta.queries.saya import jadwal_saya, kehadiran_saya, pendaftaran_saya, syarat_saya
from peserta.views.publik.gelombang import wajah_penyelenggara
from peserta.views.saya.keadaan import dapat_konfirmasi_nama, dapat_mundur, dapat_unggah, keadaan, langkah
from peserta.views.saya.pelajaran import kunjungan_pendaftaran, pelajaran_terutang
from peserta.views.saya.pintu import Kunjungan, lewat_pintu


@require_safe
@perlu_masuk
def saya(request: HttpRequest) -> HttpResponseBase:
    """All registrations of whoever is signed in, what waits for them, their certificates and data."""
    pengguna: Any = request.user
    semua = list(pendaftaran_saya(pengguna.pegawai)) if pengguna.pegawai_id else []
    baris = [(p, keadaan(p)) for p in semua]
    terutang = pelajaran_terutang(semua)
    isi = {
        "hidup": [(p, k, terutang.get(p.pk, [])) for p, k in baris if _masih_jalan(p)],
        "lalu": [(p, k) for p, k in baris if not _masih_jalan(p)],
        "kartu": kartu(pengguna, None),
        **_kontak(pengguna),
    }
    return tertutup(render(request, "peserta/saya/beranda.html", isi))


@require_safe
@lewat_pintu
def saya_satu(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponseBase:
    """One registration: status, what to do next, files, schedule, attendance."""
    p = kunjungan.p
    syarat = [s for s in syarat_saya(p) if p.status in HIDUP or s.diserahkan]
    isi = {
        "p": p,
        "g": p.gelombang,
        "kunjungan": kunjungan,
        "keadaan": keadaan(p),
        "langkah": langkah(p),
        "syarat": syarat,
        "dapat_unggah": dapat_unggah(p) and bool(syarat),
        "dapat_mundur": dapat_mundur(p),
        "tanya_nama": dapat_konfirmasi_nama(p),
        "kunjungan_benchmarking": kunjungan_pendaftaran(p),
        "jadwal": jadwal_saya(p) if p.status in HIDUP else None,
        "kehadiran": kehadiran_saya(p),
        "surat": surat_peserta(p),
        "kontak": _kontak_pendaftaran(p),
        "kartu": kartu(kunjungan.oleh, p),
        **wajah_penyelenggara(p.gelombang),
    }
    return render(request, "peserta/saya/satu.html", isi)


def kartu(pengguna: Pengguna | None, p: Pendaftaran | None) -> list[tuple[str, Any]]:
    """What upper rooms show here: template and content of each card that has something to say."""
    tampil = [satu for satu in kartu_saya if pengguna is not None or satu.dengan_kunci]
    urut: list[KartuSaya] = sorted(tampil, key=lambda satu: satu.urutan)
    terisi = [(satu.templat, satu.isi(pengguna, p)) for satu in urut]
    return [(templat, isi) for templat, isi in terisi if isi]


def _masih_jalan(p: Pendaftaran) -> bool:
    return p.status in HIDUP and p.gelombang.status not in {"selesai", "dibatalkan"}


def _kontak(pengguna: Pengguna) -> dict[str, str]:
    """Address and phone on file, masked: somebody may look over the shoulder."""
    surel = alamat_surel(pengguna)
    pribadi = getattr(pengguna.pegawai, "pribadi", None) if pengguna.pegawai else None
    ponsel = baca_pribadi(pribadi, "ponsel") if pribadi else ""
    return {
        "surel": samarkan_surel(surel) if surel else "",
        "ponsel": samarkan(ponsel) if ponsel else "",
    }


def _kontak_pendaftaran(p: Pendaftaran) -> dict[str, str]:
    """What was typed at the registration, masked."""
    pribadi = getattr(p, "pribadi", None)
    isi = {k: baca_pribadi(pribadi, k) if pribadi else "" for k in ("email", "ponsel")}
    return {
        "surel": samarkan_surel(isi["email"]) if isi["email"] else "",
        "ponsel": samarkan(isi["ponsel"]) if isi["ponsel"] else "",
    }
