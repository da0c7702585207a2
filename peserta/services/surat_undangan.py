"""Letters to the operators of an invited OPD: the seat, other dates of it, its end. Each operator gets each once."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
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
from peserta.queries.operator import operator_per_unit
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
    _kirim("undangan_opd", [u for u in baru if u.status == StatusUndangan.BELUM], gelombang)
    UndanganOpd.objects.filter(pk__in=[u.pk for u in baru]).update(disurati=timezone.now())
    return len(baru)


def undangan_tertunda() -> int:
    """Seats given while the gelombang was a draft: it is announced by now. Called by the clock; returns how many.

    A transaction for each gelombang: nobody waits for the letters of another.
    """
    siap = [s for s in BELUM_SELESAI if s != Gelombang.Status.DRAF]
    menunggu = UndanganOpd.objects.filter(disurati=None, gelombang__status__in=siap)
    pk = sorted(set(menunggu.values_list("gelombang", flat=True)))
    return sum(_surati_satu(oleh=None, gelombang=satu) for satu in pk)


@layanan
def _surati_satu(*, oleh: None, gelombang: int) -> int:
    return sum(surati_undangan(g) for g in kunci_gelombang(gelombang))


def lupakan_surat_undangan(gelombang: Gelombang) -> None:
    """It is a draft again, which operators do not see: they are told anew once it is announced anew."""
    UndanganOpd.objects.filter(gelombang=gelombang).update(disurati=None)


def surat_undangan_berubah(gelombang: Gelombang, *, dahulu: str) -> None:
    """The gelombang has other dates than the invitation said."""
    _kirim("undangan_opd_berubah", _sudah_disurati(gelombang), gelombang, dahulu=dahulu)


def surat_undangan_batal(
    gelombang: Gelombang, undangan: Iterable[UndanganOpd] | None = None, *, alasan: str
) -> None:
    """The gelombang does not take place, or these seats of it were taken back."""
    semua = _sudah_disurati(gelombang) if undangan is None else undangan
    _kirim("undangan_opd_batal", [u for u in semua if u.disurati is not None], gelombang, alasan=alasan)


def teks_undangan(undangan: UndanganOpd) -> str:
    """The same in a few lines, ready for WhatsApp."""
    g = undangan.gelombang
    batas = _batas(g)
    isi = (
        f"Mohon isi siapa yang hadir paling lambat {batas} melalui"
        if batas
        else "Waktu mengisi siapa yang hadir sudah lewat; mohon hubungi panitia. Undangan ini dapat dilihat melalui"
    )
    surat = f" (surat nomor {undangan.nomor_surat})" if undangan.nomor_surat else ""
    return (
        f"Yth. Operator {undangan.unit.nama_lengkap},\n\n"
        f"{undangan.unit.nama_lengkap} diundang mengikuti {g}{surat}.\n"
        f"Tanggal: {rentang(g.mulai, g.selesai)}\nTempat: {g.tempat}\n\n"
        f"{isi} {_tautan(undangan)}\n\nTerima kasih."
    )


def _sudah_disurati(gelombang: Gelombang) -> list[UndanganOpd]:
    semua = UndanganOpd.objects.filter(gelombang=gelombang, disurati__isnull=False)
    return list(semua.select_related("unit").order_by("pk"))


def _batas(gelombang: Gelombang) -> str:
    """Until when an answer is awaited; '' once that moment has passed."""
    batas = batas_undangan(gelombang)
    return tanggal_jam(batas, gelombang.instansi.zona_waktu) if batas > timezone.now() else ""


def _kirim(jenis: str, undangan: Collection[UndanganOpd], gelombang: Gelombang, **isi: Any) -> None:
    """One letter to each operator of each of these seats."""
    operator = operator_per_unit([u.unit_id for u in undangan])
    bersama = {
        "gelombang": str(gelombang),
        "mulai": gelombang.mulai,
        "selesai": gelombang.selesai,
        "tempat": gelombang.tempat,
        "penyelenggara": gelombang.instansi.nama,
        "batas": _batas(gelombang),
        **isi,
    }
    for satu in undangan:
        kursi = {
            "opd": satu.unit.nama_lengkap,
            "nomor_surat": satu.nomor_surat,
            "tautan": _tautan(satu),
        }
        for akun in operator[satu.unit_id]:
            kirim_surel(
                jenis=jenis,
                kepada=akun.email,
                nama=akun.sebutan,
                instansi=gelombang.instansi,
                perihal=f"gelombang:{gelombang.pk}",
                konteks=bersama | kursi,
            )


def _tautan(undangan: UndanganOpd) -> str:
    return f"{settings.PORTAL_URL}{reverse('peserta:operator_undangan', args=[undangan.pk])}"
