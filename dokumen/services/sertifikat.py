"""Certificates: issued with numbers of the register, published, revoked, issued again. Rendering comes after."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils import timezone

from diklat.models import Gelombang
from diklat.queries.waktu import terlalu_dini_selesai
from diklat.services.gelombang import harus_status
from diklat.services.kepastian import wajib_pasti
from diklat.services.kunci import kunci_gelombang
from dokumen.models import JenisSertifikat, Sertifikat
from dokumen.services.nomor import ambil_nomor, susun_nomor
from dokumen.services.pembekuan import bekukan, siapkan_kelompok
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lib import kode as lib_kode
from kantor.lingkup import Hak, pastikan
from kantor.models import Pejabat, Pekerjaan, Pengguna
from kantor.services.pekerjaan import mulai_pekerjaan
from kantor.zona import hari_ini
from penilaian.queries.kelayakan import Kelayakan, kelayakan
from penilaian.queries.kelulusan import rekap_berlaku
from penilaian.services.rekap_kelulusan import umumkan_hasil
from peserta.models import Pendaftaran
from peserta.services.massal import wajib_alasan
from peserta.services.surat import kirim

S = Sertifikat.Status
JENIS_CETAK = "cetak_sertifikat"


@layanan
def terbitkan(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    tanggal: datetime.date | None = None,
    penanda_tangan: Pejabat | None = None,
    pasti: bool = True,
    pada: datetime.datetime | None = None,
) -> Pekerjaan:
    """Issue a certificate to everybody who has earned one and has none yet; returns the job that prints them.

    All numbers are taken here, in one transaction, in order of NDH; the data are frozen with them. Done again it
    issues none and prints what is still unprinted. `tanggal`: by default the last day of the gelombang.
    `penanda_tangan`: by default the gelombang's. How many were issued stands in the job's parameter `baru`. Raises
    KeadaanBerubah before the gelombang has ended, TidakValid for a date before its end or without a signer in office,
    and with `pasti` False a question before the last day.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    [g] = kunci_gelombang(gelombang.pk)
    harus_status(g, Gelombang.Status.SELESAI)
    wajib_pasti(terlalu_dini_selesai(g, pada), pasti=pasti)
    tanggal = _tanggal(g, tanggal)
    punya = set(Sertifikat.objects.filter(gelombang=g).values_list("pendaftaran", flat=True))
    layak = [k for k in kelayakan(g) if k.layak and k.pendaftaran.pk not in punya]
    baru = _terbit(oleh, g, tanggal, penanda_tangan, layak) if layak else []
    return _mulai_cetak(oleh, g, baru=len(baru))


