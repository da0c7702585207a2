"""Where a registration stands, said to the person: what it means and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from diklat.models import Gelombang
from diklat.models.gelombang import BELUM_MULAI, BELUM_SELESAI
from kantor.lib.tanggal import rentang, tanggal_jam
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import ALUR, HIDUP, Status

S = Status
# The steps a person goes through; the last status of each has taken it.
LANGKAH = (
    ("Pendaftaran", {S.DAFTAR_TUNGGU, S.DITAWARI, S.DIAJUKAN, S.PERLU_PERBAIKAN}),
    ("Verifikasi", {S.DIVERIFIKASI, S.DITETAPKAN}),
    ("Pemanggilan", {S.DIPANGGIL, S.BERHALANGAN}),
    ("Konfirmasi hadir", {S.DIKONFIRMASI}),
    ("Registrasi ulang", {S.HADIR}),
)


@dataclass(frozen=True)
class Keadaan:
    """A heading, a sentence, and the acts that wait for the person, the strong one first."""

    judul: str
    kalimat: str
    nada: str = ""  # tunggu, baik, bahaya, or none
    tindakan: tuple[tuple[str, str], ...] = ()  # (name of the act, words on the button)

    @property
    def menunggu_saya(self) -> bool:
        """True when nothing goes on before the person has acted."""
        return self.nada == "tunggu"


def keadaan(p: Pendaftaran) -> Keadaan:
    """What to say about this registration; `p.posisi` is the place on the list of cadangan."""
    return _terlewat(p) if _tidak_datang(p) else _KATA[S(p.status)](p)


def langkah(p: Pendaftaran) -> list[dict[str, Any]]:
    """The path for templates/komponen/jalur.html; empty for a registration that has ended."""
    if p.status not in HIDUP or _tidak_datang(p):
        return []
    letak = next(n for n, (_, status) in enumerate(LANGKAH) if p.status in status)
    selesai = letak + 1
    return [
        {"label": label, "keadaan": "selesai" if n < selesai else "kini" if n == selesai else "nanti"}
        for n, (label, _) in enumerate(LANGKAH)
    ]


def dapat_mundur(p: Pendaftaran) -> bool:
    """True while withdrawing is a way on: once the gelombang runs Panitia records it (`tarik`)."""
    ada_jalan = (p.status, S.MENGUNDURKAN_DIRI) in ALUR and p.status != S.DITAWARI
    return ada_jalan and p.gelombang.status in BELUM_MULAI


def dapat_unggah(p: Pendaftaran) -> bool:
    """True while a file may be handed in."""
    return p.status in HIDUP and p.gelombang.status in BELUM_SELESAI


def dapat(p: Pendaftaran, tindakan: str) -> bool:
    """True while this act waits for the person."""
    return tindakan in dict(keadaan(p).tindakan)


def dapat_konfirmasi_nama(p: Pendaftaran) -> bool:
    """True while the name can still be said to be right."""
    return p.status in HIDUP and p.nama_dikonfirmasi is None


def _tidak_datang(p: Pendaftaran) -> bool:
    """Called, but the gelombang has ended without them."""
    return p.gelombang.status not in BELUM_SELESAI and p.status in HIDUP and p.status != S.HADIR


def _terlewat(p: Pendaftaran) -> Keadaan:
    return Keadaan(
        "Pelatihan sudah selesai",
        "Anda tidak tercatat pada registrasi ulang. Bila ada yang keliru, hubungi narahubung.",
    )


def _diajukan(p: Pendaftaran) -> Keadaan:
    return Keadaan(
        "Menunggu verifikasi",
        "Panitia sedang memeriksa data dan berkas Anda. "
        "Belum ada yang perlu Anda lakukan; hasilnya tampil di halaman ini.",
    )


def _perlu_perbaikan(p: Pendaftaran) -> Keadaan:
    minta = f"Permintaan panitia: {p.alasan}" if p.alasan else "Panitia meminta perbaikan."
    return Keadaan(
        "Berkas perlu dilengkapi",
        f"{minta} Lengkapi, lalu kirim kembali.",
        "tunggu",
        (("berkas", "Lengkapi dan kirim kembali"),),
    )


def _ditolak(p: Pendaftaran) -> Keadaan:
    return Keadaan(
        "Belum memenuhi syarat",
        f"Mohon maaf, pendaftaran ini belum dapat diterima. Alasan: {p.alasan or '–'} "
        "Bila ada yang keliru, hubungi narahubung; Anda juga dapat memilih gelombang lain.",
        "bahaya",
    )


def _diverifikasi(p: Pendaftaran) -> Keadaan:
    return Keadaan(
        "Terverifikasi",
        "Data Anda sudah diperiksa. Panitia akan menetapkan peserta dan mengirim Surat Pemanggilan.",
        "baik",
    )


def _cadangan(p: Pendaftaran) -> Keadaan:
    urutan = getattr(p, "posisi", None)
    return Keadaan(
        f"Peserta cadangan, urutan ke-{urutan}" if urutan else "Peserta cadangan",
        "Kursi sedang penuh. Bila ada kursi kosong, kursi ditawarkan menurut urutan, dan Anda diberi tahu lewat email.",
    )


def _ditawari(p: Pendaftaran) -> Keadaan:
    if p.gelombang.status not in BELUM_MULAI:
        return _tawaran_lewat(p)
    batas = tanggal_jam(p.tawaran_sampai, _zona(p)) if p.tawaran_sampai else "secepatnya"
    return Keadaan(
        "Ada kursi untuk Anda",
        f"Jawab paling lambat {batas}. Sesudah itu kursi ditawarkan kepada urutan berikutnya.",
        "tunggu",
        (("tawaran", "Jawab tawaran kursi"),),
    )


def _tawaran_lewat(p: Pendaftaran) -> Keadaan:
    berminat = "Bila masih berminat, hubungi narahubung agar dikembalikan ke daftar cadangan."
    if p.gelombang.status not in BELUM_MULAI:
        berminat = "Anda dapat mendaftar pada gelombang lain."
    return Keadaan(
        "Tawaran kursi lewat batas",
        f"Batas waktu menjawab sudah lewat dan kursi ditawarkan kepada urutan berikutnya. {berminat}",
    )


def _ditetapkan(p: Pendaftaran) -> Keadaan:
    return Keadaan(
        "Ditetapkan sebagai peserta",
        "Surat Pemanggilan menyusul. Sementara itu, siapkan berkas untuk registrasi ulang.",
        "baik",
    )


def _dipanggil(p: Pendaftaran) -> Keadaan:
    return Keadaan(
        "Anda dipanggil",
        f"{_kapan(p)} Konfirmasikan apakah Anda dapat hadir.",
        "tunggu",
        (("hadir", "Ya, saya hadir"), ("berhalangan", "Saya berhalangan")),
    )


def _dikonfirmasi(p: Pendaftaran) -> Keadaan:
    return Keadaan(
        "Anda bersedia hadir",
        f"{_kapan(p)} Datanglah untuk registrasi ulang dan bawa berkas yang diminta.",
        "baik",
        (("berhalangan", "Ternyata saya berhalangan"),),
    )


def _berhalangan(p: Pendaftaran) -> Keadaan:
    return Keadaan(
        "Berhalangan, menunggu pengganti",
        "Kantor Anda dapat mengusulkan pengganti. Bila ternyata Anda dapat hadir, sampaikan sebelum kursi digantikan.",
        "",
        (("hadir", "Saya jadi hadir"),),
    )


def _hadir(p: Pendaftaran) -> Keadaan:
    if p.gelombang.status == Gelombang.Status.SELESAI:
        return Keadaan(
            "Pelatihan selesai",
            "Terima kasih sudah mengikuti. Hasil dan sertifikat tampil di halaman ini.",
            "baik",
        )
    return Keadaan(
        "Selamat mengikuti pelatihan",
        f"Nomor daftar hadir (NDH) Anda {p.ndh}. {_kapan(p)}",
        "baik",
    )


def _diganti(p: Pendaftaran) -> Keadaan:
    return Keadaan("Digantikan", f"Kursi ini sudah diisi peserta pengganti. {p.alasan}".strip())


def _mundur(p: Pendaftaran) -> Keadaan:
    return Keadaan("Anda mengundurkan diri", "Kursi sudah dilepas. Anda dapat mendaftar pada gelombang lain.")


def _dibatalkan(p: Pendaftaran) -> Keadaan:
    return Keadaan("Pendaftaran dibatalkan", p.alasan or "Pendaftaran ini dibatalkan panitia.", "bahaya")


_KATA = {
    S.DIAJUKAN: _diajukan,
    S.PERLU_PERBAIKAN: _perlu_perbaikan,
    S.DITOLAK: _ditolak,
    S.DIVERIFIKASI: _diverifikasi,
    S.DAFTAR_TUNGGU: _cadangan,
    S.DITAWARI: _ditawari,
    S.TAWARAN_LEWAT: _tawaran_lewat,
    S.DITETAPKAN: _ditetapkan,
    S.DIPANGGIL: _dipanggil,
    S.DIKONFIRMASI: _dikonfirmasi,
    S.BERHALANGAN: _berhalangan,
    S.HADIR: _hadir,
    S.DIGANTI: _diganti,
    S.MENGUNDURKAN_DIRI: _mundur,
    S.DIBATALKAN: _dibatalkan,
}


def _kapan(p: Pendaftaran) -> str:
    g = p.gelombang
    return f"Pelatihan {rentang(g.mulai, g.selesai)} di {g.tempat}."


def _zona(p: Pendaftaran) -> str:
    return str(p.gelombang.instansi.zona_waktu)
