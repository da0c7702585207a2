"""From verified to called: ditetapkan, the Surat Pemanggilan with its nominatif, the answer of those called."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import F, Max

from diklat.models import Gelombang, SyaratBerkas
from diklat.models.gelombang import BELUM_SELESAI
from diklat.services.gelombang import harus_status
from diklat.services.kunci import kunci_gelombang
from kantor.cetak import beku
from kantor.galat import KeadaanBerubah, KuotaPenuh, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Pejabat, Pengguna, Unit
from kantor.queries.kertas import blok_ttd, kop_untuk, ukuran_kertas, warna_untuk
from kantor.queries.kertas import penanda_tangan as cari_penanda_tangan
from kantor.services.pekerjaan import mulai_pekerjaan
from kantor.services.surel import kirim_surel
from peserta.cetak.nominatif import BarisNominatif
from peserta.cetak.surat_pemanggilan import SuratPemanggilan, cetak
from peserta.models import Pemanggilan, Pendaftaran, TindakanMassal
from peserta.models.pendaftaran import Status
from peserta.queries.operator import operator_disurati
from peserta.services.baris import sebut_pelanggaran
from peserta.services.cadangan import isi_kursi_kosong
from peserta.services.kunci import kunci_pendaftaran
from peserta.services.massal import jalankan_baris, kunci_baris, wajib_alasan
from peserta.services.pendaftaran import ubah_status
from peserta.services.surat import kirim, surat_panggilan
from peserta.services.wakil import pastikan_wakil

S = Gelombang.Status
DITETAPKAN_KE_ATAS = [
    Status.DITETAPKAN, Status.DIPANGGIL, Status.DIKONFIRMASI, Status.BERHALANGAN, Status.HADIR,
]  # fmt: skip
JENIS_SURAT = "surat_pemanggilan"
PRATINJAU = "PRATINJAU, belum terbit"


@dataclass(frozen=True)
class IsiSurat:
    """What the letter says beyond dates and names; all of it may stay empty."""

    registrasi: str = ""
    pukul: str = ""
    pakaian: str = ""
    batas_konfirmasi: datetime.date | None = None
    ketentuan: tuple[str, ...] = ()
    tembusan: tuple[str, ...] = ()


@layanan
def tetapkan(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    pilihan: Iterable[int] | None = None,
    pada: datetime.datetime | None = None,
) -> TindakanMassal:
    """Fix the verified (of `pilihan`, or all) as peserta; the outcome of each stands in `rincian`.

    Undone with `urungkan_massal` until the pemanggilan. Raises KeadaanBerubah when nobody is verified.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    [g] = kunci_gelombang(gelombang.pk)
    harus_status(g, S.DIBUKA, S.DITUTUP, S.BERLANGSUNG)
    verif = g.pendaftaran.filter(status=Status.DIVERIFIKASI).values_list("pk", flat=True)
    baris = kunci_baris(g, list(verif) if pilihan is None else pilihan)
    if not baris:
        raise KeadaanBerubah("Belum ada peserta terverifikasi untuk ditetapkan.")
    sisa = g.kuota - g.pendaftaran.filter(status__in=DITETAPKAN_KE_ATAS).count()
    rincian = []
    for p in baris:
        rincian.append(jalankan_baris(p, _tetapkan, p, sisa))
        sisa -= rincian[-1]["berhasil"]
    return TindakanMassal.objects.create(gelombang=g, jenis="tetapkan", oleh=oleh, rincian=rincian)


@layanan
def batal_tetapkan(*, oleh: Pengguna, pendaftaran: Pendaftaran, alasan: str) -> Pendaftaran:
    """Back to verified, with a reason, until the person is called."""
    pastikan(oleh, Hak.KERJA, pendaftaran)
    alasan = wajib_alasan(alasan)
    gelombang, p = kunci_pendaftaran(pendaftaran)
    harus_status(gelombang, *BELUM_SELESAI)
    ubah_status(p, Status.DIVERIFIKASI, alasan)
    return p


