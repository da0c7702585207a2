"""Why somebody waits on the list of cadangan, and why nobody there can be offered a seat: the true reason."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from diklat.models import Gelombang
from diklat.queries.gelombang import awal_hari
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import PEMEGANG_KURSI, Status
from peserta.queries.kuota import KuotaTerisi, kuota_unit
from peserta.queries.kursi import kursi

S = Gelombang.Status
BENTROK = "memegang kursi pada gelombang lain dengan tanggal yang bertumpukan"


def sebab_menunggu(gelombang: Gelombang, unit_id: int | None) -> str:
    """In words, for a sentence: no seat is left, the quota of the unit is reached, or seats go down the list first."""
    penuh = _penuh(kuota_unit(gelombang, PEMEGANG_KURSI), unit_id)
    if not kursi(gelombang).sisa:
        penuh.insert(0, f"semua {gelombang.kuota} kursi sudah terisi")
    return " dan ".join(penuh) or "kursi kosong ditawarkan menurut urutan"


def sebab_tiap_orang(gelombang: Gelombang, cadangan: Iterable[Pendaftaran]) -> dict[int, str]:
    """The quota that keeps each of these waiting though there are seats; who is not named waits for a seat only."""
    kuota = kuota_unit(gelombang, PEMEGANG_KURSI)
    return {p.pk: sebab for p in cadangan if (sebab := " dan ".join(_penuh(kuota, p.unit_id)))}


def sebab_tak_ditawari(gelombang: Gelombang) -> str:
    """A sentence for who asked to offer the free seats and nobody was offered one."""
    if gelombang.status not in (S.DIBUKA, S.DITUTUP):
        return f"Gelombang ini berstatus “{gelombang.get_status_display()}”; kursi tidak ditawarkan lagi."
    if awal_hari(gelombang) <= timezone.now():
        return "Hari pertama sudah tiba; kursi tidak ditawarkan lagi. Pengganti didudukkan lewat Registrasi ulang."
    keadaan = kursi(gelombang)
    if not keadaan.cadangan:
        return "Tidak ada peserta cadangan yang menunggu."
    if not keadaan.sisa:
        return f"Semua {gelombang.kuota} kursi sudah terisi."
    cadangan = list(Pendaftaran.objects.filter(gelombang=gelombang, status=Status.DAFTAR_TUNGGU))
    sebab = sebab_tiap_orang(gelombang, cadangan)
    alasan = sorted(set(sebab.values())) + ([BENTROK] if len(sebab) < len(cadangan) else [])
    return f"Tidak ada peserta cadangan yang dapat mengambil kursi: {'; '.join(alasan)}."


def _penuh(kuota: list[KuotaTerisi], unit_id: int | None) -> list[str]:
    return [
        f"kuota {k.nama} ({k.kuota} orang) sudah terisi" for k in kuota if unit_id in k.cabang and not k.sisa
    ]