@layanan
def umumkan(*, oleh: Pengguna, gelombang: Gelombang, pada: datetime.datetime | None = None) -> int:
    """Hand the printed certificates to their owners; a letter each. Returns how many were published now.

    Raises KeadaanBerubah while some are not printed yet.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    [g] = kunci_gelombang(gelombang.pk)
    semua = Sertifikat.objects.filter(gelombang=g, status=S.BERLAKU)
    if belum := semua.filter(berkas=None).count():
        raise KeadaanBerubah(f"{belum} sertifikat masih dicetak. Tunggu sampai prosesnya selesai.")
    baru = list(
        semua.filter(terbit=None)
        .select_related("pendaftaran__pegawai__akun", "pendaftaran__pegawai__pribadi", "pendaftaran__pribadi")
        .order_by("jenis", "urut")
    )
    kini = pada or timezone.now()
    if rekap_berlaku(g):
        # With the certificates out nobody waits longer for the own result; who gets none is written to of it.
        umumkan_hasil(oleh=oleh, gelombang=g, tanpa_surat=[s.pendaftaran_id for s in baru], pada=kini)
    Sertifikat.objects.filter(pk__in=[s.pk for s in baru]).update(terbit=kini)
    for s in baru:
        _kabari(g, s, "sertifikat_terbit")
    return len(baru)


@layanan
def cabut(
    *, oleh: Pengguna, sertifikat: Sertifikat, alasan: str, pada: datetime.datetime | None = None
) -> Sertifikat:
    """Revoke a certificate, for good: its number stays in the register, its code answers that it is void."""
    pastikan(oleh, Hak.KERJA, sertifikat)
    alasan = wajib_alasan(alasan)
    g, s = _kunci(sertifikat)
    if s.status != S.BERLAKU:
        raise KeadaanBerubah(f"Sertifikat ini sudah “{s.get_status_display()}”.")
    s.status, s.alasan = S.DICABUT, alasan
    s.save(update_fields=["status", "alasan"])
    if s.terbit:
        _kabari(g, s, "sertifikat_dicabut", alasan=alasan)
    return s


@layanan
def terbitkan_ulang(
    *,
    oleh: Pengguna,
    sertifikat: Sertifikat,
    alasan: str,
    tanggal: datetime.date | None = None,
    penanda_tangan: Pejabat | None = None,
    pada: datetime.datetime | None = None,
) -> Sertifikat:
    """Issue a certificate again from the corrected data, under a new number; the old one says which replaced it.

    `tanggal`: by default today, but not before the last day; `penanda_tangan`: by default the gelombang's, if in
    office then. What was published stays published in its new form. Raises KeadaanBerubah, with the reasons, when the
    person no longer earns one or the old one was replaced before; TidakValid.
    """
    pastikan(oleh, Hak.KERJA, sertifikat)
    alasan = wajib_alasan(alasan)
    g, lama = _kunci(sertifikat)
    harus_status(g, Gelombang.Status.SELESAI)
    if lama.status == S.DIGANTI or lama.pengganti_id:
        raise KeadaanBerubah("Sertifikat ini sudah diganti.")
    layak = next((k for k in kelayakan(g) if k.pendaftaran.pk == lama.pendaftaran_id), None)
    if layak is None or not layak.layak:
        sebab = " ".join(layak.alasan) if layak else "Bukan peserta gelombang ini lagi."
        raise KeadaanBerubah(f"Tidak dapat diterbitkan ulang. {sebab}")
    if lama.status == S.BERLAKU:
        lama.status, lama.alasan = S.DIGANTI, alasan
        lama.save(update_fields=["status", "alasan"])
    tanggal = _tanggal(g, tanggal or max(hari_ini(g.instansi, pada), g.selesai))
    [baru] = _terbit(oleh, g, tanggal, penanda_tangan, [layak], kode_lan=lama.kode_registrasi)
    lama.pengganti = baru
    lama.save(update_fields=["pengganti"])
    if lama.terbit:
        baru.terbit = pada or timezone.now()
        baru.save(update_fields=["terbit"])
        _kabari(g, baru, "sertifikat_terbit")
    _mulai_cetak(oleh, g, baru=1)
    return baru


@layanan
def cetak_ulang(*, oleh: Pengguna, gelombang: Gelombang) -> Pekerjaan:
    """Print what is still unprinted, after a job that was cancelled or failed. Issues nothing."""
    pastikan(oleh, Hak.KERJA, gelombang)
    [g] = kunci_gelombang(gelombang.pk)
    return _mulai_cetak(oleh, g, baru=0)


def sertifikat_menghalangi(pendaftaran: Pendaftaran) -> str | None:
    """Why an outcome may no longer change: its certificate is in force."""
    s = Sertifikat.objects.filter(pendaftaran=pendaftaran, status=S.BERLAKU).first()
    return f"Sertifikat nomor {s.nomor} masih berlaku; batalkan sertifikatnya lebih dahulu." if s else None


def _tanggal(gelombang: Gelombang, tanggal: datetime.date | None) -> datetime.date:
    tanggal = tanggal or gelombang.selesai
    if tanggal < gelombang.selesai:
        raise TidakValid(rincian={"tanggal": "Tanggal sertifikat mendahului berakhirnya kegiatan."})
    return tanggal


def _terbit(
    oleh: Pengguna,
    g: Gelombang,
    tanggal: datetime.date,
    pejabat: Pejabat | None,
    layak: Sequence[Kelayakan],
    *,
    kode_lan: str = "",
) -> list[Sertifikat]:
    """Numbers and frozen data for these people, in their order; the registers are locked in a fixed order."""
    kelompok = siapkan_kelompok(g, tanggal, [k.pendaftaran.nama_lengkap for k in layak], pejabat)
    instansi = kelompok.gelombang.instansi
    prefetch_related_objects([k.pendaftaran for k in layak], "pegawai__pribadi")
    terbit: list[Sertifikat] = []
    for jenis in JenisSertifikat.values:
        bagian = [k.pendaftaran for k in layak if k.jenis == jenis]
        if not bagian:
            continue
        for urut, p in zip(ambil_nomor(instansi, jenis, tanggal.year, len(bagian)), bagian, strict=True):
            kode = lib_kode.acak()
            s = Sertifikat(
                pendaftaran=p,
                gelombang=g,
                instansi=instansi,
                jenis=jenis,
                tahun=tanggal.year,
                urut=urut,
                nomor=susun_nomor(instansi.pola_nomor, kelompok.singkatan, jenis, urut, tanggal),
                kode_registrasi=kode_lan,
                kode=kode,
                alamat=f"{settings.PORTAL_URL}/verifikasi/{kode}/",
                tanggal=tanggal,
                dibuat_oleh=oleh,
            )
            bekukan(kelompok, s, p, p.hasil)
            terbit.append(s)
    return Sertifikat.objects.bulk_create(terbit)


def _kunci(sertifikat: Sertifikat) -> tuple[Gelombang, Sertifikat]:
    [g] = kunci_gelombang(sertifikat.gelombang_id)
    baris = Sertifikat.objects.select_for_update(of=("self",)).select_related(
        "pendaftaran__pegawai__akun", "pendaftaran__pegawai__pribadi", "pendaftaran__pribadi"
    )
    return g, baris.get(pk=sertifikat.pk)


def _mulai_cetak(oleh: Pengguna, g: Gelombang, *, baru: int) -> Pekerjaan:
    return mulai_pekerjaan(
        oleh=oleh,
        jenis=JENIS_CETAK,
        instansi=g.instansi,
        judul=f"Sertifikat {g}",
        perihal=f"gelombang:{g.pk}",
        parameter={"gelombang": g.pk, "baru": baru},
    )


def _kabari(g: Gelombang, s: Sertifikat, jenis: str, **isi: str) -> None:
    if g.dicatat_kemudian:
        return
    s.pendaftaran.gelombang = g
    kirim(s.pendaftaran, jenis, nomor_sertifikat=s.nomor, alamat=s.alamat, **isi)
