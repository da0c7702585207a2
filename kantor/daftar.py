"""Registries by which a lower floor shows what upper floors bring, without importing them.

Each room fills them in its AppConfig.ready; nothing here knows who filled it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Daftar(Generic[T]):
    """Named entries in the order they were put in; a second entry of one name is a mistake and says so."""

    def __init__(self, sebutan: str) -> None:
        self.sebutan = sebutan
        self._isi: dict[str, T] = {}

    def pasang(self, nama: str, isi: T) -> T:
        if nama in self._isi:
            raise ValueError(f"{self.sebutan} '{nama}' sudah terpasang")
        self._isi[nama] = isi
        return isi

    def __getitem__(self, nama: str) -> T:
        return self._isi[nama]

    def cari(self, nama: str) -> T | None:
        """The entry of that name, None when there is none."""
        return self._isi.get(nama)

    def __contains__(self, nama: str) -> bool:
        return nama in self._isi

    def __iter__(self) -> Iterator[T]:
        return iter(self._isi.values())

    def nama(self) -> list[str]:
        return list(self._isi)


@dataclass(frozen=True)
class JenisPekerjaan:
    """A kind of background job (kantor.services.pekerjaan says when each function runs).

    `susun(pekerjaan)` returns the parameters of its pieces; `kerjakan(pekerjaan, parameter)` does one piece, is
    idempotent, and returns what `rampung(pekerjaan, hasil)` needs to make the result (a Berkas or None).
    Every piece runs in a transaction of its own and takes seconds, not minutes. A piece that stands for many units
    says so in its parameter `jumlah`, and how many of them were refused in the key `gagal` of what it returns.
    A `Galat` ends the piece at once with its sentence; any other error is tried again.
    """

    judul: str
    antrean: str  # interaktif, surel, dokumen, latar
    susun: Callable[[Any], list[dict[str, Any]]]
    kerjakan: Callable[[Any, dict[str, Any]], dict[str, Any] | None]
    rampung: Callable[[Any, list[dict[str, Any]]], Any] | None = None
    paralel: int = 2  # how many workers may share one job
    # Runs in the transaction that cancels the job, before the job's own row is locked.
    batal: Callable[[Any], None] | None = None
    alamat: Callable[[Any], str] | None = None  # the page of what the job is about


@dataclass(frozen=True)
class JenisSurel:
    """A kind of letter: its words stand in templates/surel/<name>.txt, `contoh` fills them for the preview.

    Of a secret kind (a code that opens an account) nobody reads the text, and it is erased as soon as it is sent.
    """

    label: str
    contoh: dict[str, Any]
    rahasia: bool = False


@dataclass
class Terbaca:
    """What a kind of import understood of one row of the file; `pribadi` is stored encrypted only."""

    kunci: str
    nilai: dict[str, Any]
    pribadi: dict[str, str] = field(default_factory=dict)
    galat: list[dict[str, str]] = field(default_factory=list)  # kolom, alamat, nilai, alasan
    peringatan: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class JenisImpor:
    """A kind of import (kantor.services.impor says when each function runs). `impor` is a row of kantor.Impor.

    `berhak(oleh, impor)` raises unless this account may upload, change or confirm this list;
    `periksa(impor, baris)` understands the rows of the file without storing anything; `bandingkan(impor)` sets
    `tindakan` of the rows without error, again whenever the choices changed; `siapkan(oleh, impor, isian)` runs when
    it is confirmed, in that transaction; `terapkan(impor, baris)` stores some rows, idempotently, and marks each.
    Rows of one piece share `kelompok(baris)`. `pilihan(impor, data)` and `konfirmasi(impor, data, berkas)` make forms.
    """

    judul: str
    keterangan: str
    kolom: tuple[Any, ...]  # kantor.lib.lembar.Kolom
    contoh: tuple[tuple[str, ...], ...]
    periksa: Callable[[Any, list[Any]], list[Terbaca]]
    bandingkan: Callable[[Any], None]
    terapkan: Callable[[Any, list[Any]], None]
    berhak: Callable[[Any, Any], None]
    siapkan: Callable[[Any, Any, dict[str, Any]], None] = field(default=lambda oleh, impor, isian: None)
    kelompok: Callable[[Any], tuple[Any, ...]] = field(default=lambda baris: ())
    potong: int = 500
    pilihan: Callable[..., Any] | None = None
    konfirmasi: Callable[..., Any] | None = None
    catatan: Callable[[Any], list[str]] = field(default=lambda impor: [])  # sentences above the preview
    # Where to go when all is stored: (words, sentence, address for staff or for others)
    sesudah: Callable[[Any, bool], list[tuple[str, str, str]]] = field(default=lambda impor, staf: [])
    untuk_staf: bool = True  # offered on /admin/impor/
    # The columns where they depend on what the file is for.
    kolom_untuk: Callable[[Any], tuple[Any, ...]] | None = None
    # What the preview calls its column of the person ("orang"), and outcomes of rows, where not as for people.
    sebutan: dict[str, str] = field(default_factory=dict)

    def bagi(self, impor: Any) -> JenisImpor:
        """This kind with the columns of that import."""
        return replace(self, kolom=self.kolom_untuk(impor)) if self.kolom_untuk else self


@dataclass(frozen=True)
class TugasHariIni:
    """One line of "Yang perlu dikerjakan hari ini": how many of what, and the one click to it."""

    teks: str
    alamat: str
    jumlah: int = 0
    mendesak: bool = False
    keterangan: str = ""


@dataclass(frozen=True)
class KartuHariIni:
    """A card beside the lines of today: a template, and what it shows to this account (None hides it).

    `bawah`: a second template of the same content under the lines, for what is work to do as well.
    """

    templat: str
    isi: Callable[[Any], Any]
    urutan: int = 100
    bawah: str = ""


@dataclass(frozen=True)
class KartuSaya:
    """A card on Beranda Peserta: a template, and what it shows to this account (None hides it).

    `isi(pengguna, pendaftaran)`: of one registration, or of all with None. `dengan_kunci`: also for whoever came with
    the key of that registration, as None; others are shown to accounts alone.
    """

    templat: str
    isi: Callable[[Any, Any | None], Any]
    urutan: int = 100
    dengan_kunci: bool = False


@dataclass(frozen=True)
class AngkaBeranda:
    """A figure on the front page, counted from the data; it is not shown while it is 0."""

    label: str
    hitung: Callable[[], int]
    urutan: int = 100


@dataclass(frozen=True)
class KartuPegawai:
    """A card on the page of a pegawai: a template, and what it shows of them to this account (None hides it)."""

    templat: str
    isi: Callable[[Any, Any], Any]
    urutan: int = 100


@dataclass(frozen=True)
class TabGelombang:
    """A tab on a gelombang's page. `tampak(gelombang, pengguna)` hides it, `jumlah(gelombang)` counts."""

    label: str
    nama_url: str  # taken with the gelombang's slug
    urutan: int
    tampak: Callable[[Any, Any], bool] = field(default=lambda gelombang, pengguna: True)
    jumlah: Callable[[Any], int | None] = field(default=lambda gelombang: None)


