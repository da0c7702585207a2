"""What is answered to a plan that was sent: approved, sent back, opened again."""

from __future__ import annotations

import datetime

from django.utils import timezone

from diklat.models.gelombang import BELUM_SELESAI
from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from penilaian.models import Pendamping, RencanaAksi, StatusRencana, TanggapanRencana, VersiRencana
from penilaian.models.pendamping import MENDAMPINGI, PeranPendamping, StatusPendamping
from penilaian.services.naskah import kunci_rencana
from penilaian.services.surat_rencana import surat_tanggapan
from peserta.models import Pendaftaran
from peserta.services.kunci import kunci_pendaftaran

K = TanggapanRencana.Keputusan


@layanan
def setujui(
    *,
    oleh: Pengguna,
    pendaftaran: Pendaftaran,
    versi: int,
    catatan: str = "",
    pada: datetime.datetime | None = None,
) -> TanggapanRencana:
    """The mentor approves the version that was read, signed with name and capacity of today.

    Raises TidakDitemukan for whoever is not the mentor now, KeadaanBerubah when another version waits or none does.
    """
    return _jawab(oleh, pendaftaran, versi, K.SETUJU, catatan=catatan, pada=pada)


@layanan
def kembalikan(
    *,
    oleh: Pengguna,
    pendaftaran: Pendaftaran,
    versi: int,
    catatan: str,
    pada: datetime.datetime | None = None,
) -> TanggapanRencana:
    """The mentor sends the plan back with a note. Raises as `setujui`, TidakValid without a note."""
    if not catatan.strip():
        raise TidakValid(rincian={"catatan": "Tulis apa yang perlu diperbaiki."})
    return _jawab(oleh, pendaftaran, versi, K.KEMBALIKAN, catatan=catatan, pada=pada)


@layanan
def buka_kembali(
    *, oleh: Pengguna, pendaftaran: Pendaftaran, catatan: str, pada: datetime.datetime | None = None
) -> TanggapanRencana:
    """Panitia opens an approved plan again, for what a review or the seminar asks for. The approval stays on record.

    Raises TidakValid without a note, KeadaanBerubah for a plan that is not approved.
    """
    pastikan(oleh, Hak.KERJA, pendaftaran)
    if not catatan.strip():
        raise TidakValid(rincian={"catatan": "Tulis apa yang perlu diperbaiki."})
    _, p = kunci_pendaftaran(pendaftaran)
    rencana = kunci_rencana(p)
    if rencana.status != StatusRencana.DISETUJUI:
        raise KeadaanBerubah("Hanya rencana aksi yang sudah disetujui yang dibuka kembali.")
    return _catat(oleh, rencana, _terakhir(rencana), None, keputusan=K.KEMBALIKAN, catatan=catatan, pada=pada)


def mentor_dari(oleh: Pengguna, p: Pendaftaran) -> Pendamping:
    """The row by which this account is mentor of this peserta now. Raises TidakDitemukan."""
    baris = Pendamping.objects.filter(
        pendaftaran=p, peran=PeranPendamping.MENTOR, status__in=MENDAMPINGI, pegawai=oleh.pegawai_id
    ).first()
    if baris is None or oleh.pegawai_id is None:
        raise TidakDitemukan("Anda bukan mentor peserta ini.")
    return baris


def _jawab(
    oleh: Pengguna,
    pendaftaran: Pendaftaran,
    versi: int,
    keputusan: str,
    *,
    catatan: str,
    pada: datetime.datetime | None,
) -> TanggapanRencana:
    mentor_dari(oleh, pendaftaran)
    gelombang, p = kunci_pendaftaran(pendaftaran)
    mentor = mentor_dari(oleh, p)
    if gelombang.status not in BELUM_SELESAI:
        raise KeadaanBerubah("Gelombang ini sudah selesai.")
    if mentor.status != StatusPendamping.BERSEDIA:
        raise KeadaanBerubah("Nyatakan dahulu kesediaan Anda menjadi mentor.")
    rencana = kunci_rencana(p)
    terakhir = _terakhir(rencana)
    if rencana.status != StatusRencana.DIAJUKAN:
        raise KeadaanBerubah("Rencana aksi ini tidak sedang menunggu jawaban Anda.")
    if terakhir.nomor != versi:
        raise KeadaanBerubah("Peserta sudah mengirim versi yang lebih baru. Baca versi itu, lalu jawab.")
    return _catat(oleh, rencana, terakhir, mentor, keputusan=keputusan, catatan=catatan, pada=pada)


def _catat(
    oleh: Pengguna,
    rencana: RencanaAksi,
    versi: VersiRencana,
    mentor: Pendamping | None,
    *,
    keputusan: str,
    catatan: str,
    pada: datetime.datetime | None,
) -> TanggapanRencana:
    hasil = TanggapanRencana.objects.create(
        versi=versi,
        pendamping=mentor,
        keputusan=keputusan,
        catatan=catatan.strip(),
        nama=mentor.nama_lengkap if mentor else oleh.sebutan,
        jabatan=mentor.jabatan_cetak if mentor else "Panitia",
        oleh=oleh,
        pada=pada or timezone.now(),
    )
    disetujui = keputusan == K.SETUJU
    rencana.status = StatusRencana.DISETUJUI if disetujui else StatusRencana.DIKEMBALIKAN
    rencana.save(update_fields=["status"])
    surat_tanggapan(rencana, disetujui=disetujui, catatan=hasil.catatan, oleh=hasil.nama)
    return hasil


def _terakhir(rencana: RencanaAksi) -> VersiRencana:
    versi = rencana.versi.order_by("-nomor").first()
    if versi is None:
        raise KeadaanBerubah("Rencana aksi ini belum pernah dikirim.")
    return versi
