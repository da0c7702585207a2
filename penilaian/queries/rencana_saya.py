"""The card Rencana aksi on Beranda Peserta."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from diklat.models.gelombang import BELUM_SELESAI
from kantor.models import Pengguna
from penilaian.models import AturanRencana, RencanaAksi, StatusRencana
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import TERPANGGIL

KATA = {
    None: ("Tulis masalah dan gagasan perbaikan layanan di unit Anda.", "Mulai menulis"),
    StatusRencana.DRAF: ("Lanjutkan, lalu kirim kepada mentor.", "Lanjutkan menulis"),
    StatusRencana.DIAJUKAN: ("Menunggu jawaban mentor.", "Lihat rencana aksi"),
    StatusRencana.DIKEMBALIKAN: ("Ada catatan untuk diperbaiki.", "Perbaiki dan kirim lagi"),
    StatusRencana.DISETUJUI: ("Disetujui mentor.", "Lihat rencana aksi"),
}


@dataclass(frozen=True)
class SatuRencana:
    """One plan of a peserta, with what to do about it."""

    p: Pendaftaran
    rencana: RencanaAksi | None
    batas: datetime.datetime | None

    @property
    def kalimat(self) -> str:
        return KATA[self._status][0]

    @property
    def ajakan(self) -> str:
        return KATA[self._status][1]

    @property
    def _status(self) -> StatusRencana | None:
        return StatusRencana(self.rencana.status) if self.rencana else None


@dataclass(frozen=True)
class KartuRencana:
    """Of one registration, or of all."""

    satu: SatuRencana | None = None
    semua: list[SatuRencana] = field(default_factory=list)


def kartu_rencana(pengguna: Pengguna | None, p: Pendaftaran | None = None) -> KartuRencana | None:
    """The card of this registration, for its account or its key; of all own ones; None where no plan is asked for."""
    if p is not None:
        if p.status not in TERPANGGIL or (pengguna is not None and p.pegawai_id != pengguna.pegawai_id):
            return None
        aturan = AturanRencana.objects.filter(gelombang=p.gelombang_id).first()
        if aturan is None:
            return None
        rencana = RencanaAksi.objects.filter(pendaftaran=p).first()
        return KartuRencana(satu=_satu(p, aturan, rencana))
    if pengguna is None or pengguna.pegawai_id is None:
        return None
    semua = (
        Pendaftaran.objects.filter(
            pegawai=pengguna.pegawai_id,
            status__in=TERPANGGIL,
            gelombang__aturan_rencana__isnull=False,
            gelombang__status__in=BELUM_SELESAI,
        )
        .select_related("rencana", "gelombang__aturan_rencana", "gelombang__kurikulum__program")
        .order_by("-gelombang__mulai")[:10]
    )
    isi = [_satu(p, p.gelombang.aturan_rencana, getattr(p, "rencana", None)) for p in semua]
    return KartuRencana(semua=isi) if isi else None


def _satu(p: Pendaftaran, aturan: AturanRencana, rencana: RencanaAksi | None) -> SatuRencana:
    """With the day to send by, while there is something to send."""
    menulis = rencana is None or rencana.dapat_ditulis
    return SatuRencana(p, rencana, aturan.batas_untuk(rencana) if menulis else None)
