"""The list of people of one gelombang as Panitia works on it."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from diklat.models import Gelombang, SyaratBerkas
from kantor.lib.kode import AWALAN_NOMOR
from kantor.models import Unit
from kantor.queries.nama import cocok_nama
from peserta.models import BerkasPendaftaran, Pendaftaran, Usulan
from peserta.models.pendaftaran import BERAKHIR, HIDUP, Status
from peserta.queries.berkas import SURAT_USULAN
from peserta.queries.kuota import kuota_unit
from peserta.queries.usulan import Tagihan

S = Status
# The heads of the list, in the order of the work: name in the address → words, statuses.
KELOMPOK: dict[str, tuple[str, tuple[str, ...]]] = {
    "menunggu": ("Menunggu verifikasi", (S.DIAJUKAN, S.PERLU_PERBAIKAN)),
    "terverifikasi": ("Terverifikasi", (S.DIVERIFIKASI, S.DITETAPKAN)),
    "dipanggil": ("Dipanggil", (S.DIPANGGIL, S.DIKONFIRMASI, S.BERHALANGAN)),
    "hadir": ("Registrasi ulang", (S.HADIR,)),
    "cadangan": ("Cadangan", (S.DAFTAR_TUNGGU, S.DITAWARI, S.TAWARAN_LEWAT)),
    "berakhir": ("Berakhir", tuple(s for s in BERAKHIR if s != S.TAWARAN_LEWAT)),
    "semua": ("Semua", tuple(S.values)),
}
URUTAN = ("nama_kunci", "pk")


def pendaftaran_staf(
    gelombang: Gelombang,
    *,
    status: tuple[str, ...] | None = None,
    opd: str = "",
    jalur: str = "",
    q: str = "",
) -> QuerySet[Pendaftaran]:
    """Registrations of `gelombang`, narrowed; the caller orders them (URUTAN)."""
    baris = Pendaftaran.objects.filter(gelombang=gelombang)
    if status is not None:
        baris = baris.filter(status__in=status)
    if opd:
        baris = baris.filter(opd__pk=opd)
    if jalur:
        baris = baris.filter(jalur=jalur)
    if q := " ".join(q.replace("\0", "").split()):
        baris = baris.filter(_cocok(q))
    return baris


def dengan_berkas(baris: QuerySet[Pendaftaran]) -> QuerySet[Pendaftaran]:
    """The same with what the page shows of each: pegawai, files, `berkas_kurang`."""
    berkas = Prefetch("berkas", BerkasPendaftaran.objects.select_related("syarat"))
    return (
        baris.select_related("pegawai", "usulan")
        .prefetch_related(berkas)
        .annotate(berkas_kurang=_berkas_kurang())
    )


def _berkas_kurang() -> ArraySubquery:
    """Names of the files that are due with the registration and were not handed in, by the person or the unit's letter
    (`peserta.queries.berkas`)."""
    ada = BerkasPendaftaran.objects.filter(pendaftaran=OuterRef(OuterRef("pk")), syarat=OuterRef("pk"))
    syarat = SyaratBerkas.objects.filter(
        gelombang=OuterRef("gelombang"), kapan=SyaratBerkas.Kapan.PENDAFTARAN, wajib=True
    )
    surat = Usulan.objects.filter(pk=OuterRef(OuterRef("usulan")), berkas__isnull=False)
    dari_surat = Q(nama__icontains=SURAT_USULAN) & Exists(surat)
    return ArraySubquery(syarat.exclude(Exists(ada)).exclude(dari_surat).order_by("pk").values("nama"))


def _cocok(q: str) -> Q:
    """By number when one was typed, else by words of the name: never by both, so that an index serves."""
    angka = q.replace(" ", "").replace(".", "").lstrip("'")
    if angka.isdigit():
        return Q(pegawai__nip__startswith=angka) | Q(ndh=_ndh(angka))
    if q.upper().startswith(f"{AWALAN_NOMOR}-"):
        return Q(nomor=q.upper())
    return cocok_nama(q)


def _ndh(angka: str) -> int:
    return int(angka) if len(angka) <= 5 else -1


def opd_gelombang(gelombang: Gelombang) -> list[Unit]:
    """The OPD that have people in it, by name."""
    ada = Pendaftaran.objects.filter(gelombang=gelombang, opd__isnull=False).order_by().values("opd")
    return list(Unit.objects.filter(pk__in=ada).order_by("nama", "kode"))


def penunggak(gelombang: Gelombang, batas: int = 5) -> list[Tagihan]:
    """Those who owe most names, without their letters and operators: one statement."""
    semua = [
        Tagihan(gelombang, k.unit_id, k.nama, k.kuota, k.terisi)
        for k in kuota_unit(gelombang, HIDUP)
        if k.sisa
    ]
    return sorted(semua, key=lambda t: -t.kurang)[:batas]
