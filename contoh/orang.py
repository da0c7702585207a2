"""People who do not exist: names as they are given in Sumatera Utara, numbers that follow the rules of a NIP.

Everything comes from one seeded generator, so every demo is the same. Phones and addresses cannot exist: the prefix
084 belongs to no operator and the mail domain is reserved (RFC 2606).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Suku:
    """How a people names its men and its women; whether many of them have been to Mecca."""

    pria: tuple[str, ...]
    wanita: tuple[str, ...]
    marga_pria: tuple[str, ...]
    marga_wanita: tuple[str, ...]
    haji: bool = False


def _suku(pria: str, wanita: str, marga: str, marga_wanita: str = "", *, haji: bool = False) -> Suku:
    def pecah(teks: str) -> tuple[str, ...]:
        return tuple(satu.strip() for satu in teks.split(","))

    return Suku(pecah(pria), pecah(wanita), pecah(marga), pecah(marga_wanita or marga), haji)


# Weight among the people of the demo, and their names.
SUKU: list[tuple[int, Suku]] = [
    (22, _suku(
        "Togar, Saut, Parulian, Bonar, Jonggi, Mangasi, Poltak, Binsar",
        "Hotma, Lamria, Rotua, Tiurma, Risma, Duma, Nurhaida",
        "Simanjuntak, Siregar, Hutagalung, Nainggolan, Sitompul, Manurung, Pardede, Silalahi, Situmorang",
    )),
    (18, _suku(
        "Ahmad Rifai, Darwin, Zulkarnain, Mahyuddin, Borkat, Ali Umar",
        "Nur Hasanah, Masdalena, Erlina, Siti Aisyah, Rahmadani",
        "Nasution, Lubis, Harahap, Daulay, Batubara, Rangkuti, Pulungan, Hasibuan", haji=True,
    )),
    (12, _suku(
        "Jenda, Terkelin, Bastanta, Kueteh, Sada Arih", "Malem, Rehulina, Ngena, Rasmita",
        "Ginting, Sembiring, Tarigan, Perangin-angin, Karo-karo",
    )),
    (5, _suku(
        "Fatolosa, Yamotuho, Faigizaro", "Yuniarti, Yasmani, Nidar", "Zebua, Telaumbanua, Gulo, Harefa, Laia"
    )),
    (10, _suku(
        "Tengku Amir, Datuk Hamzah, Azwar, Fadhil", "Wan Syafrida, Syarifah, Rosmawati, Nurlela",
        "Hamid, Sulaiman, Husni, Effendi", haji=True,
    )),
    (18, _suku(
        "Agus, Bambang, Slamet, Joko, Tri, Dwi", "Sri Wahyuni, Endang, Wiwik, Suparmi, Tri, Dwi",
        "Santoso, Prasetyo, Wibowo, Kurniawan, Hidayat", "Lestari, Handayani, Rahayu, Astuti, Wulandari",
        haji=True,
    )),
    (9, _suku(
        "Afrizal, Syafril, Hendri, Yusrizal", "Yulianti, Desmawati, Rahmi, Elfitri",
        "Chaniago, Koto, Tanjung, Piliang, Sikumbang", haji=True,
    )),
    (6, _suku("Hendra, Kumar, Rajan", "Susanti, Devi, Lina", "Wijaya, Halim, Tanoto, Pillai, Sandran")),
]  # fmt: skip
# Some people have one name only.
SATU_KATA = (
    ("Suparno", "Zulkifli", "Poniman", "Legiman", "Syahrial"),
    ("Ngatiyem", "Masitah", "Rubiah", "Suyatmi"),
)


@dataclass(frozen=True)
class Kedudukan:
    """A post, and the golongan it is held in."""

    jabatan: str
    golongan: tuple[str, ...]


KECAMATAN = (
    Kedudukan("Kepala Seksi Pelayanan Umum", ("III/c", "III/d")),
    Kedudukan("Kepala Seksi Tata Pemerintahan", ("III/c", "III/d", "IV/a")),
    Kedudukan("Kepala Subbagian Umum", ("III/b", "III/c")),
    Kedudukan("Pengelola Pelayanan", ("II/c", "II/d", "III/a", "III/b")),
    Kedudukan("Pengadministrasi Umum", ("II/a", "II/b", "II/c")),
)
KELURAHAN = (
    Kedudukan("Lurah", ("III/c", "III/d")),
    Kedudukan("Sekretaris Lurah", ("III/b", "III/c")),
    Kedudukan("Kepala Seksi Pemerintahan dan Pelayanan Publik", ("III/a", "III/b", "III/c")),
    Kedudukan("Pengadministrasi Umum", ("II/a", "II/b", "II/c", "II/d")),
)
DOKTER = Kedudukan("Kepala Puskesmas", ("III/c", "III/d"))
# Years of birth that fit the golongan, in 2017 and today.
LAHIR = {"II": (1976, 1990), "III/a": (1976, 1990), "III/b": (1974, 1988), "III/c": (1971, 1986),
         "III/d": (1969, 1982), "IV/a": (1969, 1978)}  # fmt: skip
SARJANA = ("S.Sos.", "S.E.", "S.H.", "S.Kom.", "S.Pd.", "S.T.", "S.AP.")
MAGISTER = ("S.STP., M.Si.", "S.Sos., M.AP.", "S.E., M.M.", "S.H., M.H.", "S.IP., M.Si.")


@dataclass(frozen=True)
class Orang:
    """Somebody of the demo, as an office would write them down."""

    nama: str
    gelar_depan: str
    gelar_belakang: str
    nip: str
    golongan: str
    jabatan: str
    ponsel: str
    email: str

    @property
    def lengkap(self) -> str:
        depan = f"{self.gelar_depan} " if self.gelar_depan else ""
        return depan + self.nama + (f", {self.gelar_belakang}" if self.gelar_belakang else "")


class Penduduk:
    """An endless queue of people; no NIP comes twice."""

    def __init__(self, benih: int) -> None:
        self.acak = random.Random(benih)  # noqa: S311 - names, not secrets
        self._nomor = 0

    def orang(self, *, kelurahan: bool, senama: Orang | None = None) -> Orang:
        """The next person; `senama` makes a namesake of somebody, of the same sex."""
        self._nomor += 1
        wanita = senama.nip[14] == "2" if senama else self.acak.random() < 0.5
        suku = self.acak.choices([s for _, s in SUKU], [bobot for bobot, _ in SUKU])[0]
        dokter = not kelurahan and self.acak.random() < 0.05
        kedudukan = DOKTER if dokter else self.acak.choice(KELURAHAN if kelurahan else KECAMATAN)
        golongan = self.acak.choice(kedudukan.golongan)
        lahir = self.acak.randint(*LAHIR.get(golongan, LAHIR["II"]))
        depan, belakang = ("dr.", "M.K.M.") if dokter else self._gelar(golongan, lahir, wanita=wanita)
        if not depan and suku.haji and self.acak.random() < 0.12:
            depan = "Hj." if wanita else "H."
        return Orang(
            nama=senama.nama if senama else self._nama(suku, wanita=wanita),
            gelar_depan=depan,
            gelar_belakang=belakang,
            nip=self._nip(lahir, wanita=wanita),
            golongan=golongan,
            jabatan=kedudukan.jabatan,
            ponsel=f"0840{self._nomor:08d}",
            email=f"pegawai{self._nomor:05d}@contoh.example",
        )

    def banyak(self, jumlah: int, *, kelurahan: bool = True) -> Iterator[Orang]:
        """`jumlah` people."""
        return (self.orang(kelurahan=kelurahan) for _ in range(jumlah))

    def _nama(self, suku: Suku, *, wanita: bool) -> str:
        if self.acak.random() < 0.08:
            return self.acak.choice(SATU_KATA[wanita])
        depan = self.acak.choice(suku.wanita if wanita else suku.pria)
        return f"{depan} {self.acak.choice(suku.marga_wanita if wanita else suku.marga_pria)}"

    def _gelar(self, golongan: str, lahir: int, *, wanita: bool) -> tuple[str, str]:
        """Titles in front and behind that somebody of this golongan and age may have."""
        if golongan.startswith("II/"):
            return "", self.acak.choice(("", "", "A.Md.")) if golongan in ("II/c", "II/d") else ""
        if golongan in ("III/a", "III/b"):
            return "", self.acak.choice((*SARJANA, ""))
        if lahir <= 1970 and self.acak.random() < 0.3:
            return ("Dra." if wanita else "Drs."), ""
        return "", self.acak.choice(MAGISTER if golongan == "IV/a" else (*SARJANA, *MAGISTER))

    def _nip(self, tahun: int, *, wanita: bool) -> str:
        """Birth date, month of appointment at 22 to 30 years, sex, and a running number (never twice)."""
        lahir = f"{tahun}{self.acak.randint(1, 12):02d}{self.acak.randint(1, 28):02d}"
        angkat = f"{min(tahun + self.acak.randint(22, 30), 2016)}{self.acak.randint(1, 12):02d}"
        # The running number alone tells people of one birthday apart; it wraps long after any demo's size.
        return f"{lahir}{angkat}{2 if wanita else 1}{self._nomor % 999 + 1:03d}"
