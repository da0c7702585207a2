"""The card Inovasi Anda on Beranda Peserta."""

from __future__ import annotations

from dataclasses import dataclass, field

from kantor.models import Pengguna
from kantor.zona import hari_ini
from penilaian.models import RencanaAksi, StatusLaporan
from penilaian.queries.tindak_lanjut import Tonggak, ditindaklanjuti, tonggak
from peserta.models import Pendaftaran


@dataclass(frozen=True)
class SatuTindakLanjut:
    """One innovation of a peserta with its three reports."""

    p: Pendaftaran
    rencana: RencanaAksi
    tonggak: list[Tonggak]

    @property
    def perlu(self) -> Tonggak | None:
        """The report that waits for the peserta, the oldest first."""
        return next((t for t in self.tonggak if t.dapat_ditulis and not _diajukan(t)), None)


@dataclass(frozen=True)
class KartuTindakLanjut:
    """Of one registration, or of all."""

    satu: SatuTindakLanjut | None = None
    semua: list[SatuTindakLanjut] = field(default_factory=list)


def kartu_tindak_lanjut(pengguna: Pengguna | None, p: Pendaftaran | None = None) -> KartuTindakLanjut | None:
    """The card once the first report may be sent; on the front page only while one waits. None otherwise."""
    milik = ditindaklanjuti().prefetch_related("laporan")
    if p is not None:
        if pengguna is not None and p.pegawai_id != pengguna.pegawai_id:
            return None
        rencana = milik.filter(pendaftaran=p).first()
        satu = _satu(p, rencana) if rencana else None
        return KartuTindakLanjut(satu=satu) if satu and satu.tonggak[0].terbuka else None
    if pengguna is None or pengguna.pegawai_id is None:
        return None
    semua = [
        _satu(r.pendaftaran, r)
        for r in milik.filter(pendaftaran__pegawai=pengguna.pegawai_id)
        .select_related("pendaftaran__gelombang__instansi", "pendaftaran__gelombang__kurikulum__program")
        .order_by("-dasar")[:5]
    ]
    perlu = [satu for satu in semua if satu.perlu]
    return KartuTindakLanjut(semua=perlu) if perlu else None


def _satu(p: Pendaftaran, rencana: RencanaAksi) -> SatuTindakLanjut:
    return SatuTindakLanjut(p, rencana, tonggak(rencana, hari_ini(p.gelombang.instansi)))


def _diajukan(t: Tonggak) -> bool:
    return t.laporan is not None and t.laporan.status == StatusLaporan.DIAJUKAN
