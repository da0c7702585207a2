"""What every bulk act shares: a reason, locked rows, each row in its own savepoint with its outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from diklat.models import Gelombang
from kantor.galat import Galat, TidakValid
from peserta.models import Pendaftaran
from peserta.services.kunci import kunci_pegawai

PANJANG_ALASAN = 300


def wajib_alasan(alasan: str) -> str:
    """The reason, tidied. Raises TidakValid when there is none or it is too long."""
    alasan = " ".join(alasan.split())
    if not alasan:
        raise TidakValid("Tuliskan alasannya.", rincian={"alasan": "Tuliskan alasannya."})
    if len(alasan) > PANJANG_ALASAN:
        raise TidakValid(rincian={"alasan": f"Alasan paling panjang {PANJANG_ALASAN} huruf."})
    return alasan


def kunci_baris(
    gelombang: Gelombang, pilihan: Iterable[int], *, dengan_pegawai: bool = False
) -> list[Pendaftaran]:
    """The chosen registrations of a locked gelombang, read afresh, as they came in.

    `dengan_pegawai` locks the people too: where a seat is given or what is known of them is written. Where a seat may
    be freed it stays away: `isi_kursi_kosong` locks the list afterwards.
    """
    baris = Pendaftaran.objects.filter(gelombang=gelombang, pk__in=set(pilihan))
    if dengan_pegawai:
        kunci_pegawai(baris.values_list("pegawai", flat=True))
    segar = list(baris.select_related("pegawai__akun", "pegawai__pribadi", "pribadi", "unit").order_by("pk"))
    for p in segar:
        p.gelombang = gelombang
    return segar


def jalankan_baris(p: Pendaftaran, lakukan: Callable[..., Any], *nilai: Any) -> dict[str, Any]:
    """One row of a bulk act in its own savepoint; what it came to, for `TindakanMassal.rincian`."""
    dari = p.status
    hasil = {"pendaftaran": p.pk, "nomor": p.nomor, "nama": p.nama_lengkap, "dari": dari}
    try:
        with transaction.atomic():
            lakukan(*nilai)
    except Galat as galat:
        return hasil | {"ke": dari, "berhasil": False, "pesan": galat.pesan}
    return hasil | {"ke": p.status, "berhasil": True, "pesan": ""}
