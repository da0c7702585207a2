"""Closing a gelombang: only when everybody has an outcome."""

from __future__ import annotations

import datetime

from diklat.models import Gelombang
from diklat.queries.waktu import terlalu_dini_selesai
from diklat.services.gelombang import harus_status
from diklat.services.kepastian import wajib_pasti
from diklat.services.kunci import kunci_gelombang
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lib.nama import sebut
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from kantor.riwayat import konteks
from penilaian.queries.hasil import belum_berhasil
from penilaian.queries.kelulusan import hasil_tertunda
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import HIDUP, TERPANGGIL, Status

DISEBUT = 10
TANPA_PANGGILAN = "Gelombang selesai tanpa pemanggilan."
TANPA_PENGGANTI = "Berhalangan hadir; sampai gelombang selesai tidak ada pengganti."


@layanan
def tutup_gelombang(
    *, oleh: Pengguna, gelombang: Gelombang, pasti: bool = True, pada: datetime.datetime | None = None
) -> Gelombang:
    """End a gelombang. Registrations that were never called end with it (dibatalkan).

    Raises KeadaanBerubah naming those without an outcome, where scores were not locked by a recap, or when the
    gelombang does not run; with `pasti` False TidakValid with a question before the last day.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    [g] = kunci_gelombang(gelombang.pk)
    harus_status(g, Gelombang.Status.BERLANGSUNG)
    if belum := list(belum_berhasil(g)):
        raise KeadaanBerubah(
            f"{len(belum)} peserta belum memiliki hasil: {sebut([p.nama_lengkap for p in belum], DISEBUT)}.",
            rincian={p.nomor: p.nama_lengkap for p in belum},
        )
    if hasil_tertunda(g):
        raise KeadaanBerubah("Hasil belum ditetapkan dalam rekap kelulusan. Tetapkan dahulu pada tab Hasil.")
    wajib_pasti(terlalu_dini_selesai(g, pada), pasti=pasti)
    sisa = Pendaftaran.objects.filter(gelombang=g, status__in=set(HIDUP) - set(TERPANGGIL))
    sisa.filter(status=Status.BERHALANGAN).update(status=Status.DIBATALKAN, alasan=TANPA_PENGGANTI)
    sisa.update(status=Status.DIBATALKAN, alasan=TANPA_PANGGILAN)
    g.status = Gelombang.Status.SELESAI
    g.save(update_fields=["status"])
    return g


@layanan
def buka_kembali_gelombang(*, oleh: Pengguna, gelombang: Gelombang, alasan: str) -> Gelombang:
    """Run a closed gelombang again to correct attendance or an outcome; the reason stands in the history."""
    pastikan(oleh, Hak.KERJA, gelombang)
    if not alasan.strip():
        raise TidakValid(rincian={"alasan": "Tuliskan alasannya."})
    [g] = kunci_gelombang(gelombang.pk)
    harus_status(g, Gelombang.Status.SELESAI)
    g.status = Gelombang.Status.BERLANGSUNG
    with konteks(oleh=oleh, alasan=alasan.strip()):
        g.save(update_fields=["status"])
    return g
