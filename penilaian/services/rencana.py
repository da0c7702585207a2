"""The plan on its way: the rule of a gelombang, sending, taking back, reminders."""

from __future__ import annotations

import datetime
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from diklat.models import Gelombang
from diklat.models.gelombang import BELUM_SELESAI
from diklat.services.kunci import kunci_gelombang
from kantor.galat import Galat, KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lib.tanggal import tanggal_jam
from kantor.lingkup import Hak, pastikan, pastikan_atau_sistem
from kantor.models import Pengguna, Surel
from penilaian.lib.naskah import tahap_ke_isi
from penilaian.models import AturanRencana, Pendamping, RencanaAksi, Seminar, StatusRencana, VersiRencana
from penilaian.models.pendamping import MENDAMPINGI, PeranPendamping
from penilaian.queries.rencana import lampiran_kini, naskah_dari, yang_kurang
from penilaian.services.naskah import kunci_rencana, nomor_versi, pastikan_dapat_ditulis, pastikan_penulis
from penilaian.services.surat_rencana import surat_menunggu, surat_pengingat
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import TERPANGGIL
from peserta.services.kunci import kunci_pendaftaran

# Nobody is reminded of the same thing twice within this time.
JEDA_PENGINGAT = timedelta(hours=12)


class BatasLewat(Galat):
    """The day for sending is over; what is written stays and goes on being saved."""

    kode = "batas_lewat"
    status = 409


@layanan
def atur_rencana(
    *,
    oleh: Pengguna | None,
    gelombang: Gelombang,
    batas_kirim: datetime.datetime | None = None,
    wajib_makalah: bool = True,
    wajib_paparan: bool = True,
    petunjuk: str = "",
) -> AturanRencana:
    """Say that the people of this gelombang write a plan, and by what rule; later also extend the time.

    Raises KeadaanBerubah for a gelombang that is over.
    """
    pastikan_atau_sistem(oleh, Hak.KERJA, gelombang)
    [gelombang] = kunci_gelombang(gelombang.pk)
    if gelombang.status not in BELUM_SELESAI:
        raise KeadaanBerubah("Gelombang ini sudah berakhir.")
    aturan, _ = AturanRencana.objects.update_or_create(
        gelombang=gelombang,
        defaults={
            "batas_kirim": batas_kirim,
            "wajib_makalah": wajib_makalah,
            "wajib_paparan": wajib_paparan,
            "petunjuk": petunjuk.strip(),
        },
    )
    return aturan


@layanan
def perpanjang(
    *, oleh: Pengguna, pendaftaran: Pendaftaran, batas: datetime.datetime | None, alasan: str = ""
) -> RencanaAksi:
    """Give one peserta longer to send than the others, with the reason; without a time that is taken back.

    Raises TidakValid per field, KeadaanBerubah where nobody has to send by a day.
    """
    pastikan(oleh, Hak.KERJA, pendaftaran)
    gelombang, p = kunci_pendaftaran(pendaftaran)
    aturan = AturanRencana.objects.filter(gelombang=gelombang).first()
    if aturan is None or aturan.batas_kirim is None or gelombang.status not in BELUM_SELESAI:
        raise KeadaanBerubah("Gelombang ini tidak memiliki batas pengiriman yang dapat diperpanjang.")
    alasan, salah = " ".join(alasan.split())[:200], {}
    if batas is not None and batas <= aturan.batas_kirim:
        kapan = tanggal_jam(aturan.batas_kirim, gelombang.instansi.zona_waktu)
        salah["batas"] = f"Isi waktu sesudah batas untuk semua peserta, {kapan}."
    if batas is not None and not alasan:
        salah["alasan"] = "Tulis alasan perpanjangan."
    if salah:
        raise TidakValid(rincian=salah)
    RencanaAksi.objects.bulk_create([RencanaAksi(pendaftaran=p)], ignore_conflicts=True)
    rencana = kunci_rencana(p)
    rencana.batas_khusus, rencana.alasan_batas = batas, alasan if batas else ""
    rencana.save(update_fields=["batas_khusus", "alasan_batas"])
    return rencana


@layanan
def tiadakan_rencana(*, oleh: Pengguna, gelombang: Gelombang) -> None:
    """Plans were switched on by mistake. Raises KeadaanBerubah once somebody writes one."""
    pastikan(oleh, Hak.KERJA, gelombang)
    kunci_gelombang(gelombang.pk)
    if RencanaAksi.objects.filter(pendaftaran__gelombang=gelombang).exists():
        raise KeadaanBerubah("Sudah ada rencana aksi yang ditulis; bagian ini tidak dapat ditiadakan lagi.")
    if Seminar.objects.filter(gelombang=gelombang).exists():
        raise KeadaanBerubah("Gelombang ini sudah memiliki seminar. Hapus seminarnya lebih dahulu.")
    AturanRencana.objects.filter(gelombang=gelombang).delete()


