"""What this room knows of a pegawai: the registrations in gelombang the asker sees as staff."""

from __future__ import annotations

from diklat.models import Gelombang
from kantor.lingkup import Hak
from kantor.models import Pegawai, Pengguna
from peserta.models import Pendaftaran

TERBANYAK = 50


def diklat_pegawai(pengguna: Pengguna, pegawai: Pegawai) -> list[Pendaftaran]:
    """The newest first, with gelombang and program. One statement."""
    milik = Pendaftaran.objects.filter(
        pegawai=pegawai, gelombang__in=Gelombang.objects.untuk(pengguna, Hak.LIHAT)
    )
    return list(
        milik.select_related("gelombang__kurikulum__program").order_by("-gelombang__mulai", "-pk")[:TERBANYAK]
    )


def pegawai_penyelenggara(pengguna: Pengguna, gelombang: Gelombang, nip: str) -> Pegawai | None:
    """The organiser's own pegawai of this number, for staff who work there; others are not told from unknown ones."""
    milik = Pegawai.objects.untuk(pengguna, Hak.KERJA).filter(instansi=gelombang.instansi, terverifikasi=True)
    return milik.filter(nip=nip).select_related("unit__opd").first()
