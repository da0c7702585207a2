"""Verification: one and many, each decision taken again under the lock, and taken back with a reason."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.utils import timezone

from diklat.models import Gelombang, SyaratBerkas
from diklat.services.gelombang import harus_status
from diklat.services.kunci import kunci_gelombang
from kantor.galat import BentrokJadwal, Galat, KeadaanBerubah, KuotaPenuh, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from kantor.riwayat import konteks
from peserta.models import Pendaftaran, TindakanMassal
from peserta.models.pendaftaran import ALUR, MENGHALANGI_TANGGAL, PEMEGANG_KURSI, Status
from peserta.queries.kursi import kursi
from peserta.queries.verifikasi import KE, Keputusan, Pemeriksaan, berkas_kurang, periksa
from peserta.services.cadangan import isi_kursi_kosong, nomor_cadangan_berikut
from peserta.services.kunci import kunci_pendaftaran
from peserta.services.massal import jalankan_baris, kunci_baris, wajib_alasan
from peserta.services.orang_terverifikasi import catat_orang
from peserta.services.pengganti import panggil_pengganti
from peserta.services.pintu import periksa_kuota_unit
from peserta.services.surat import kirim
from peserta.services.wakil import pastikan_wakil

K = Keputusan
S = Gelombang.Status
# States a letter has told of: who is taken out of one is told so.
DISURATI = set(KE.values())
LANGSUNG_DIPANGGIL = "Pengganti; langsung dipanggil dengan surat yang sama."
SURAT = {
    K.TERIMA: "pendaftaran_diverifikasi",
    K.KEMBALIKAN: "pendaftaran_dikembalikan",
    K.TOLAK: "pendaftaran_ditolak",
}


@dataclass(frozen=True)
class Ketetapan:
    """A decision with its reason; `pakai_kontak` and `perbarui_pegawai` put the typed contact and biodata in place of
    those on file."""

    keputusan: str
    alasan: str = ""
    pakai_kontak: bool = False
    perbarui_pegawai: bool = False
    kabari: bool = True


@layanan
def verifikasi(
    *,
    oleh: Pengguna,
    pendaftaran: Pendaftaran,
    keputusan: str,
    alasan: str = "",
    pakai_kontak: bool = False,
    perbarui_pegawai: bool = False,
    kabari: bool = True,
    pada: datetime.datetime | None = None,
) -> Pendaftaran:
    """Accept, send back or refuse one registration.

    A reason is due for all but `terima`, and for `terima` where a required file is missing. Accepted: the typed
    biodata and contact become the pegawai's (of somebody the office knows only what was empty, unless
    `perbarui_pegawai`; an address on file stays unless `pakai_kontak`), and there is an account
    for the person; who comes in the place of a called one is called at once, on the same letter. Refused: the seat
    goes to the list. Side effect: a letter to the peserta, unless `kabari` is False.
    Raises TidakValid, KeadaanBerubah, KuotaPenuh (quota of the unit).
    """
    pastikan(oleh, Hak.KERJA, pendaftaran)
    ketetapan = _ketetapan(
        keputusan, alasan, pakai_kontak=pakai_kontak, perbarui_pegawai=perbarui_pegawai, kabari=kabari
    )
    terima = ketetapan.keputusan == K.TERIMA
    gelombang, p = kunci_pendaftaran(pendaftaran, dengan_pegawai=terima)
    pastikan_terbuka(gelombang)
    [pemeriksaan] = periksa(gelombang, [p], ketetapan.keputusan)
    _putuskan(oleh, pemeriksaan, ketetapan)
    panggil_pengganti(oleh, [p])
    if ketetapan.keputusan == K.TOLAK:
        isi_kursi_kosong(gelombang, pada=pada)
    return p


@layanan
def verifikasi_massal(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    pilihan: Iterable[int],
    keputusan: str,
    alasan: str = "",
    pada: datetime.datetime | None = None,
) -> TindakanMassal:
    """The same for many, without changing what the office has on file of anybody.

    A reason why somebody is accepted without a file stands beside those it is meant for, not beside everybody.
    Rows that cannot be decided stay as they are; the outcome of each stands in `rincian`.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    ketetapan = _ketetapan(keputusan, alasan)
    [g] = kunci_gelombang(gelombang.pk)
    pastikan_terbuka(g)
    baris = kunci_baris(g, pilihan, dengan_pegawai=ketetapan.keputusan == K.TERIMA)
    pemeriksaan = {x.pendaftaran.pk: x for x in periksa(g, baris, ketetapan.keputusan)}
    untuk = _alasan_per_orang(ketetapan, pemeriksaan.values())
    rincian = [jalankan_baris(p, _putuskan, oleh, pemeriksaan[p.pk], untuk(pemeriksaan[p.pk])) for p in baris]
    berhasil = {r["pendaftaran"]: r for r in rincian if r["berhasil"]}
    for p in panggil_pengganti(oleh, [p for p in baris if p.pk in berhasil]):
        berhasil[p.pk]["pesan"] = LANGSUNG_DIPANGGIL
    if ketetapan.keputusan == K.TOLAK:
        isi_kursi_kosong(g, pada=pada)
    return TindakanMassal.objects.create(
        gelombang=g, jenis=ketetapan.keputusan, alasan=ketetapan.alasan, oleh=oleh, rincian=rincian
    )


