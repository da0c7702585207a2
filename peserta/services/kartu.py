"""Codes of badges: drawn when they are first needed, revoked when a badge is lost, another one issued."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.utils import timezone

from diklat.models import Gelombang
from kantor.galat import TidakValid
from kantor.layanan import layanan
from kantor.lib import kode
from kantor.lingkup import Hak, pastikan, pastikan_atau_sistem
from kantor.models import Pengguna
from peserta.models import KartuPeserta, Pendaftaran
from peserta.models.pendaftaran import TERPANGGIL


@layanan
def siapkan_kartu(*, oleh: Pengguna | None, gelombang: Gelombang) -> int:
    """Draw a code for everybody called or seated who has none. Returns how many were drawn."""
    pastikan_atau_sistem(oleh, Hak.KERJA, gelombang)
    berlaku = KartuPeserta.objects.filter(pendaftaran=OuterRef("pk"), dicabut=None)
    belum = Pendaftaran.objects.filter(~Exists(berlaku), gelombang=gelombang, status__in=TERPANGGIL)
    baru = [KartuPeserta(pendaftaran=p, kode=kode.acak()) for p in belum.order_by("pk")]
    # Two who prepare at once draw for the same people: one code each stays.
    KartuPeserta.objects.bulk_create(baru, ignore_conflicts=True)
    return len(baru)


@layanan
def ganti_kartu(*, oleh: Pengguna, pendaftaran: Pendaftaran, alasan: str) -> KartuPeserta:
    """Revoke the badge of somebody who lost it, and issue another code. Raises TidakValid without a reason."""
    pastikan(oleh, Hak.KERJA, pendaftaran)
    alasan = alasan.strip()[:200]
    if not alasan:
        raise TidakValid(rincian={"alasan": "Tuliskan mengapa kartunya diganti, misalnya hilang."})
    Pendaftaran.objects.select_for_update(no_key=True).get(pk=pendaftaran.pk)
    lama = KartuPeserta.objects.filter(pendaftaran=pendaftaran, dicabut=None)
    lama.update(dicabut=timezone.now(), alasan=alasan)
    return KartuPeserta.objects.create(pendaftaran=pendaftaran, kode=kode.acak())
