"""Where a registration and what the office has on file of the same person do not agree."""

from __future__ import annotations

from dataclasses import dataclass

from peserta.models import Pendaftaran

KOLOM = {"golongan": "Golongan", "jabatan": "Jabatan"}


@dataclass(frozen=True)
class Beda:
    """One of them: what the registration says and what the pegawai's row says, either may be empty."""

    sebutan: str
    tertulis: str
    tercatat: str

    @property
    def bertentangan(self) -> bool:
        """Both say something: only a person can tell which is right."""
        return bool(self.tertulis and self.tercatat)


def beda_pegawai(p: Pendaftaran) -> list[Beda]:
    """Name with titles, golongan, jabatan and unit that differ, in this order."""
    pegawai = p.pegawai
    pasangan = [("Nama dan gelar", p.nama_lengkap, pegawai.nama_lengkap)]
    pasangan += [(kata, getattr(p, kolom), getattr(pegawai, kolom)) for kolom, kata in KOLOM.items()]
    beda = [Beda(*satu) for satu in pasangan if satu[1] != satu[2]]
    if p.unit_id != pegawai.unit_id:
        beda.append(Beda("Unit kerja", p.unit_nama, pegawai.unit.nama_lengkap if pegawai.unit else ""))
    return beda


def perlu_dipilih(p: Pendaftaran) -> list[Beda]:
    """What accepting this registration could change on the row of a pegawai whom its organiser keeps."""
    pegawai = p.pegawai
    if not pegawai.terverifikasi or pegawai.instansi_id not in {None, p.gelombang.instansi_id}:
        return []
    return [b for b in beda_pegawai(p) if b.bertentangan]
