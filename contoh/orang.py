"""People who do not exist: names as they are given in Sumatera Utara, numbers that follow the rules of a NIP.

Everything comes from one seeded generator, so every demo is the same. Phones and addresses cannot exist: the prefix
084 belongs to no operator and the mail domain is reserved (RFC 2606).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

# Given names and family names (marga) by the people who use them; some people have one name only.
BATAK = (
    [
        "Togar",
        "Hotma",
        "Saut",
        "Lamria",
        "Rotua",
        "Parulian",
        "Bonar",
        "Tiurma",
        "Jonggi",
        "Mangasi",
        "Risma",
        "Poltak",
    ],
    [
        "Simanjuntak",
        "Siregar",
        "Hutagalung",
        "Nainggolan",
        "Sitompul",
        "Manurung",
        "Pardede",
        "Silalahi",
        "Situmorang",
    ],
)
MANDAILING = (
    ["Ahmad Rifai", "Nur Hasanah", "Darwin", "Masdalena", "Zulkarnain", "Mahyuddin", "Erlina", "Borkat"],
    ["Nasution", "Lubis", "Harahap", "Daulay", "Batubara", "Rangkuti", "Pulungan", "Hasibuan"],
)
KARO = (
    ["Jenda", "Malem", "Rehulina", "Terkelin", "Ngena", "Bastanta", "Kueteh", "Sada Arih"],
    ["Ginting", "Sembiring", "Tarigan", "Perangin-angin", "Karo-karo"],
)
NIAS = (["Fatolosa", "Yamotuho", "Yuniarti", "Faigizaro"], ["Zebua", "Telaumbanua", "Gulo", "Harefa", "Laia"])
MELAYU = (
    ["Tengku Amir", "Wan Syafrida", "Datuk Hamzah", "Syarifah", "Azwar", "Rosmawati", "Fadhil", "Nurlela"],
    ["", "Hamid", "Sulaiman", "Husni", "Effendi"],
)
JAWA = (
    ["Agus", "Sri Wahyuni", "Bambang", "Endang", "Slamet", "Tri", "Wiwik", "Joko", "Suparmi", "Dwi"],
    ["Santoso", "Prasetyo", "Lestari", "Wibowo", "Handayani", "Kurniawan", "Rahayu", "Hidayat"],
)
MINANG = (
    ["Yulianti", "Afrizal", "Desmawati", "Syafril", "Rahmi"],
    ["Chaniago", "Koto", "Tanjung", "Piliang", "Sikumbang"],
)
TIONGHOA_TAMIL = (
    ["Susanti", "Hendra", "Kumar", "Devi", "Lina"],
    ["Wijaya", "Halim", "Tanoto", "Pillai", "Sandran"],
)
SATU_KATA = ["Suparno", "Ngatiyem", "Zulkifli", "Poniman", "Masitah", "Legiman", "Syahrial", "Rubiah"]
SUKU = [BATAK, MANDAILING, KARO, NIAS, MELAYU, JAWA, MINANG, TIONGHOA_TAMIL]
BOBOT = [22, 18, 12, 5, 10, 18, 9, 6]

GELAR = [
    "",
    "",
    "",
    "S.Sos.",
    "S.E.",
    "S.H.",
    "S.Kom.",
    "S.Pd.",
    "A.Md.",
    "S.STP., M.Si.",
    "S.T.",
    "M.AP.",
    "S.Ag.",
]
GELAR_DEPAN = ["", "", "", "", "", "", "", "", "Drs.", "dr.", "Hj.", "H."]
GOLONGAN = ["II/b", "II/c", "II/d", "III/a", "III/b", "III/b", "III/c", "III/c", "III/d", "IV/a"]
JABATAN_KECAMATAN = [
    "Kepala Seksi Pelayanan Umum",
    "Kepala Seksi Tata Pemerintahan",
    "Kepala Subbagian Umum",
    "Pengelola Pelayanan",
    "Pengadministrasi Umum",
]
JABATAN_KELURAHAN = [
    "Lurah",
    "Sekretaris Lurah",
    "Kepala Seksi Pemerintahan dan Pelayanan Publik",
    "Pengadministrasi Umum",
]


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

    def orang(self, *, kelurahan: bool, nama: str | None = None) -> Orang:
        """The next person; `nama` makes a namesake of somebody."""
        self._nomor += 1
        pilih = self.acak.choice
        return Orang(
            nama=nama or self._nama(),
            gelar_depan=pilih(GELAR_DEPAN),
            gelar_belakang=pilih(GELAR),
            nip=self._nip(),
            golongan=pilih(GOLONGAN),
            jabatan=pilih(JABATAN_KELURAHAN if kelurahan else JABATAN_KECAMATAN),
            ponsel=f"0840{self._nomor:08d}",
            email=f"pegawai{self._nomor:05d}@contoh.example",
        )

    def banyak(self, jumlah: int, *, kelurahan: bool = True) -> Iterator[Orang]:
        """`jumlah` people."""
        return (self.orang(kelurahan=kelurahan) for _ in range(jumlah))

    def _nama(self) -> str:
        if self.acak.random() < 0.08:
            return self.acak.choice(SATU_KATA)
        depan, marga = self.acak.choices(SUKU, BOBOT)[0]
        tengah = self.acak.choice(["", "", "", " Putra", " Sari", " Maulana", " Kartika"])
        return f"{self.acak.choice(depan)}{tengah} {self.acak.choice(marga)}".strip()

    def _nip(self) -> str:
        """Birth date, month of appointment at 22 to 30 years, sex, and a running number (never twice)."""
        tahun = self.acak.randint(1966, 1992)
        lahir = f"{tahun}{self.acak.randint(1, 12):02d}{self.acak.randint(1, 28):02d}"
        angkat = f"{min(tahun + self.acak.randint(22, 30), 2016)}{self.acak.randint(1, 12):02d}"
        # The running number alone tells people of one birthday apart; it wraps long after any demo's size.
        return f"{lahir}{angkat}{self.acak.choice('12')}{self._nomor % 999 + 1:03d}"
