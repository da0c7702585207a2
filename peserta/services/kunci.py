"""The second lock: pegawai by pk, after the gelombang. Whoever gives a seat takes it first."""

from __future__ import annotations

from collections.abc import Iterable

from diklat.models import Gelombang
from diklat.services.kunci import kunci_gelombang
from kantor.galat import TidakDitemukan
from kantor.models import Pegawai
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status


def kunci_pegawai(pk: Iterable[int]) -> None:
    """Lock these pegawai by ascending pk, so that two gelombang cannot seat one of them at the same moment.

    Without it the exclusion constraint would still hold, but two writers could wait for each other's row.
    """
    kunci = Pegawai.objects.select_for_update(no_key=True).filter(pk__in=set(pk)).order_by("pk")
    list(kunci.values_list("pk", flat=True))


def kunci_dengan_cadangan(*gelombang: Gelombang, pegawai: Iterable[int] = ()) -> None:
    """Lock these people and everybody on the lists of cadangan, all at once and so by pk.

    For a caller that holds the locks of these gelombang and may fill seats: locking whom the seat is offered to only
    after somebody else would cross another gelombang that does the same with the same people.
    """
    cadangan = Pendaftaran.objects.filter(gelombang__in=gelombang, status=Status.DAFTAR_TUNGGU)
    kunci_pegawai({*pegawai, *cadangan.values_list("pegawai", flat=True)})


def kunci_pendaftaran(
    pendaftaran: Pendaftaran, *, dengan_pegawai: bool = False, dengan_cadangan: bool = False
) -> tuple[Gelombang, Pendaftaran]:
    """Lock the gelombang of a registration, then read the row afresh.

    `dengan_pegawai` locks the person too, where a seat is given; `dengan_cadangan` the person and the list, where
    after that a seat may be offered.
    """
    [gelombang] = kunci_gelombang(pendaftaran.gelombang_id)
    if dengan_cadangan:
        kunci_dengan_cadangan(gelombang, pegawai=[pendaftaran.pegawai_id])
    elif dengan_pegawai:
        kunci_pegawai([pendaftaran.pegawai_id])
    segar = (
        Pendaftaran.objects.select_related("pegawai__akun", "unit")
        .filter(pk=pendaftaran.pk, gelombang=gelombang)
        .first()
    )
    if segar is None:  # moved to another gelombang or gone since the caller looked
        raise TidakDitemukan("Pendaftaran tidak ditemukan.")
    segar.gelombang = gelombang
    return gelombang, segar