@layanan
def ajukan(
    *,
    oleh: Pengguna | None,
    pendaftaran: Pendaftaran,
    revisi: int | None = None,
    pada: datetime.datetime | None = None,
) -> VersiRencana:
    """Send the plan to the mentor: a version is frozen, the mentor gets a letter.

    `revisi` is the state the writer had seen. Raises TidakValid with `rincian["kurang"]`, BatasLewat, KeadaanBerubah
    when it is not the peserta's turn or the text was changed meanwhile.
    """
    _, p = kunci_pendaftaran(pendaftaran)
    pastikan_penulis(oleh, p)
    rencana = kunci_rencana(p)
    pastikan_dapat_ditulis(rencana)
    if revisi is not None and revisi != rencana.revisi:
        raise KeadaanBerubah("Naskah berubah sejak halaman ini dibuka. Periksa lagi, lalu kirim.")
    aturan = AturanRencana.objects.get(gelombang=p.gelombang_id)
    kini = pada or timezone.now()
    batas = aturan.batas_untuk(rencana)
    if batas and kini > batas:
        kapan = tanggal_jam(batas, p.gelombang.instansi.zona_waktu)
        raise BatasLewat(
            f"Batas pengiriman sudah lewat ({kapan}). Tulisan Anda tetap tersimpan; "
            "mintalah perpanjangan kepada panitia, lalu kirim."
        )
    if belum := yang_kurang(rencana, aturan):
        raise TidakValid("Rencana aksi belum lengkap.", rincian={"kurang": [kata for _, kata in belum]})
    versi = VersiRencana.objects.create(
        rencana=rencana,
        nomor=nomor_versi(rencana),
        judul=rencana.judul,
        isi=_beku(rencana),
        oleh=oleh,
        dibuat=kini,
    )
    rencana.status = StatusRencana.DIAJUKAN
    rencana.diajukan = kini
    rencana.save(update_fields=["status", "diajukan"])
    if (mentor := mentor_kini(p)) is not None:
        surat_menunggu(mentor, rencana)
    return versi


@layanan
def tarik_kembali(*, oleh: Pengguna | None, pendaftaran: Pendaftaran) -> RencanaAksi:
    """Take a plan back that the mentor has not answered; the version that was sent stays readable.

    Raises KeadaanBerubah once it was answered.
    """
    _, p = kunci_pendaftaran(pendaftaran)
    pastikan_penulis(oleh, p)
    rencana = kunci_rencana(p)
    if rencana.status != StatusRencana.DIAJUKAN:
        raise KeadaanBerubah("Mentor sudah menjawab rencana aksi ini.")
    rencana.status = StatusRencana.DRAF
    rencana.save(update_fields=["status"])
    return rencana


@layanan
def ingatkan_penulis(*, oleh: Pengguna, gelombang: Gelombang) -> int:
    """Write to everybody who has not sent a plan; returns how many letters left. Not twice within half a day."""
    pastikan(oleh, Hak.KERJA, gelombang)
    aturan = AturanRencana.objects.filter(gelombang=gelombang).first()
    if aturan is None:
        raise KeadaanBerubah("Gelombang ini tidak memakai rencana aksi.")
    belum = (
        Pendaftaran.objects.filter(gelombang=gelombang, status__in=TERPANGGIL)
        .filter(Q(rencana=None) | Q(rencana__status__in=[StatusRencana.DRAF, StatusRencana.DIKEMBALIKAN]))
        .select_related("pegawai__akun", "pegawai__pribadi", "pribadi", "gelombang__kurikulum__program")
        .select_related("gelombang__instansi", "rencana")
    )
    sudah = baru_diingatkan("rencana_pengingat")
    terkirim = [
        surat_pengingat(p, batas=aturan.batas_untuk(getattr(p, "rencana", None)))
        for p in belum
        if f"pendaftaran:{p.pk}" not in sudah
    ]
    return sum(satu is not None for satu in terkirim)


def baru_diingatkan(jenis: str) -> set[str]:
    """About whom a letter of this kind left a short while ago."""
    sejak = timezone.now() - JEDA_PENGINGAT
    return set(Surel.objects.filter(jenis=jenis, dibuat__gte=sejak).values_list("perihal", flat=True))


def mentor_kini(p: Pendaftaran) -> Pendamping | None:
    """Who is mentor of this peserta now."""
    return (
        Pendamping.objects.filter(pendaftaran=p, peran=PeranPendamping.MENTOR, status__in=MENDAMPINGI)
        .select_related("pegawai__akun", "pegawai__pribadi", "pendaftaran__gelombang__instansi")
        .select_related("pendaftaran__gelombang__kurikulum__program")
        .first()
    )


def _beku(rencana: RencanaAksi) -> dict[str, object]:
    """All of a plan as it is sent."""
    naskah = naskah_dari(rencana)
    return {
        "klaster": str(rencana.klaster),
        "unit": rencana.unit.nama_lengkap if rencana.unit else "",
        **naskah.bagian(),
        "tahap": tahap_ke_isi(naskah.tahap),
        "lampiran": [
            {"jenis": x.jenis, "nama": x.berkas.nama, "berkas": str(x.berkas_id)}
            for x in lampiran_kini(rencana).values()
        ],
    }