@layanan
def panggil(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    tanggal: datetime.date,
    isi: IsiSurat | None = None,
    penanda_tangan: Pejabat | None = None,
    pada: datetime.datetime | None = None,
) -> Pemanggilan:
    """Call everybody ditetapkan with one letter; who is ditetapkan later comes into a further letter.

    Names, signer and kop are frozen as of now; `penanda_tangan`: by default the gelombang's. Side effects: a job
    renders the PDF, each person gets a letter by e-mail. Raises KeadaanBerubah when nobody waits to be called,
    TidakValid without a signer in office on that date.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    [g] = kunci_gelombang(gelombang.pk)
    harus_status(g, S.DIBUKA, S.DITUTUP, S.BERLANGSUNG)
    dipanggil = _urut_nominatif(g)
    if not dipanggil:
        raise KeadaanBerubah("Belum ada peserta yang ditetapkan untuk dipanggil.")
    surat = _susun_surat(g, dipanggil, tanggal, isi or IsiSurat(), penanda_tangan)
    ke = (g.pemanggilan.aggregate(n=Max("ke"))["n"] or 0) + 1
    pemanggilan = Pemanggilan.objects.create(
        gelombang=g, ke=ke, tanggal=tanggal, data=beku.ke_json(surat), dibuat_oleh=oleh
    )
    Pendaftaran.objects.filter(pk__in=[p.pk for p in dipanggil]).update(
        status=Status.DIPANGGIL, alasan="", pemanggilan=pemanggilan
    )
    if not g.dicatat_kemudian:
        for p in dipanggil:
            p.status = Status.DIPANGGIL
            surat_panggilan(p, surat)
    cetak_surat(oleh, pemanggilan)
    return pemanggilan


@layanan
def pratinjau_surat(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    tanggal: datetime.date,
    isi: IsiSurat | None = None,
    penanda_tangan: Pejabat | None = None,
) -> bytes:
    """The PDF of the letter as `panggil` would issue it now, marked as a preview. Stores nothing.

    Raises KeadaanBerubah when nobody waits to be called, TidakValid without a signer in office on that date.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    dipanggil = _urut_nominatif(gelombang)
    if not dipanggil:
        raise KeadaanBerubah("Belum ada peserta yang ditetapkan untuk dipanggil.")
    surat = _susun_surat(gelombang, dipanggil, tanggal, isi or IsiSurat(), penanda_tangan)
    return cetak(surat, marka=PRATINJAU)


@layanan
def isi_nomor_surat(
    *,
    oleh: Pengguna,
    pemanggilan: Pemanggilan,
    nomor_surat: str,
    tanggal: datetime.date | None = None,
) -> Pemanggilan:
    """Enter the number (and date) the office's agenda gave the letter; a job prints it anew."""
    pastikan(oleh, Hak.KERJA, pemanggilan.gelombang)
    nomor_surat = " ".join(nomor_surat.split())
    if not nomor_surat or len(nomor_surat) > 80:
        raise TidakValid(rincian={"nomor_surat": "Isi nomor surat, paling panjang 80 huruf."})
    p = (
        Pemanggilan.objects.select_for_update(of=("self",))
        .select_related("gelombang__instansi")
        .get(pk=pemanggilan.pk)
    )
    surat = beku.dari_json(SuratPemanggilan, p.data)
    p.nomor_surat, p.tanggal = nomor_surat, tanggal or p.tanggal
    p.data = beku.ke_json(replace(surat, nomor=nomor_surat, tanggal=p.tanggal))
    p.save(update_fields=["nomor_surat", "tanggal", "data"])
    cetak_surat(oleh, p)
    return p


@sebut_pelanggaran
@layanan
def konfirmasi(
    *,
    oleh: Pengguna | None,
    pendaftaran: Pendaftaran,
    bersedia: bool,
    alasan: str = "",
    pada: datetime.datetime | None = None,
) -> Pendaftaran:
    """The called person will come, or is berhalangan with a reason; the seat then waits for the OPD's replacement.

    The person, the operator or Panitia may answer; None is the holder of the registration's own key. Side effect:
    the unit's operators hear of a berhalangan. Raises KeadaanBerubah, TidakValid, BentrokJadwal.
    """
    pastikan_wakil(oleh, pendaftaran)
    alasan = alasan if bersedia else wajib_alasan(alasan)
    gelombang, p = kunci_pendaftaran(pendaftaran, dengan_pegawai=True)
    harus_status(gelombang, *BELUM_SELESAI)
    if p.status == Status.DIKONFIRMASI and bersedia:
        return p
    ubah_status(p, Status.DIKONFIRMASI if bersedia else Status.BERHALANGAN, alasan)
    if not bersedia and not p.gelombang.dicatat_kemudian:
        _kabari_operator(p)
    return p


@layanan
def batalkan_peserta(
    *, oleh: Pengguna, pendaftaran: Pendaftaran, alasan: str, pada: datetime.datetime | None = None
) -> Pendaftaran:
    """Panitia takes somebody off the list and frees the seat (a no-show, somebody berhalangan without replacement).

    Before the first day the seat is offered to the cadangan. Raises KeadaanBerubah, TidakValid without a reason.
    """
    pastikan(oleh, Hak.KERJA, pendaftaran)
    alasan = wajib_alasan(alasan)
    gelombang, p = kunci_pendaftaran(pendaftaran)
    harus_status(gelombang, *BELUM_SELESAI)
    ubah_status(p, Status.DIBATALKAN, alasan)
    if not gelombang.dicatat_kemudian:
        kirim(p, "pendaftaran_dibatalkan", nomor=p.nomor, alasan=alasan)
    isi_kursi_kosong(gelombang, pada=pada)
    return p