@layanan
def urungkan(
    *, oleh: Pengguna, pendaftaran: Pendaftaran, alasan: str, pada: datetime.datetime | None = None
) -> Pendaftaran:
    """Take a decision back: the registration waits for verification again.

    A refused one whose seat has gone meanwhile becomes cadangan. Raises TidakValid without a reason, KeadaanBerubah
    once it is ditetapkan or called.
    """
    pastikan(oleh, Hak.KERJA, pendaftaran)
    alasan = wajib_alasan(alasan)
    gelombang, p = kunci_pendaftaran(pendaftaran, dengan_pegawai=True)
    pastikan_terbuka(gelombang)
    if p.status not in {Status.DIVERIFIKASI, Status.DITOLAK, Status.PERLU_PERBAIKAN}:
        raise KeadaanBerubah(f"Keputusan ini tidak dapat diurungkan: sudah “{p.get_status_display()}”.")
    kembalikan(p, Status.DIAJUKAN, alasan)
    return p


@layanan
def kirim_perbaikan(
    *, oleh: Pengguna | None, pendaftaran: Pendaftaran, pada: datetime.datetime | None = None
) -> Pendaftaran:
    """What was sent back is complete: it waits for verification again.

    `oleh` None is the holder of the registration's own key, whom the page has checked. Raises KeadaanBerubah when
    nothing was sent back, TidakValid naming the files still missing.
    """
    pastikan_wakil(oleh, pendaftaran)
    gelombang, p = kunci_pendaftaran(pendaftaran)
    pastikan_terbuka(gelombang)
    if p.status != Status.PERLU_PERBAIKAN:
        raise KeadaanBerubah("Pendaftaran ini tidak sedang menunggu perbaikan.")
    if kurang := berkas_kurang([p], SyaratBerkas.Kapan.PENDAFTARAN).get(p.pk):
        raise TidakValid(
            "Masih ada berkas yang belum diunggah.", rincian=dict.fromkeys(kurang, "Berkas belum ada.")
        )
    p.status, p.dilengkapi = Status.DIAJUKAN, pada or timezone.now()
    p.save(update_fields=["status", "dilengkapi"])
    return p


def _ketetapan(keputusan: str, alasan: str, **data: bool) -> Ketetapan:
    if keputusan not in Keputusan.values:
        raise TidakValid(rincian={"keputusan": "Pilih terima, kembalikan, atau tolak."})
    if keputusan != K.TERIMA or alasan.strip():
        alasan = wajib_alasan(alasan)
    return Ketetapan(keputusan, alasan, **data)


