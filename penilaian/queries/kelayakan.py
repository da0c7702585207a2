"""Who gets which certificate and who none, each with the reasons: one small checker per reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from diklat.models import Gelombang
from kantor.daftar import Daftar
from kantor.lib.angka import ringkas
from kantor.lib.tanggal import tanggal
from kantor.models.pegawai import StatusKepegawaian
from kantor.zona import di_zona
from penilaian.models import Hasil
from penilaian.queries.hasil import peserta_dinilai
from penilaian.queries.kelulusan import hasil_tertunda
from peserta.models import Pendaftaran
from peserta.queries.kehadiran import RekapKehadiran, rekap_kehadiran

Putusan = Hasil.Putusan
# The kind of certificate an outcome earns; any other outcome earns none.
JENIS = {Putusan.LULUS: "lulus", Putusan.MENGIKUTI: "mengikuti"}


@dataclass(frozen=True)
class Calon:
    """What the checkers look at."""

    pendaftaran: Pendaftaran
    hasil: Hasil | None
    rekap: RekapKehadiran
    jp_penuh: Decimal  # the most JP anybody of the gelombang has sessions for
    tertunda: bool = False  # scores that no recap has locked


@dataclass(frozen=True)
class Kelayakan:
    """`jenis` of certificate or None; `alasan` why none, `peringatan` what should be looked at before."""

    pendaftaran: Pendaftaran
    jenis: str | None
    alasan: list[str] = field(default_factory=list)
    peringatan: list[str] = field(default_factory=list)

    @property
    def layak(self) -> bool:
        return self.jenis is not None


Pemeriksa = Callable[[Calon], str | None]
penghalang: Daftar[Pemeriksa] = Daftar("penghalang sertifikat")
peringatan: Daftar[Pemeriksa] = Daftar("peringatan sertifikat")


def kelayakan(gelombang: Gelombang) -> list[Kelayakan]:
    """Everybody who was called, in NDH order, with the certificate earned or every reason why none."""
    rekap = rekap_kehadiran(gelombang)
    penuh = max((satu.jp_total for satu in rekap.values()), default=Decimal(0))
    tertunda = hasil_tertunda(gelombang)
    with di_zona(gelombang.instansi):
        calon = [
            Calon(p, getattr(p, "hasil", None), rekap[p.pk], penuh, tertunda)
            for p in peserta_dinilai(gelombang)
        ]
        return [_nilai(satu) for satu in calon]


def _nilai(calon: Calon) -> Kelayakan:
    alasan = [pesan for periksa in penghalang if (pesan := periksa(calon))]
    jenis = None if alasan or calon.hasil is None else JENIS[Putusan(calon.hasil.putusan)]
    tanda = [pesan for periksa in peringatan if (pesan := periksa(calon))] if jenis else []
    return Kelayakan(calon.pendaftaran, jenis, alasan, tanda)


def belum_ada_hasil(calon: Calon) -> str | None:
    """No outcome, no certificate."""
    return None if calon.hasil else "Belum ada hasil."


def rekap_belum_ditetapkan(calon: Calon) -> str | None:
    """Where scores decide, only a locked recap is a result."""
    return "Hasil belum ditetapkan dalam rekap kelulusan." if calon.tertunda else None


def hasil_tanpa_sertifikat(calon: Calon) -> str | None:
    """Outcomes that earn none, with the reason the office wrote."""
    if calon.hasil is None or calon.hasil.putusan in JENIS:
        return None
    return f"{calon.hasil.get_putusan_display()}: {calon.hasil.alasan}"


def kehadiran_kurang(calon: Calon) -> str | None:
    """Lulus needs the attendance rule, unless the office wrote down why not."""
    lulus = calon.hasil is not None and calon.hasil.putusan == Putusan.LULUS
    if not lulus or calon.rekap.memenuhi or calon.hasil.alasan:  # type: ignore[union-attr]
        return None
    return " ".join(calon.rekap.alasan)


def nama_belum_dikonfirmasi(calon: Calon) -> str | None:
    """The commonest re-issue is a wrong gelar."""
    if calon.pendaftaran.nama_dikonfirmasi:
        return None
    return f"Nama dan gelar “{calon.pendaftaran.nama_lengkap}” belum dikonfirmasi peserta."


def biodata_kosong(calon: Calon) -> str | None:
    """Empty lines on a certificate; a Non-ASN has no golongan."""
    p = calon.pendaftaran
    wajib = {
        "golongan": p.golongan or p.status_kepegawaian == StatusKepegawaian.NON_ASN,
        "jabatan": p.jabatan,
    }
    kosong = [kolom for kolom, isi in wajib.items() if not isi]
    return f"{' dan '.join(kosong).capitalize()} kosong, sehingga tidak tercetak." if kosong else None


def sesi_kurang(calon: Calon) -> str | None:
    """Fewer sessions than others, by which the rule is easier: most often somebody sent on no visit."""
    jp = calon.rekap.jp_total
    if jp >= calon.jp_penuh:
        return None
    return (
        f"Sesinya hanya {ringkas(jp)} JP, peserta lain sampai {ringkas(calon.jp_penuh)} JP. "
        "Periksa pembagiannya di tab Kunjungan."
    )


def lulus_dengan_catatan(calon: Calon) -> str | None:
    """Lulus although the rule is not met: shown once more, with the reason."""
    if calon.hasil is None or calon.hasil.putusan != Putusan.LULUS or calon.rekap.memenuhi:
        return None
    pada = tanggal(timezone.localtime(calon.hasil.ditetapkan))
    return f"{' '.join(calon.rekap.alasan)} Diluluskan pada {pada}: {calon.hasil.alasan}"


def pasang() -> None:
    """Put the checkers of this room in their order; called once from AppConfig.ready."""
    penghalang.pasang("hasil", belum_ada_hasil)
    penghalang.pasang("rekap", rekap_belum_ditetapkan)
    penghalang.pasang("putusan", hasil_tanpa_sertifikat)
    penghalang.pasang("kehadiran", kehadiran_kurang)
    peringatan.pasang("nama", nama_belum_dikonfirmasi)
    peringatan.pasang("biodata", biodata_kosong)
    peringatan.pasang("sesi", sesi_kurang)
    peringatan.pasang("catatan", lulus_dengan_catatan)
