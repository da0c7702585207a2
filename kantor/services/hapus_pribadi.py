"""An erasure request (UU 27/2022 articles 8 and 16): what is personal of a pegawai is destroyed, on record.

Name, NIP, and what a certificate or register must keep stay: an office has to answer for them.
"""

from __future__ import annotations

from kantor.daftar import pelupa_pribadi
from kantor.galat import TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Pegawai, PegawaiPribadi, Pengguna, PenghapusanPribadi
from kantor.services.pribadi import baca_pribadi, lupakan
from kantor.services.surel import lupakan_surel

PANJANG_ALASAN = 300


@layanan
def hapus_data_pribadi(*, oleh: Pengguna, pegawai: Pegawai, alasan: str) -> PenghapusanPribadi:
    """Destroy phone, address, NIK and birth place of somebody, and what other rooms hold (`pelupa_pribadi`).

    Raises TidakDitemukan or TidakBerhak for who does not manage the pegawai's instansi, TidakValid without a reason,
    KeadaanBerubah while the data are still needed.
    """
    pastikan(oleh, Hak.KELOLA, pegawai)
    alasan = " ".join(alasan.split())
    if not alasan or len(alasan) > PANJANG_ALASAN:
        raise TidakValid(rincian={"alasan": [f"Tuliskan alasannya, paling panjang {PANJANG_ALASAN} huruf."]})
    if Pegawai.objects.select_for_update(no_key=True).filter(pk=pegawai.pk).first() is None:
        raise TidakDitemukan
    alamat = {satu for lupa in pelupa_pribadi for satu in lupa(oleh, pegawai)}
    if (baris := PegawaiPribadi.objects.filter(pegawai=pegawai).first()) is not None:
        alamat.add(baca_pribadi(baris, "email"))
        lupakan(oleh=oleh, baris=baris)
    lupakan_surel(alamat - {""})
    return PenghapusanPribadi.objects.create(
        pegawai=pegawai, oleh=oleh, oleh_nama=oleh.sebutan[:150], alasan=alasan
    )
