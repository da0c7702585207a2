"""Somebody who comes in the place of a called person: called on that same letter, named in its nominatif."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kantor.cetak import beku
from kantor.models import Pengguna
from peserta.cetak.nominatif import BarisNominatif
from peserta.cetak.surat_pemanggilan import SuratPemanggilan
from peserta.models import Pemanggilan, Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.services.pemanggilan import baris_nominatif, cetak_surat
from peserta.services.surat import surat_panggilan

Nominatif = tuple[BarisNominatif, ...]


def panggil_pengganti(oleh: Pengguna, orang: Iterable[Pendaftaran]) -> list[Pendaftaran]:
    """Call those of `orang` who were verified on the seat of a called person; returns them.

    The caller holds the gelombang's lock. Side effects: the letter is printed anew once, each of them gets an e-mail.
    """
    per_surat = defaultdict(list)
    for p in orang:
        if p.pemanggilan_id and p.status == Status.DIVERIFIKASI:
            per_surat[p.pemanggilan_id].append(p)
    for pk, pengganti in per_surat.items():
        for p in pengganti:
            p.status, p.alasan = Status.DIPANGGIL, ""
            p.save(update_fields=["status", "alasan"])
        surat = catat_pada_surat(oleh, pk, pengganti)
        for p in pengganti:
            if not p.gelombang.dicatat_kemudian:
                surat_panggilan(p, surat)
    return [p for pengganti in per_surat.values() for p in pengganti]


def catat_pada_surat(oleh: Pengguna, pemanggilan_id: int, pengganti: list[Pendaftaran]) -> SuratPemanggilan:
    """Put each replacement into the row of the one replaced, say so there, and have the letter printed anew.

    All else on the letter stays as it was frozen.
    """
    pemanggilan = (
        Pemanggilan.objects.select_for_update(of=("self",))
        .select_related("gelombang__instansi", "gelombang__kurikulum__program")
        .get(pk=pemanggilan_id)
    )
    surat: SuratPemanggilan = beku.dari_json(SuratPemanggilan, pemanggilan.data)
    for p in pengganti:
        surat = replace(surat, peserta=_gantikan(surat.peserta, p))
    pemanggilan.data = beku.ke_json(surat)
    pemanggilan.save(update_fields=["data"])
    cetak_surat(oleh, pemanggilan)
    return surat


def _gantikan(peserta: Nominatif, p: Pendaftaran) -> Nominatif:
    """The nominatif with `p` in the row of the nearest predecessor who stands there; without one, at its end."""
    [baris] = baris_nominatif([p])
    lama = p.menggantikan
    while lama is not None:
        for n, satu in enumerate(peserta):
            if _ialah(satu, lama):
                baru = replace(baris, urut=satu.urut, menggantikan=satu.nama)
                return (*peserta[:n], baru, *peserta[n + 1 :])
        lama = lama.menggantikan
    digantikan = p.menggantikan.nama_lengkap if p.menggantikan else ""
    return (*peserta, replace(baris, urut=len(peserta) + 1, menggantikan=digantikan))


def _ialah(baris: BarisNominatif, p: Pendaftaran) -> bool:
    """Letters frozen before rows carried the registration's number are known by NIP, or name where there is none."""
    if baris.nomor:
        return baris.nomor == p.nomor
    return baris.nip == p.pegawai.nip if baris.nip else baris.nama == p.nama_lengkap
