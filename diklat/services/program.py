"""Programs and their curricula, kept by Panitia: a curriculum may be changed until a gelombang has used it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify

from diklat.models import Kurikulum, Modul, PanitiaProgram, Program
from diklat.services.kurikulum import salin_kurikulum
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Instansi, Pengguna, Peran
from kantor.services.simpan import simpan_teruji

ATURAN = {"menit_per_jp", "hadir_minimal", "maks_tanpa_izin", "toleransi_terlambat"}
KOLOM_PROGRAM = {"nama", "jenis", "deskripsi", "sasaran", "arah_sertifikat", "aktif"}


@dataclass(frozen=True)
class IsiModul:
    """A mata pelatihan as typed; `pk` of the row it was, None for a new one."""

    nama: str
    jp: Decimal
    pk: int | None = None


@layanan
def buat_program(
    *,
    oleh: Pengguna,
    instansi: Instansi,
    nama: str,
    jenis: int,
    kode: str = "",
    deskripsi: str = "",
    sasaran: str = "",
    arah_sertifikat: str = Program.Arah.MENDATAR,
) -> Program:
    """A new program of the office; without `kode` one is made of the name.

    Raises TidakDitemukan or TidakBerhak out of scope, TidakValid per field.
    """
    pastikan(oleh, Hak.KERJA, instansi)
    nama = " ".join(nama.split())
    kode = slugify(kode or nama)[:60].strip("-")
    if not kode:
        raise TidakValid(rincian={"kode": ["Tuliskan kode dengan huruf atau angka."]})
    if Program.objects.filter(instansi=instansi, kode=kode).exists():
        raise TidakValid(rincian={"kode": ["Kode ini sudah dipakai program lain."]})
    program = Program(
        instansi=instansi,
        kode=kode,
        nama=nama,
        jenis=jenis,
        deskripsi=deskripsi.strip(),
        sasaran=sasaran.strip(),
        arah_sertifikat=arah_sertifikat,
    )
    return simpan_teruji(program)


@layanan
def ubah_program(*, oleh: Pengguna, program: Program, **kolom: Any) -> Program:
    """Change what is said of a program; papers already issued keep its old name. Raises TidakValid per field."""
    asing = set(kolom) - KOLOM_PROGRAM
    if asing:
        raise TypeError(f"cannot change {', '.join(sorted(asing))}")
    pastikan(oleh, Hak.KERJA, program)
    baris = Program.objects.select_for_update().get(pk=program.pk)
    for nama, nilai in kolom.items():
        setattr(baris, nama, nilai)
    return simpan_teruji(baris)


@layanan
def hapus_program(*, oleh: Pengguna, program: Program) -> None:
    """Delete a program without gelombang, with its curricula. Raises KeadaanBerubah when there is one."""
    pastikan(oleh, Hak.KERJA, program)
    baris = Program.objects.select_for_update().get(pk=program.pk)
    try:
        with transaction.atomic():
            baris.kurikulum.all().delete()
            baris.delete()
    except ProtectedError:
        raise KeadaanBerubah(
            "Program ini sudah memiliki gelombang. Jadikan tidak aktif agar tidak dipilih lagi."
        ) from None


@layanan
def atur_panitia(*, oleh: Pengguna, program: Program, panitia: Iterable[Pengguna]) -> None:
    """Who of Panitia is limited to this program among others; nobody named here: no limit comes from it.

    Raises TidakValid for an account that is not Panitia of the program's instansi.
    """
    pastikan(oleh, Hak.KELOLA, program)
    pilihan = {p.pk for p in panitia}
    milik = set(
        Peran.objects.filter(
            instansi=program.instansi_id, jenis=Peran.Jenis.PANITIA, aktif=True, pengguna__in=pilihan
        ).values_list("pengguna", flat=True)
    )
    if pilihan - milik:
        raise TidakValid(rincian={"panitia": ["Pilih panitia dari instansi ini."]})
    PanitiaProgram.objects.filter(program=program).exclude(pengguna__in=pilihan).delete()
    ada = set(PanitiaProgram.objects.filter(program=program).values_list("pengguna", flat=True))
    PanitiaProgram.objects.bulk_create(
        PanitiaProgram(program=program, pengguna_id=pk) for pk in sorted(pilihan - ada)
    )


@layanan
def buat_kurikulum(*, oleh: Pengguna, program: Program, versi: str) -> Kurikulum:
    """A new version: a copy of the newest one with its rules and modul, or an empty first one.

    Raises TidakValid for a version the program has already.
    """
    pastikan(oleh, Hak.KERJA, program)
    versi = " ".join(versi.split())
    Program.objects.select_for_update().get(pk=program.pk)
    if terbaru := program.kurikulum.order_by("-pk").first():
        return salin_kurikulum(oleh=oleh, kurikulum=terbaru, versi=versi)
    return simpan_teruji(Kurikulum(program=program, versi=versi))


@layanan
def atur_kurikulum(
    *, oleh: Pengguna, kurikulum: Kurikulum, modul: Sequence[IsiModul], **aturan: Any
) -> Kurikulum:
    """Set rules of attendance and the list of modul in the given order; rows left out are deleted.

    Raises KeadaanBerubah once a gelombang has used it or a session rests on a deleted modul, TidakValid per field.
    """
    asing = set(aturan) - ATURAN
    if asing:
        raise TypeError(f"cannot change {', '.join(sorted(asing))}")
    pastikan(oleh, Hak.KERJA, kurikulum)
    baris = Kurikulum.objects.select_for_update().get(pk=kurikulum.pk)
    if baris.beku:
        raise KeadaanBerubah("Kurikulum ini sudah dipakai gelombang. Buat versi baru untuk mengubahnya.")
    for nama, nilai in aturan.items():
        setattr(baris, nama, nilai)
    simpan_teruji(baris)
    _susun_modul(baris, modul)
    return baris


def _susun_modul(kurikulum: Kurikulum, modul: Sequence[IsiModul]) -> None:
    lama = {m.pk: m for m in kurikulum.modul.all()}
    asing = {m.pk for m in modul if m.pk is not None} - set(lama)
    if asing:
        raise TidakValid("Daftar mata pelatihan berubah sejak halaman dibuka. Muat ulang halaman.")
    tetap = {m.pk for m in modul}
    try:
        with transaction.atomic():
            kurikulum.modul.exclude(pk__in=[pk for pk in tetap if pk]).delete()
    except ProtectedError:
        raise KeadaanBerubah(
            "Ada mata pelatihan yang sudah dipakai pada jadwal sesi; ia tidak dapat dihapus."
        ) from None
    for urutan, isi in enumerate(modul, start=1):
        satu = lama.get(isi.pk or 0) or Modul(kurikulum=kurikulum)
        satu.urutan, satu.nama, satu.jp = urutan, " ".join(isi.nama.split()), isi.jp
        simpan_teruji(satu, tanpa_kendala=True)  # their order is checked at the commit
