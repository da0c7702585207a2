"""Publishing the timetable, and telling those it concerns."""

from __future__ import annotations

import datetime

from diklat.models import Gelombang, TerbitanSesi
from diklat.queries.jadwal import Perubahan
from diklat.services.surat_narasumber import surat_narasumber
from diklat.services.terbitan import catat_terbitan
from kantor.layanan import layanan
from kantor.models import Pengguna
from peserta.models import Pendaftaran
from peserta.queries.jadwal import dikabari
from peserta.services.catat_pindaian import susun_ulang
from peserta.services.surat import surat_jadwal


@layanan
def terbitkan_jadwal(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    dilihat: str | None = None,
    pada: datetime.datetime | None = None,
) -> list[Perubahan]:
    """Publish the plan. Everybody called whom it concerns, and every such narasumber, gets one letter that tells what
    changed.

    What was scanned counts from the new times on. Late entry (`pada` in the past) tells nobody. Returns what changed.
    Raises as `catat_terbitan`.
    """
    pertama = not TerbitanSesi.objects.filter(sesi__gelombang=gelombang).exists()
    perubahan = catat_terbitan(oleh=oleh, gelombang=gelombang, dilihat=dilihat, pada=pada)
    susun_ulang(gelombang)
    if pada is None:
        _kabari_peserta(gelombang, [] if pertama else perubahan)
        surat_narasumber(gelombang, perubahan)
    return perubahan


def _kabari_peserta(gelombang: Gelombang, perubahan: list[Perubahan]) -> None:
    milik = dikabari(gelombang, perubahan)
    orang = Pendaftaran.objects.filter(pk__in=milik).select_related(
        "gelombang__kurikulum__program", "gelombang__instansi", "pegawai__akun", "pegawai__pribadi", "pribadi"
    )
    for p in orang.order_by("pk"):
        surat_jadwal(p, perubahan=milik[p.pk])
