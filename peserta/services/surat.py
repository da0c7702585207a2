"""Letters about a registration, and where each may go.

A pegawai with an account gets letters at the account's address only, whatever somebody typed; anybody else gets them
at the address typed at the registration, with a key that opens just this one.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from diklat.models import Kunjungan
from diklat.queries.jadwal import Perubahan
from kantor.daftar import JenisSurel, jenis_surel
from kantor.lib.tanggal import rentang
from kantor.models import Surel
from kantor.services.pribadi import baca_pribadi
from kantor.services.surel import kirim_surel
from kantor.zona import hari_ini
from peserta.cetak.surat_pemanggilan import SuratPemanggilan, deret
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.services.akses import alamat_akses, buat_akses

_CONTOH = {
    "nama": "Rina Siregar, S.Sos.",
    "nomor": "PD-7K4M-XQ2P-9TRC-WDEH-5",
    "gelombang": "Diklat Pelayanan Prima · Gelombang I",
    "mulai": datetime.date(2017, 7, 10),
    "selesai": datetime.date(2017, 7, 14),
    "tempat": "Hotel Contoh",
    "penyelenggara": "Pemerintah Kota Contoh",
    "tautan": "https://portal.contoh.example/saya/",
    "cadangan": False,
}
# Every kind of letter of this file: what the office calls it, and what else its words need.
JENIS: dict[str, tuple[str, dict[str, Any]]] = {
    "pendaftaran_diterima": ("Pendaftaran diterima", {"cadangan": True, "posisi": 3}),
    "pendaftaran_ganda": ("NIP sudah terdaftar", {"tanda_terima": "PD-2B8N-5HJK-7QWX-3VTY-A"}),
    "pendaftaran_bentrok": (
        "Tanggal bertumpukan",
        {"tanda_terima": "PD-2B8N-5HJK-7QWX-3VTY-A", "diminta": "Diklat Pelayanan Prima · Gelombang II"},
    ),
    "tawaran_kursi": (
        "Tawaran kursi",
        {"batas": datetime.datetime(2017, 7, 3, 9, tzinfo=datetime.UTC), "zona": "Asia/Jakarta"},
    ),
    "tawaran_lewat": ("Tawaran kursi lewat batas", {}),
    "gelombang_dibatalkan": ("Gelombang dibatalkan", {"alasan": "Tempat pelaksanaan tidak dapat dipakai."}),
    "jadwal_berubah": ("Tanggal pelaksanaan berubah", {"dahulu": "3 s.d. 7 Juli 2017"}),
    "jadwal_terbit": (
        "Jadwal terbit atau berubah",
        {
            "perubahan": ["Konsep pelayanan prima: Ruang semula Ruang Serdang, menjadi Ruang Deli."],
            "tautan_jadwal": "https://portal.contoh.example/gelombang/pelayanan-prima-2017-1/jadwal/",
        },
    ),
    "pindah_gelombang": ("Dipindahkan ke gelombang lain", {"dari": "Diklat Pelayanan Prima · Gelombang II"}),
    "pendaftaran_diverifikasi": ("Pendaftaran terverifikasi", {"alasan": ""}),
    "keputusan_diurungkan": ("Keputusan ditinjau kembali", {}),
    "pendaftaran_dikembalikan": ("Berkas perlu dilengkapi", {"alasan": "Surat tugas tidak terbaca."}),
    "pendaftaran_ditolak": ("Tidak memenuhi syarat", {"alasan": "Bukan dari unit yang dituju."}),
    "pendaftaran_digantikan": ("Digantikan peserta lain", {"alasan": "Tugas mendesak di kantor."}),
    "pendaftaran_dibatalkan": ("Pendaftaran dibatalkan panitia", {"alasan": "Tidak hadir."}),
    "pemanggilan": (
        "Pemanggilan peserta",
        {
            "batas": datetime.date(2017, 7, 5),
            "registrasi": "Senin, 10 Juli 2017 di meja registrasi",
            "pukul": "07.30 WIB s.d. selesai",
            "pakaian": "Batik bebas rapi",
            "dibawa": "surat tugas",
            "ketentuan": ("Peserta membawa laptop.",),
            "narahubung": "Bidang Diklat, 0811-0000-0000",
        },
    ),
    "pelajaran_belum": (
        "Pelajaran kunjungan belum ditulis",
        {
            "lokus": "Mal Pelayanan Publik Contoh, Contoh",
            "kapan": "12 s.d. 13 Juli 2017",
        },
    ),
    "kunjungan_berubah": (
        "Tanggal kunjungan berubah",
        {
            "lokus": "Mal Pelayanan Publik Contoh, Jalan Contoh 7, Contoh",
            "dahulu": "12 s.d. 13 Juli 2017",
            "menjadi": "13 s.d. 14 Juli 2017",
        },
    ),
    "peserta_berhalangan": (
        "Peserta berhalangan, minta pengganti",
        {"peserta": "Rina Siregar, S.Sos.", "alasan": "Sakit."},
    ),
}


def pasang_jenis() -> None:
    """Make these kinds known to the outbox; called once when the room opens."""
    for jenis, (label, lain) in JENIS.items():
        jenis_surel.pasang(jenis, JenisSurel(label, contoh=_CONTOH | lain))


def surat_diterima(p: Pendaftaran, *, posisi: int | None, surel: str = "") -> Surel | None:
    """ "Your registration is in": number, place on the list if any, and the way to follow it.

    `surel`: the address just typed, for a caller who has it at hand.
    """
    return kirim(p, "pendaftaran_diterima", surel=surel, nomor=p.nomor, posisi=posisi)


def surat_terdaftar(p: Pendaftaran, *, tanda_terima: str) -> Surel | None:
    """To the owner: somebody tried to register this NIP again; the first registration stands."""
    return kirim(p, "pendaftaran_ganda", nomor=p.nomor, tanda_terima=tanda_terima)


def surat_bentrok(p: Pendaftaran, *, diminta: str, tanda_terima: str) -> Surel | None:
    """To the owner of the seat `p`: a registration for overlapping dates was asked for and not made."""
    return kirim(p, "pendaftaran_bentrok", nomor=p.nomor, diminta=diminta, tanda_terima=tanda_terima)


def surat_tawaran(p: Pendaftaran) -> Surel | None:
    """A seat is offered, until when, and where to answer."""
    return kirim(p, "tawaran_kursi", batas=p.tawaran_sampai, zona=p.gelombang.instansi.zona_waktu)


def surat_tawaran_lewat(p: Pendaftaran) -> Surel | None:
    """The offer ran out and went to the next."""
    return kirim(p, "tawaran_lewat", nomor=p.nomor)


def surat_gelombang_batal(p: Pendaftaran, *, alasan: str) -> Surel | None:
    """The gelombang does not take place."""
    return kirim(p, "gelombang_dibatalkan", nomor=p.nomor, alasan=alasan)


def surat_jadwal_berubah(p: Pendaftaran, *, dahulu: str) -> Surel | None:
    """The gelombang has other dates than when the person registered."""
    return kirim(p, "jadwal_berubah", nomor=p.nomor, dahulu=dahulu)


def surat_jadwal(p: Pendaftaran, *, perubahan: list[Perubahan]) -> Surel | None:
    """The timetable is out (no `perubahan`), or what of it changed."""
    kata = [f"{satu.sesi.judul}: {' '.join(satu.kalimat) or 'Sesi baru.'}" for satu in perubahan]
    tautan = f"{settings.PORTAL_URL}{reverse('peserta:jadwal_publik', args=[p.gelombang.slug])}"
    return kirim(p, "jadwal_terbit", perubahan=kata, tautan_jadwal=tautan)


def surat_pindah(p: Pendaftaran, *, dari: str) -> Surel | None:
    """Panitia moved the person to another gelombang, under a new number."""
    return kirim(p, "pindah_gelombang", nomor=p.nomor, dari=dari)


def surat_pelajaran(p: Pendaftaran, *, kunjungan: Kunjungan) -> Surel | None:
    """The lesson of a visit waits to be written; it can be until the gelombang closes, whatever its last day."""
    return kirim(
        p,
        "pelajaran_belum",
        nomor=p.nomor,
        lokus=str(kunjungan),
        kapan=rentang(kunjungan.mulai, kunjungan.selesai),
    )


def surat_kunjungan(p: Pendaftaran, *, kunjungan: Kunjungan, dahulu: str) -> Surel | None:
    """A visit has other dates than the person was told."""
    return kirim(
        p,
        "kunjungan_berubah",
        nomor=p.nomor,
        lokus=kunjungan.lengkap,
        dahulu=dahulu,
        menjadi=rentang(kunjungan.mulai, kunjungan.selesai),
    )


def surat_panggilan(p: Pendaftaran, surat: SuratPemanggilan) -> Surel | None:
    """Called: what the Surat Pemanggilan says, for who reads only this; a day to answer by that has passed is left
    out, as for somebody called late in the place of another."""
    batas = surat.batas_konfirmasi
    return kirim(
        p,
        "pemanggilan",
        nomor=p.nomor,
        batas=batas if batas and batas >= hari_ini(p.gelombang.instansi) else None,
        registrasi=surat.registrasi,
        pukul=surat.pukul,
        pakaian=surat.pakaian,
        dibawa=deret(surat.dibawa),
        ketentuan=surat.ketentuan,
        narahubung=surat.narahubung,
    )


def kirim(p: Pendaftaran, jenis: str, *, surel: str = "", **isi: Any) -> Surel | None:
    """One letter about this registration to whom it belongs; None when no address is known.

    `p.gelombang` (with kurikulum, program and instansi) and `p.pegawai.akun` are read: select them beforehand.
    """
    alamat, berakun = alamat_pemilik(p, surel=surel)
    if not alamat:
        return None
    gelombang = p.gelombang
    return kirim_surel(
        jenis=jenis,
        kepada=alamat,
        # Not what a stranger typed: the owner of an account is greeted by the name on file.
        nama=(p.pegawai if berakun else p).nama_lengkap,
        instansi=gelombang.instansi,
        perihal=f"pendaftaran:{p.pk}",
        konteks={
            "gelombang": str(gelombang),
            "mulai": gelombang.mulai,
            "selesai": gelombang.selesai,
            "tempat": gelombang.tempat,
            "penyelenggara": gelombang.instansi.nama,
            "tautan": f"{settings.PORTAL_URL}/saya/" if berakun else alamat_akses(buat_akses(pendaftaran=p)),
            "cadangan": p.status == Status.DAFTAR_TUNGGU,
            **isi,
        },
    )


def alamat_pemilik(p: Pendaftaran, *, surel: str = "") -> tuple[str, bool]:
    """Where letters about this registration go, and whether the person signs in with an account there."""
    pegawai = p.pegawai
    akun = getattr(pegawai, "akun", None)
    if akun is not None and akun.is_active:
        if akun.email:
            return akun.email, True
        pribadi = getattr(pegawai, "pribadi", None)
        return (baca_pribadi(pribadi, "email") if pribadi else ""), True
    if surel:
        return surel, False
    kontak = getattr(p, "pribadi", None)
    return (baca_pribadi(kontak, "email") if kontak else ""), False
