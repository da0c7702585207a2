"""Letters to the operators of an invited OPD: the seat, other dates of it, its end. Each operator gets each once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from diklat.models import Gelombang
from diklat.models.gelombang import BELUM_SELESAI
from diklat.services.kunci import kunci_gelombang
from kantor.daftar import JenisSurel, jenis_surel
from kantor.layanan import layanan
from kantor.lib.tanggal import rentang, tanggal_jam
from kantor.services.surel import kirim_surel
from peserta.models.undangan import StatusUndangan, UndanganOpd
from peserta.queries.operator import operator_disurati
from peserta.queries.undangan import batas_undangan

_CONTOH: dict[str, Any] = {
    "nama": "Rina Siregar, S.Sos.",
    "opd": "Kecamatan Contoh",
    "gelombang": "Sosialisasi Penilaian Kinerja · Tahap I",
    "mulai": datetime.date(2017, 7, 10),
    "selesai": datetime.date(2017, 7, 10),
    "tempat": "Aula Contoh",
    "nomor_surat": "005/123/BKPSDM",
    "penyelenggara": "Pemerintah Kota Contoh",
    "batas": "10 Juli 2017 pukul 07.00 WIB",
    "tautan": "https://portal.contoh.example/operator/",
}
JENIS: dict[str, tuple[str, dict[str, Any]]] = {
    "undangan_opd": ("Undangan perangkat daerah", {}),
    "undangan_opd_berubah": ("Tanggal undangan berubah", {"dahulu": "3 Juli 2017"}),
    "undangan_opd_batal": ("Undangan dibatalkan", {"alasan": "Kegiatan ditunda."}),
}


def pasang_jenis() -> None:
    """Make these kinds known to the outbox; called once when the room opens."""
    for jenis, (label, lain) in JENIS.items():
        jenis_surel.pasang(jenis, JenisSurel(label, contoh=_CONTOH | lain))


def surati_undangan(gelombang: Gelombang) -> int:
    """Tell the operators of every OPD that has a seat and has not been told; returns of how many seats.

    The caller holds the lock of the gelombang, and `disurati` says who was told: nobody is twice. A draft is not seen
    by operators, so its letters wait until it is announced.
    """
    if gelombang.status == Gelombang.Status.DRAF or gelombang.status not in BELUM_SELESAI:
        return 0
    semua = UndanganOpd.objects.filter(gelombang=gelombang, disurati=None)
    baru = list(semua.select_related("unit").order_by("pk"))
    for satu in baru:
        if satu.status == StatusUndangan.BELUM:
            _kirim("undangan_opd", satu, gelombang)
    UndanganOpd.objects.filter(pk__in=[u.pk for u in baru]).update(disurati=timezone.now())
    return len(baru)


@layanan
def undangan_tertunda(*, oleh: None) -> int:
    """Seats given while the gelombang was a draft: it is announced by now. Called by the clock; returns how many."""
    siap = [s for s in BELUM_SELESAI if s != Gelombang.Status.DRAF]
    menunggu = UndanganOpd.objects.filter(disurati=None, gelombang__status__in=siap)
    pk = sorted(set(menunggu.values_list("gelombang", flat=True)))
    return sum(surati_undangan(g) for g in kunci_gelombang(*pk)) if pk else 0


def surat_undangan_berubah(gelombang: Gelombang, *, dahulu: str) -> None:
    """The gelombang has other dates than the invitation said."""
    for satu in _sudah_disurati(gelombang):
        _kirim("undangan_opd_berubah", satu, gelombang, dahulu=dahulu)


def surat_undangan_batal(
    gelombang: Gelombang, undangan: Iterable[UndanganOpd] | None = None, *, alasan: str
) -> None:
    """The gelombang does not take place, or these seats of it were taken back."""
    for satu in _sudah_disurati(gelombang) if undangan is None else undangan:
        if satu.disurati is not None:
            _kirim("undangan_opd_batal", satu, gelombang, alasan=alasan)


def teks_undangan(undangan: UndanganOpd) -> str:
    """The same in a few lines, ready for WhatsApp."""
    g = undangan.gelombang
    batas = tanggal_jam(batas_undangan(g), g.instansi.zona_waktu)
    surat = f" (surat nomor {undangan.nomor_surat})" if undangan.nomor_surat else ""
    return (
        f"Yth. Operator {undangan.unit.nama_lengkap},\n\n"
        f"{undangan.unit.nama_lengkap} diundang mengikuti {g}{surat}.\n"
        f"Tanggal: {rentang(g.mulai, g.selesai)}\nTempat: {g.tempat}\n\n"
        f"Mohon isi siapa yang hadir paling lambat {batas} melalui {_tautan(undangan)}\n\nTerima kasih."
    )


def _sudah_disurati(gelombang: Gelombang) -> list[UndanganOpd]:
    semua = UndanganOpd.objects.filter(gelombang=gelombang, disurati__isnull=False)
    return list(semua.select_related("unit").order_by("pk"))


def _kirim(jenis: str, undangan: UndanganOpd, gelombang: Gelombang, **isi: Any) -> None:
    for satu in operator_disurati(undangan.unit).order_by("pk"):
        kirim_surel(
            jenis=jenis,
            kepada=satu.email,
            nama=satu.sebutan,
            instansi=gelombang.instansi,
            perihal=f"gelombang:{gelombang.pk}",
            konteks={
                "opd": undangan.unit.nama_lengkap,
                "gelombang": str(gelombang),
                "mulai": gelombang.mulai,
                "selesai": gelombang.selesai,
                "tempat": gelombang.tempat,
                "nomor_surat": undangan.nomor_surat,
                "penyelenggara": gelombang.instansi.nama,
                "batas": tanggal_jam(batas_undangan(gelombang), gelombang.instansi.zona_waktu),
                "tautan": _tautan(undangan),
                **isi,
            },
        )


def _tautan(undangan: UndanganOpd) -> str:
    return f"{settings.PORTAL_URL}{reverse('peserta:operator_undangan', args=[undangan.pk])}"