def pimpinan(unit: Unit) -> str:
    """Whom a letter to this unit addresses: 'Camat Medan Deli', 'Kepala Dinas Kesehatan'."""
    nama = unit.nama_lengkap
    if unit.jenis == Unit.Jenis.KECAMATAN:
        return f"Camat {nama.removeprefix('Kecamatan ')}"
    if unit.jenis == Unit.Jenis.KELURAHAN:
        return f"Lurah {nama.removeprefix('Kelurahan ')}"
    if unit.jenis == Unit.Jenis.SETDA:
        return "Sekretaris Daerah"
    return f"Kepala {nama}"


def baris_nominatif(pendaftaran: Iterable[Pendaftaran]) -> tuple[BarisNominatif, ...]:
    """Rows as printed, numbered from 1 in the given order."""
    return tuple(
        BarisNominatif(
            urut=n,
            nama=p.nama_lengkap,
            nip=p.pegawai.nip,
            pangkat=p.pangkat_golongan,
            jabatan=p.jabatan,
            unit=p.unit_nama,
            nomor=p.nomor,
        )
        for n, p in enumerate(pendaftaran, 1)
    )


def _tetapkan(p: Pendaftaran, sisa: int) -> None:
    if p.status != Status.DIVERIFIKASI:
        raise KeadaanBerubah(f"Belum terverifikasi: “{p.get_status_display()}”.")
    if sisa <= 0:
        raise KuotaPenuh("Kuota gelombang sudah terisi oleh peserta yang ditetapkan.")
    p.status, p.alasan = Status.DITETAPKAN, ""
    p.save(update_fields=["status", "alasan"])


def _urut_nominatif(gelombang: Gelombang) -> list[Pendaftaran]:
    """Who waits to be called, by OPD and name."""
    baris = (
        Pendaftaran.objects.filter(gelombang=gelombang, status=Status.DITETAPKAN)
        .select_related("pegawai__akun", "pegawai__pribadi", "pribadi", "opd", "unit")
        .order_by(F("opd__nama").asc(nulls_last=True), "nama_kunci", "pk")
    )
    semua = list(baris)
    for p in semua:
        p.gelombang = gelombang
    return semua


def _susun_surat(
    g: Gelombang,
    dipanggil: list[Pendaftaran],
    tanggal: datetime.date,
    isi: IsiSurat,
    pejabat: Pejabat | None,
) -> SuratPemanggilan:
    # What the lock read is what doors and letters need; a paper takes all of the office and the program.
    g = Gelombang.objects.select_related("kurikulum__program", "instansi", "penanda_tangan").get(pk=g.pk)
    instansi = g.instansi
    dibawa = SyaratBerkas.objects.filter(gelombang=g, kapan=SyaratBerkas.Kapan.REGISTRASI_ULANG)
    lain: dict[str, Any] = {k: getattr(isi, k) for k in IsiSurat.__dataclass_fields__}
    return SuratPemanggilan(
        kop=kop_untuk(instansi, tanggal),
        kota=instansi.kota,
        tanggal=tanggal,
        tujuan=tuple(dict.fromkeys(pimpinan(unit) for p in dipanggil if (unit := p.opd or p.unit))),
        program=g.kurikulum.program.nama,
        gelombang=g.sebutan,
        mulai=g.mulai,
        selesai=g.selesai,
        tempat=g.tempat,
        penandatangan=blok_ttd(
            cari_penanda_tangan(instansi, tanggal, dipilih=pejabat, bawaan=g.penanda_tangan)
        ),
        peserta=baris_nominatif(dipanggil),
        dibawa=tuple(s.nama.lower() for s in dibawa),
        narahubung=g.kontak,
        contoh=instansi.contoh,
        kertas=ukuran_kertas(instansi),
        warna=warna_untuk(instansi),
        **lain,
    )


def cetak_surat(oleh: Pengguna, pemanggilan: Pemanggilan) -> None:
    """Ask for the letter's PDF, made of what is frozen when the worker comes to it."""
    g = pemanggilan.gelombang
    mulai_pekerjaan(
        oleh=oleh,
        jenis=JENIS_SURAT,
        instansi=g.instansi,
        judul=f"Surat Pemanggilan {g}",
        perihal=f"gelombang:{g.pk}",
        parameter={"pemanggilan": pemanggilan.pk},
    )


def _kabari_operator(p: Pendaftaran) -> None:
    """A letter to whoever proposes for this unit: somebody else should be named."""
    for satu in operator_disurati(p.unit):
        kirim_surel(
            jenis="peserta_berhalangan",
            kepada=satu.email,
            nama=satu.sebutan,
            instansi=p.gelombang.instansi,
            perihal=f"pendaftaran:{p.pk}",
            konteks={
                "peserta": p.nama_lengkap,
                "gelombang": str(p.gelombang),
                "alasan": p.alasan,
                "tautan": f"{settings.PORTAL_URL}/operator/",
                "penyelenggara": p.gelombang.instansi.nama,
            },
        )
