"""Outcomes: who has one, who does not, and which one the attendance suggests."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Count, QuerySet

from diklat.models import Gelombang
from penilaian.lib.kelulusan import NilaiAkhir
from penilaian.models import Hasil
from penilaian.queries.kelulusan import aturan_gelombang, nilai_peserta, sel_gelombang
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import TERPANGGIL, Status
from peserta.queries.kehadiran import RekapKehadiran, rekap_kehadiran

Putusan = Hasil.Putusan
DISEBUT = 5
TIDAK_DATANG = "Tidak hadir pada registrasi ulang."


@dataclass(frozen=True)
class UsulanHasil:
    """What attendance and scores suggest for one person, and why it is not plain success."""

    pendaftaran: Pendaftaran
    putusan: str
    alasan: str
    rekap: RekapKehadiran
    kualifikasi: str = ""
    nilai: NilaiAkhir | None = None  # where the program has components

    @property
    def label(self) -> str:
        return str(Putusan(self.putusan).label)

    @property
    def hasil(self) -> Hasil | None:
        """The outcome that stands."""
        return getattr(self.pendaftaran, "hasil", None)

    @property
    def mengikuti_nilai(self) -> bool:
        """No word of a person stands against the rules: until a recap locks it, the outcome is what they say.

        Where scores decide, an outcome that is not theirs has a written reason.
        """
        return self.hasil is None or self.hasil.menurut_nilai or not self.hasil.alasan

    @property
    def akan_berlaku(self) -> tuple[str, str, str]:
        """Outcome, qualification and reason as a recap of now says them. The qualification is that of the value."""
        if self.hasil is None or self.mengikuti_nilai:
            return self.putusan, self.kualifikasi, self.alasan
        lulus = self.hasil.putusan == Putusan.LULUS and self.nilai is not None
        return self.hasil.putusan, self.nilai.sebutan if self.nilai and lulus else "", self.hasil.alasan

    @property
    def tidak_sesuai(self) -> str:
        """How the outcome that stands and the scores of now differ, and what the recap does; "" where they agree."""
        if self.hasil is None or self.nilai is None:
            return ""
        kini = ", ".join(satu for satu in (self.label, self.kualifikasi) if satu)
        if not self.mengikuti_nilai and self.putusan not in (self.hasil.putusan, Putusan.DITUNDA):
            return f"Menurut nilainya kini: {kini}. Yang dipakai keputusan Panitia, karena ada alasannya."
        if (self.hasil.putusan, self.hasil.kualifikasi) == self.akan_berlaku[:2]:
            return ""
        if self.hasil.putusan == self.akan_berlaku[0]:
            return f"Kualifikasi menurut nilainya kini: {self.akan_berlaku[1] or 'tidak ada'}. Rekap memakai yang ini."
        if self.putusan == Putusan.DITUNDA:
            return f"Tidak sesuai lagi. {self.alasan}"
        return f"Tidak sesuai lagi: menurut nilainya kini {kini}. Rekap mengikuti nilai."


def peserta_dinilai(gelombang: Gelombang) -> QuerySet[Pendaftaran]:
    """Everybody who was called and has not been replaced or taken off: each needs an outcome. In NDH order."""
    return (
        Pendaftaran.objects.filter(gelombang=gelombang, status__in=TERPANGGIL)
        .select_related("pegawai", "unit", "opd", "hasil")
        .order_by("ndh", "nama_kunci", "pk")
    )


def belum_berhasil(gelombang: Gelombang) -> QuerySet[Pendaftaran]:
    """Those still without an outcome."""
    return peserta_dinilai(gelombang).filter(hasil=None)


def hasil_menghalangi(pendaftaran: QuerySet[Pendaftaran]) -> str | None:
    """Why these registrations may not end: somebody of them has an outcome, which would be counted on."""
    berhasil = pendaftaran.filter(hasil__isnull=False).order_by("nama_kunci", "pk")
    nama = [p.nama_lengkap for p in berhasil[:DISEBUT]]
    if not nama:
        return None
    lebih = berhasil.count() - len(nama)
    lagi = f", dan {lebih} orang lagi" if lebih else ""
    return (
        f"Hasil sudah ditetapkan untuk {', '.join(nama)}{lagi}. Hapus hasilnya lebih dahulu pada tab Hasil."
    )


def usulkan_hasil(gelombang: Gelombang) -> list[UsulanHasil]:
    """Suggest an outcome for everybody from attendance and, where the program has components, scores; nothing is
    stored.

    Who never came: gugur. Who meets the rule: lulus. Who attended but too little: telah mengikuti. Who was seated
    but attended nothing: tidak lulus. With components also: a missing score waits (ditunda), a final value below the
    pass mark is what the program says of it, and a pass carries its band.
    """
    rekap = rekap_kehadiran(gelombang)
    if (aturan := aturan_gelombang(gelombang)) is None:
        return [_usul(p, rekap[p.pk]) for p in peserta_dinilai(gelombang)]
    nilai = nilai_peserta(aturan, rekap, sel_gelombang(gelombang))
    return [
        usul_menurut_nilai(p, rekap[p.pk], nilai[p.pk], aturan.di_bawah) for p in peserta_dinilai(gelombang)
    ]


def hitung_hasil(gelombang: Gelombang) -> dict[str, int]:
    """How many have each outcome; '' for none yet."""
    baris = peserta_dinilai(gelombang).order_by().values_list("hasil__putusan").annotate(n=Count("pk"))
    return {putusan or "": n for putusan, n in baris}


def _usul(pendaftaran: Pendaftaran, rekap: RekapKehadiran) -> UsulanHasil:
    if pendaftaran.status != Status.HADIR:
        return UsulanHasil(pendaftaran, Putusan.GUGUR, TIDAK_DATANG, rekap)
    alasan = " ".join(rekap.alasan)
    if not alasan:
        return UsulanHasil(pendaftaran, Putusan.LULUS, "", rekap)
    return UsulanHasil(pendaftaran, Putusan.MENGIKUTI if rekap.persen else Putusan.TIDAK_LULUS, alasan, rekap)


def usul_menurut_nilai(
    pendaftaran: Pendaftaran, rekap: RekapKehadiran, nilai: NilaiAkhir, di_bawah: str
) -> UsulanHasil:
    """The same where the program has components: attendance first, then the score. `di_bawah`: who does not reach
    the pass mark."""
    dasar = replace(_usul(pendaftaran, rekap), nilai=nilai)
    if dasar.putusan != Putusan.LULUS:
        return dasar
    if not nilai.lengkap:
        return replace(dasar, putusan=Putusan.DITUNDA, alasan=nilai.alasan)
    if not nilai.lulus:
        return replace(dasar, putusan=Putusan(di_bawah), alasan=nilai.alasan)
    return replace(dasar, kualifikasi=nilai.sebutan)
