"""Letters about plans: to those who guide, at the address of their account; to the peserta, as all others."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from kantor.daftar import JenisSurel, jenis_surel
from kantor.models import Instansi, Pegawai, Surel
from kantor.services.akun import alamat_surel
from kantor.services.surel import kirim_surel
from penilaian.models import Pendamping, PintuMentor, RencanaAksi
from peserta.models import Pendaftaran
from peserta.services import surat

_MENTOR: dict[str, Any] = {
    "nama": "Drs. Ahmad Nasution",
    "sebagai": "mentor",
    "peserta": "Rina Siregar, S.Sos.",
    "gelombang": "Diklat Inovasi Pelayanan Publik · Angkatan I",
    "judul": "Antrean Ramah Lansia",
    "tautan": "https://portal.contoh.example/mentor/7K4M-XQ2P-9TRC-WDEH/",
    "penyelenggara": "Pemerintah Kota Contoh",
}
_PESERTA: dict[str, Any] = {
    "nama": "Rina Siregar, S.Sos.",
    "nomor": "PD-7K4M-XQ2P-9TRC-WDEH-5",
    "gelombang": "Diklat Inovasi Pelayanan Publik · Angkatan I",
    "judul": "Antrean Ramah Lansia",
    "oleh": "Drs. Ahmad Nasution",
    "tautan": "https://portal.contoh.example/saya/",
    "penyelenggara": "Pemerintah Kota Contoh",
}
JENIS: dict[str, tuple[str, dict[str, Any]]] = {
    "mentor_undangan": ("Undangan menjadi mentor atau coach", _MENTOR),
    "mentor_menunggu": ("Rencana aksi menunggu persetujuan mentor", _MENTOR),
    "mentor_pengingat": (
        "Pengingat untuk mentor",
        _MENTOR | {"undangan": 1, "rencana": 3, "bimbingan": 2, "nilai": 4},
    ),
    "rencana_dikembalikan": ("Rencana aksi dikembalikan", _PESERTA | {"catatan": "Lengkapi data awal."}),
    "rencana_disetujui": ("Rencana aksi disetujui mentor", _PESERTA | {"catatan": ""}),
    "rencana_pengingat": (
        "Pengingat mengirim rencana aksi",
        _PESERTA | {"batas": datetime.datetime(2017, 8, 18, 9, tzinfo=datetime.UTC), "zona": "Asia/Jakarta"},
    ),
}


def pasang_jenis() -> None:
    """Make these kinds known to the outbox; called once when the room opens."""
    for jenis, (label, contoh) in JENIS.items():
        jenis_surel.pasang(jenis, JenisSurel(label, contoh=contoh))


def surat_undangan(pendamping: Pendamping) -> Surel | None:
    """ "Will you be the mentor of …?" with the private address."""
    return _ke_pendamping("mentor_undangan", pendamping)


def surat_menunggu(pendamping: Pendamping, rencana: RencanaAksi) -> Surel | None:
    """A plan waits for this mentor."""
    return _ke_pendamping("mentor_menunggu", pendamping, judul=rencana.judul)


def surat_pengingat_mentor(
    pegawai: Pegawai, instansi: Instansi, *, undangan: int, rencana: int, bimbingan: int, nilai: int
) -> Surel | None:
    """What waits for this mentor, in numbers."""
    hitung: dict[str, Any] = {
        "undangan": undangan,
        "rencana": rencana,
        "bimbingan": bimbingan,
        "nilai": nilai,
    }
    return _kirim("mentor_pengingat", pegawai, instansi, **hitung)


def surat_tanggapan(rencana: RencanaAksi, *, disetujui: bool, catatan: str, oleh: str) -> Surel | None:
    """What the mentor said of the plan, to its writer."""
    jenis = "rencana_disetujui" if disetujui else "rencana_dikembalikan"
    return surat.kirim(rencana.pendaftaran, jenis, judul=rencana.judul, catatan=catatan, oleh=oleh)


def surat_pengingat(p: Pendaftaran, *, batas: datetime.datetime | None) -> Surel | None:
    """The plan is not sent yet."""
    return surat.kirim(p, "rencana_pengingat", batas=batas, zona=p.gelombang.instansi.zona_waktu)


def pintu_mentor(instansi: Instansi, pegawai: Pegawai) -> PintuMentor:
    """The one private address of this mentor in this office, made when there is none."""
    PintuMentor.objects.bulk_create([PintuMentor(instansi=instansi, pegawai=pegawai)], ignore_conflicts=True)
    return PintuMentor.objects.get(instansi=instansi, pegawai=pegawai)


def alamat_pintu(pintu: PintuMentor) -> str:
    """The address in the letter and in a message."""
    return settings.PORTAL_URL + reverse("penilaian:pintu_mentor", args=[pintu.kode])


def _ke_pendamping(jenis: str, pendamping: Pendamping, **isi: Any) -> Surel | None:
    if pendamping.pegawai is None:
        return None
    p = pendamping.pendaftaran
    return _kirim(
        jenis,
        pendamping.pegawai,
        p.gelombang.instansi,
        sebagai=pendamping.get_peran_display().lower(),
        peserta=p.nama_lengkap,
        gelombang=str(p.gelombang),
        perihal=f"pendaftaran:{p.pk}",
        **isi,
    )


def _kirim(
    jenis: str, pegawai: Pegawai, instansi: Instansi, *, perihal: str = "", **isi: Any
) -> Surel | None:
    akun = getattr(pegawai, "akun", None)
    if akun is None or not akun.is_active:
        return None
    return kirim_surel(
        jenis=jenis,
        kepada=alamat_surel(akun),
        nama=pegawai.nama_lengkap,
        instansi=instansi,
        perihal=perihal or f"mentor:{pegawai.pk}",
        konteks={
            "tautan": alamat_pintu(pintu_mentor(instansi, pegawai)),
            "penyelenggara": instansi.nama,
            **isi,
        },
    )
