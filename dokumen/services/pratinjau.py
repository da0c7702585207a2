"""A certificate as it would look, before anything is issued: no number, no code, marked on its face."""

from __future__ import annotations

import dataclasses

from django.conf import settings
from django.utils import timezone

from dokumen.cetak.data_sertifikat import DataSertifikat
from dokumen.models import JenisSertifikat, Sertifikat
from dokumen.services.pembekuan import bekukan, siapkan_kelompok
from kantor.galat import KeadaanBerubah
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from penilaian.models import Hasil
from penilaian.queries.kelayakan import JENIS
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import TERPANGGIL

TANDA = "PRATINJAU, belum terbit"


@layanan
def pratinjau(*, oleh: Pengguna, pendaftaran: Pendaftaran) -> bytes:
    """The PDF for this person as of now, by the outcome if there is one, else as if passed. Stores no certificate.

    Raises KeadaanBerubah for somebody who was not called, TidakValid without a signer.
    """
    from dokumen.cetak.sertifikat import PencetakSertifikat  # heavy: only where papers are printed

    pastikan(oleh, Hak.LIHAT, pendaftaran)
    if pendaftaran.status not in TERPANGGIL:
        raise KeadaanBerubah("Pratinjau dibuat untuk peserta yang sudah dipanggil.")
    g = pendaftaran.gelombang
    hasil = Hasil.objects.filter(pendaftaran=pendaftaran).first() or Hasil(putusan=Hasil.Putusan.LULUS)
    jenis = JENIS.get(Hasil.Putusan(hasil.putusan), JenisSertifikat.MENGIKUTI)
    contoh = Sertifikat(
        jenis=jenis, nomor=TANDA, kode="PRATINJAU", alamat=f"{settings.PORTAL_URL}/verifikasi/PRATINJAU/"
    )
    tanggal = max(g.selesai, timezone.localdate()) if not g.dicatat_kemudian else g.selesai
    kelompok = siapkan_kelompok(g, tanggal, [pendaftaran.nama_lengkap])
    bekukan(kelompok, contoh, pendaftaran, hasil)
    data = DataSertifikat.dari_json(contoh.data, lambang=kelompok.lambang)
    return PencetakSertifikat(()).cetak(dataclasses.replace(data, contoh=True))
