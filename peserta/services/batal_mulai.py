"""A gelombang started by mistake goes back to where it was."""

from __future__ import annotations

from diklat.models import Gelombang, Kurikulum
from diklat.services.gelombang import harus_status
from diklat.services.kunci import kunci_gelombang
from kantor.galat import KeadaanBerubah
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from peserta.daftar import penghalang_batal_mulai

S = Gelombang.Status


@layanan
def batal_mulai(*, oleh: Pengguna, gelombang: Gelombang) -> Gelombang:
    """Back to closed registration while nothing hangs on the start; the kurikulum may change again if no other
    gelombang has used it. Raises KeadaanBerubah with what was recorded since."""
    pastikan(oleh, Hak.KERJA, gelombang)
    [g] = kunci_gelombang(gelombang.pk)
    harus_status(g, S.BERLANGSUNG)
    if alasan := [kata for periksa in penghalang_batal_mulai if (kata := periksa(g))]:
        raise KeadaanBerubah(f"Gelombang tidak dapat dikembalikan: {', '.join(alasan)}.")
    g.status = S.DITUTUP
    g.save(update_fields=["status"])
    terpakai = Gelombang.objects.filter(kurikulum=g.kurikulum_id, status__in=(S.BERLANGSUNG, S.SELESAI))
    if not terpakai.exists():
        Kurikulum.objects.filter(pk=g.kurikulum_id).update(beku=False)
    return g
