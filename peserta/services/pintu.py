"""Whether the door is open: for this way in, at this moment, for this unit, to this account."""

from __future__ import annotations

import datetime

from django.utils import timezone

from diklat.models import Gelombang
from diklat.models.gelombang import program_terbatas
from kantor.galat import KuotaPenuh, PendaftaranDitutup, TidakBerhak, TidakValid
from kantor.lib.tanggal import tanggal_jam
from kantor.lingkup import Hak
from kantor.models import Pengguna, Unit
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import PEMEGANG_KURSI
from peserta.queries.kuota import kuota_terisi
from peserta.queries.kursi import unit_dituju
from peserta.services.isian import Isian

S = Gelombang.Status
J = Pendaftaran.Jalur
# Panitia's own list may come after the doors have closed, and a walk-in on the first day.
STATUS_TERBUKA = {
    J.MANDIRI: {S.DIBUKA},
    J.USULAN: {S.DIBUKA},
    J.API: {S.DIBUKA},
    J.IMPOR: {S.DIBUKA, S.DITUTUP},
    J.LANGSUNG: {S.DIBUKA, S.DITUTUP, S.BERLANGSUNG},
}


def periksa_pintu(gelombang: Gelombang, jalur: str, *, pada: datetime.datetime | None = None) -> None:
    """Raise PendaftaranDitutup, saying why and until when, unless the gelombang takes registrations this way now."""
    kini = pada or timezone.now()
    zona = gelombang.instansi.zona_waktu
    if gelombang.status not in STATUS_TERBUKA[J(jalur)]:
        raise PendaftaranDitutup
    if jalur in (J.IMPOR, J.LANGSUNG):
        return
    if gelombang.buka_pada and kini < gelombang.buka_pada:
        raise PendaftaranDitutup(f"Pendaftaran baru dibuka {tanggal_jam(gelombang.buka_pada, zona)}.")
    if gelombang.tutup_pada and kini >= gelombang.tutup_pada:
        raise PendaftaranDitutup(f"Pendaftaran sudah ditutup {tanggal_jam(gelombang.tutup_pada, zona)}.")
    if jalur == J.MANDIRI and not gelombang.jalur_mandiri:
        raise PendaftaranDitutup(
            "Gelombang ini hanya menerima usulan dari perangkat daerah. Hubungi bagian kepegawaian unit Anda."
        )
    if jalur == J.USULAN and not gelombang.jalur_usulan:
        raise PendaftaranDitutup("Gelombang ini tidak menerima usulan; peserta mendaftar sendiri.")
    if jalur == J.USULAN and gelombang.batas_usulan and kini >= gelombang.batas_usulan:
        raise PendaftaranDitutup(
            f"Batas usulan sudah lewat, yaitu {tanggal_jam(gelombang.batas_usulan, zona)}."
        )


def periksa_unit(gelombang: Gelombang, unit: Unit | None) -> None:
    """Raise TidakValid when the gelombang is meant for other units."""
    if unit is not None and not unit_dituju(gelombang, unit):
        raise TidakValid(rincian={"unit": ["Gelombang ini tidak ditujukan untuk unit kerja tersebut."]})


def periksa_kuota_unit(
    gelombang: Gelombang, unit: Unit | None, *, kecuali: Pendaftaran | None = None
) -> None:
    """Raise KuotaPenuh naming the cap when nobody more of this unit fits; the caller holds the gelombang's lock.

    `kecuali`: a registration that is about to change its unit and is not counted where it stands.
    """
    for k in kuota_terisi([gelombang.pk], PEMEGANG_KURSI, kecuali=kecuali.pk if kecuali else None):
        if unit is not None and unit.pk in k.cabang and not k.sisa:
            raise KuotaPenuh(f"Kuota {k.nama} ({k.kuota} orang) sudah terisi.")


def periksa_hak(
    oleh: Pengguna | None,
    gelombang: Gelombang,
    jalur: str,
    isian: Isian,
    *,
    prioritas: int = 0,
    pada: datetime.datetime | None = None,
) -> None:
    """Who may register whom: staff anybody, an operator the own units' people, a peserta only the own NIP.

    A place ahead on the list and a late entry are for staff. None is the portal itself (demo, schedule). Raises
    TidakBerhak; reads nothing but the account's roles.
    """
    if oleh is None or bekerja_pada(oleh, gelombang):
        return
    if prioritas or pada:
        raise TidakBerhak("Hanya panitia yang dapat memberi prioritas atau mencatat pendaftaran kemudian.")
    if jalur == J.USULAN and isian.unit is not None and isian.unit.pk in oleh.unit_dengan_usul():
        return
    if jalur == J.MANDIRI and oleh.pegawai is not None and oleh.pegawai.nip == isian.nip:
        return
    raise TidakBerhak


def bekerja_pada(oleh: Pengguna, gelombang: Gelombang) -> bool:
    """True for Panitia and Admin of the organiser, within the programs they are limited to."""
    if gelombang.instansi_id not in oleh.instansi_dengan(Hak.KERJA):
        return False
    terbatas = program_terbatas(oleh)
    return not terbatas or gelombang.kurikulum.program_id in terbatas
