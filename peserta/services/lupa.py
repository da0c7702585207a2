"""What registrations hold of a person beyond name and outcome: contact, files, keys. Destroyed at their request."""

from __future__ import annotations

from django.utils import timezone

from diklat.models import Gelombang
from kantor.galat import KeadaanBerubah
from kantor.models import Berkas, Pegawai, Pengguna
from kantor.services.berkas import hapus_berkas
from kantor.services.kebersihan import tak_dirujuk
from kantor.services.pribadi import baca_pribadi, lupakan
from peserta.models import AksesPendaftaran, BerkasPendaftaran, Kehadiran, Pendaftaran, PendaftaranPribadi
from peserta.models.pendaftaran import HIDUP

USAI = (Gelombang.Status.SELESAI, Gelombang.Status.DIBATALKAN)


def lupakan_pendaftaran(oleh: Pengguna, pegawai: Pegawai) -> set[str]:
    """Forget the contact, files and keys of a person's registrations, and the letters behind absences.

    Returns the addresses there were.
    The caller holds the pegawai. Raises KeadaanBerubah while they take part in something: the office writes to them.
    """
    milik = Pendaftaran.objects.filter(pegawai=pegawai)
    jalan = milik.filter(status__in=HIDUP).exclude(gelombang__status__in=USAI).select_related("gelombang")
    if p := jalan.first():
        raise KeadaanBerubah(
            f"Masih terdaftar pada {p.gelombang.sebutan}. Data pribadi dapat dihapus sesudah gelombang itu selesai, "
            "atau sesudah pendaftarannya dibatalkan."
        )
    alamat = set()
    for baris in PendaftaranPribadi.objects.filter(pendaftaran__in=milik).order_by("pk"):
        alamat.add(baca_pribadi(baris, "email"))
        lupakan(oleh=oleh, baris=baris)
    AksesPendaftaran.objects.filter(pendaftaran__in=milik).update(berlaku_sampai=timezone.now())
    diserahkan = BerkasPendaftaran.objects.filter(pendaftaran__in=milik)
    bersurat = Kehadiran.objects.filter(pendaftaran__in=milik).exclude(surat=None)
    berkas = list(diserahkan.exclude(berkas=None).values_list("berkas", flat=True))
    berkas += bersurat.values_list("surat", flat=True)
    diserahkan.delete()
    bersurat.update(surat=None)
    for satu in tak_dirujuk(Berkas.objects.filter(pk__in=berkas)):
        hapus_berkas(oleh=oleh, berkas=satu)
    return alamat