@dataclass(frozen=True)
class LangkahGelombang:
    """One step on the path of a gelombang; `selesai(gelombang)` ticks it; the first unticked is now.

    `tampak(gelombang)` leaves it out where this kind of event has no such step.
    """

    label: str
    nama_url: str
    urutan: int
    selesai: Callable[[Any], bool]
    ajakan: str = ""  # the words of the button that leads there while it is the next thing to do
    tampak: Callable[[Any], bool] = field(default=lambda gelombang: True)
    # One line on the page Ringkasan of how it stands; '' says nothing.
    keterangan: Callable[[Any], str] = field(default=lambda gelombang: "")


@dataclass(frozen=True)
class JenisLembar:
    """A kind of sheet that is printed with a code, signed with a pen, and comes back in a scan.

    `pastikan(oleh, hak, perihal)` raises unless this account has the right on what such sheets belong to;
    `pilihan(perihal)` are the things a page can be put to by hand, key and words; `sebutan` names one sheet
    ("daftar hadir"), `satuan` the thing it is about ("sesi"), `alamat(perihal)` is the page its clerks come from.
    """

    sebutan: str
    pastikan: Callable[[Any, Any, str], None]
    pilihan: Callable[[str], list[tuple[int, str]]]
    alamat: Callable[[str], str]
    satuan: str = "sesi"


jenis_pekerjaan: Daftar[JenisPekerjaan] = Daftar("jenis pekerjaan")
jenis_lembar: Daftar[JenisLembar] = Daftar("jenis lembar")
jenis_impor: Daftar[JenisImpor] = Daftar("jenis impor")
jenis_surel: Daftar[JenisSurel] = Daftar("jenis surat")
# Each takes (oleh, pegawai) and says whether a row it knows lets this account vouch for that person at sign-in.
penjamin_peserta: Daftar[Callable[[Any, Any], bool]] = Daftar("penjamin peserta")
# Each takes (oleh, pegawai), forgets what its rows hold of that person (or raises why not yet), returns addresses.
pelupa_pribadi: Daftar[Callable[[Any, Any], set[str]]] = Daftar("pelupa data pribadi")
# Each takes the account and returns its lines for today.
tugas_hari_ini: Daftar[Callable[[Any], list[TugasHariIni]]] = Daftar("tugas hari ini")
kartu_hari_ini: Daftar[KartuHariIni] = Daftar("kartu hari ini")
kartu_saya: Daftar[KartuSaya] = Daftar("kartu beranda peserta")
angka_beranda: Daftar[AngkaBeranda] = Daftar("angka beranda")
kartu_pegawai: Daftar[KartuPegawai] = Daftar("kartu pegawai")
tab_gelombang: Daftar[TabGelombang] = Daftar("tab gelombang")
# One-to-one rows of upper rooms that tell which tabs there are: read with the gelombang of every page.
baca_gelombang: Daftar[str] = Daftar("baca gelombang")
langkah_gelombang: Daftar[LangkahGelombang] = Daftar("langkah gelombang")
# Each takes (pengguna, berkas) and says whether a row it knows lets this account fetch the file.
pembuka_berkas: Daftar[Callable[[Any, Any], bool]] = Daftar("pembuka berkas")
# Each says of an account whether it is lent only, so that whoever uses it gives it no password or address of its own.
akun_pinjaman: Daftar[Callable[[Any], bool]] = Daftar("akun pinjaman")
# Each takes the name of a limit (a gelombang's slug) and returns the units among which its people choose.
sasaran_unit: Daftar[Callable[[str], list[int]]] = Daftar("sasaran unit")
# Each takes the same name and says which instansi's units go before equal ones of others.
instansi_lingkup: Daftar[Callable[[str], int | None]] = Daftar("instansi lingkup")
