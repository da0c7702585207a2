"""Who may speak for a registration: the person, the operator of the unit, Panitia."""

from __future__ import annotations

from kantor.galat import TidakBerhak, TidakDitemukan
from kantor.lingkup import Hak, boleh
from kantor.models import Pegawai, Pengguna
from peserta.models import Pendaftaran
from peserta.queries.verifikasi import DITERIMA


def pastikan_wakil(oleh: Pengguna | None, pendaftaran: Pendaftaran) -> None:
    """Raise TidakDitemukan or TidakBerhak unless `oleh` may answer for this registration.

    None is the holder of the registration's own key: the page that calls has read the key.
    """
    if oleh is None:
        return
    milik_sendiri = oleh.pegawai_id is not None and oleh.pegawai_id == pendaftaran.pegawai_id
    if milik_sendiri or boleh(oleh, Hak.KERJA, pendaftaran) or boleh(oleh, Hak.USUL, pendaftaran):
        return
    raise TidakBerhak if boleh(oleh, Hak.LIHAT, pendaftaran) else TidakDitemukan


def pastikan_diri(oleh: Pengguna | None, pendaftaran: Pendaftaran) -> None:
    """Raise TidakDitemukan or TidakBerhak unless `oleh` is the person; None is the holder of the own key."""
    if oleh is None or (oleh.pegawai_id is not None and oleh.pegawai_id == pendaftaran.pegawai_id):
        return
    raise TidakBerhak if boleh(oleh, Hak.LIHAT, pendaftaran) else TidakDitemukan


def staf(oleh: Pengguna | None, pendaftaran: Pendaftaran) -> bool:
    """True for Panitia of the organiser, whom an OPD's deadlines do not bind."""
    return oleh is not None and boleh(oleh, Hak.KERJA, pendaftaran)


def menjamin(oleh: Pengguna, pegawai: Pegawai) -> bool:
    """Whether Panitia or an operator may vouch for this person at sign-in: somebody they have accepted or proposed."""
    milik = Pendaftaran.objects.filter(pegawai=pegawai, status__in=DITERIMA)
    return milik.untuk(oleh, Hak.KERJA).exists() or milik.untuk(oleh, Hak.USUL).exists()
