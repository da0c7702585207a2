"""Taking a session away: only while nobody's attendance hangs on it."""

from __future__ import annotations

from diklat.models import Sesi
from diklat.services.sesi import kunci_untuk_sesi
from kantor.galat import KeadaanBerubah
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from peserta.models import Kehadiran


@layanan
def hapus_sesi(*, oleh: Pengguna, sesi: Sesi) -> None:
    """Delete a session planned by mistake. Raises KeadaanBerubah once attendance was recorded."""
    pastikan(oleh, Hak.KERJA, sesi)
    kunci_untuk_sesi(sesi.gelombang)
    if Kehadiran.objects.filter(sesi=sesi).exists():
        raise KeadaanBerubah(
            "Kehadiran pada sesi ini sudah dicatat. Hilangkan centang “Terbit” agar sesi tidak dihitung."
        )
    Sesi.objects.filter(pk=sesi.pk).delete()