def _alasan_per_orang(
    ketetapan: Ketetapan, pemeriksaan: Iterable[Pemeriksaan]
) -> Callable[[Pemeriksaan], Ketetapan]:
    """The decision as it goes to each: accepted ones get the reason if it settles something of theirs."""
    if ketetapan.keputusan != K.TERIMA or not any(x.perlu_alasan for x in pemeriksaan):
        return lambda x: ketetapan
    polos = replace(ketetapan, alasan="")
    return lambda x: ketetapan if x.perlu_alasan else polos


def pastikan_terbuka(gelombang: Gelombang) -> None:
    """Raise KeadaanBerubah when the gelombang has ended."""
    harus_status(gelombang, S.DRAF, S.DIBUKA, S.DITUTUP, S.BERLANGSUNG)


def _putuskan(oleh: Pengguna, pemeriksaan: Pemeriksaan, ketetapan: Ketetapan) -> None:
    p = pemeriksaan.pendaftaran
    if masalah := pemeriksaan.masalah(ketetapan.alasan):
        raise _galat(pemeriksaan, masalah)
    p.status = KE[ketetapan.keputusan]
    p.alasan, p.dilengkapi = ketetapan.alasan, None
    p.save(update_fields=["status", "alasan", "dilengkapi"])
    if ketetapan.keputusan == K.TERIMA:
        catat_orang(
            oleh=oleh,
            pendaftaran=p,
            pakai_kontak=ketetapan.pakai_kontak,
            perbarui_pegawai=ketetapan.perbarui_pegawai,
        )
    if ketetapan.kabari and not p.gelombang.dicatat_kemudian:
        kirim(p, SURAT[K(ketetapan.keputusan)], nomor=p.nomor, alasan=ketetapan.alasan)


def _galat(pemeriksaan: Pemeriksaan, masalah: list[str]) -> Galat:
    pesan = " ".join(masalah)
    if pemeriksaan.halangan:
        return KeadaanBerubah(pesan)
    if pemeriksaan.kuota_penuh:
        return KuotaPenuh(pesan)
    pesan = f"{pesan} Tuliskan alasan bila tetap diterima."
    return TidakValid(pesan, rincian={"alasan": pesan})


def kembalikan(p: Pendaftaran, ke: Status, alasan: str) -> None:
    """Back to an earlier state; who held a seat and finds it taken goes to the list of cadangan."""
    if ke in PEMEGANG_KURSI and p.status not in PEMEGANG_KURSI:
        _pastikan_tanggal_bebas(p)
        try:
            _pastikan_kursi(p)
        except KuotaPenuh:
            if not p.gelombang.pakai_cadangan:
                raise
            ke = Status.DAFTAR_TUNGGU
    if (p.status, ke) not in ALUR:
        raise KeadaanBerubah(
            f"Tidak dapat dikembalikan dari “{p.get_status_display()}” menjadi “{ke.label}”."
        )
    if ke == Status.DAFTAR_TUNGGU and p.urutan_cadangan is None:
        p.urutan_cadangan = nomor_cadangan_berikut(p.gelombang)
    bersurat = p.status in DISURATI and not p.gelombang.dicatat_kemudian
    # Why it was taken back is the office's own; beside the status it would read like a verdict.
    p.status, p.alasan = ke, ""
    with konteks(oleh=None, alasan=alasan):
        p.save(update_fields=["status", "alasan", "urutan_cadangan"])
    if bersurat:
        kirim(p, "keputusan_diurungkan", nomor=p.nomor)


def _pastikan_kursi(p: Pendaftaran) -> None:
    if not kursi(p.gelombang).sisa:
        raise KuotaPenuh("Kursinya sudah terisi; tambah kuota lebih dahulu.")
    periksa_kuota_unit(p.gelombang, p.unit)


def _pastikan_tanggal_bebas(p: Pendaftaran) -> None:
    lain = Pendaftaran.objects.filter(
        pegawai=p.pegawai_id, rentang__overlap=p.rentang, status__in=MENGHALANGI_TANGGAL
    )
    if lain.exclude(pk=p.pk).exists():
        raise BentrokJadwal
