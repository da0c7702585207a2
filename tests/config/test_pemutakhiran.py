"""A portal of the first version is brought up to date, and a fresh one is fit to be shown to the world."""

import gzip
import json
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator

import pytest

from config.lingkungan import AKAR
from config.tumpukan.postgres import OWNER
from tests.fixtures.peladen import TestServers

pytestmark = pytest.mark.lambat

DATA = AKAR / "tests" / "data"
BASIS = "portal_versi_1"
# Sessions the dump has none of: one without JP, and one that fell through ("Terbit" taken off) after its attendance.
SISIP = b"""
RESET search_path;
INSERT INTO diklat_sesi (gelombang_id, judul, mulai, selesai, berjp, terbit)
SELECT g.id, baru.judul, g.mulai + time '01:00', g.mulai + time '02:00', baru.berjp, baru.terbit
FROM diklat_gelombang g, (VALUES ('Upacara', false, true), ('Tidak jadi', true, false)) AS baru (judul, berjp, terbit)
WHERE g.slug = 'pelayanan-prima-2017-1';
INSERT INTO peserta_kehadiran (sesi_id, pendaftaran_id, kode, catatan, diperbarui)
SELECT s.id, (SELECT min(id) FROM peserta_pendaftaran p WHERE p.gelombang_id = s.gelombang_id), 'H', '', now()
FROM diklat_sesi s WHERE s.judul = 'Tidak jadi';
"""
# As far as `migrate` would; its signal at the end asks for the tables of today.
SEBELUM_SEMUA = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

MigrationExecutor(connection).migrate([("peserta", "0010_upacara")])
"""
# Written before "semua hadir" had a column of its own: one word of it stands, over one a hand has written since, and
# one was a hand's from the start.
DISEBUT = b"""
INSERT INTO peserta_kehadiran (sesi_id, pendaftaran_id, kode, catatan, diperbarui, sumber)
SELECT s.id, p.id, 'H', '', now(), CASE p.urut WHEN 3 THEN 'tangan' ELSE 'semua' END
FROM diklat_sesi s, LATERAL (
    SELECT id, row_number() OVER (ORDER BY id) AS urut FROM peserta_pendaftaran WHERE gelombang_id = s.gelombang_id
) p
WHERE s.judul = 'Upacara' AND p.urut <= 3;
UPDATE peserta_kehadiran k SET sumber = 'tangan', kode = 'I'
WHERE k.sumber = 'semua' AND k.pendaftaran_id = (
    SELECT max(pendaftaran_id) FROM peserta_kehadiran x WHERE x.sesi_id = k.sesi_id AND x.sumber = 'semua'
) AND k.sesi_id = (SELECT id FROM diklat_sesi WHERE judul = 'Upacara');
"""
LIHAT = """
import io, json
import pikepdf
from django.db.models import Count
from diklat.models import Gelombang, Sesi
from dokumen.cetak.sertifikat import PencetakSertifikat
from dokumen.models import Sertifikat
from peserta.models import Kehadiran
from dokumen.services.pembekuan import data_cetak
from kantor.models import PegawaiPribadi, Instansi
from kantor.services.pribadi import baca_pribadi

satu = Sertifikat.objects.filter(gelombang__slug="pelayanan-prima-2017-1", urut=1, jenis="lulus").get()
with pikepdf.open(io.BytesIO(PencetakSertifikat(()).cetak(data_cetak(satu)))) as pdf:
    sisi = [round(float(x)) for x in pdf.pages[0].mediabox[2:]]
print("HASIL " + json.dumps({
    "gelombang": dict(Gelombang.objects.values_list("slug", "status")),
    "sertifikat": Sertifikat.objects.filter(gelombang__slug__startswith="pelayanan-prima-2017").count(),
    "sesi": {
        s.judul: [s.jenis, s.batal, hasattr(s, "terbitan"), s.kehadiran.count()]
        for s in Sesi.objects.filter(judul__in=["Upacara", "Tidak jadi"])
    },
    "semua": [
        [k.sumber, k.semua] for k in Kehadiran.objects.filter(sesi__judul="Upacara").order_by("pendaftaran")
    ],
    "nomor": satu.nomor,
    "sisi": sisi,
    "email": [baca_pribadi(p, "email") for p in PegawaiPribadi.objects.exclude(email=None).order_by("pk")[:5]],
    "usia": sorted(Instansi.objects.get(kode="kota-medan").usia_pensiun.values_list("usia", flat=True))[:1],
}))
"""


def kelola(*perintah: str, **lingkungan: str) -> str:
    """What a management command printed; it must end well."""
    jawaban = subprocess.run(
        [sys.executable, "manage.py", *perintah],
        cwd=AKAR,
        # What the tests of pages need in their own process is no deployment's.
        env={k: v for k, v in os.environ.items() if k != "DJANGO_ALLOW_ASYNC_UNSAFE"} | lingkungan,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert jawaban.returncode == 0, jawaban.stdout
    return jawaban.stdout


def jalankan_sql(peladen: TestServers, sql: bytes) -> None:
    """Run it on the old database as its owner would."""
    lingkungan = peladen.postgres.env(OWNER, BASIS)
    subprocess.run(
        [
            str(peladen.postgres.place.programs / "psql"),
            "--no-psqlrc",
            "--quiet",
            "-v",
            "ON_ERROR_STOP=1",
            BASIS,
        ],
        input=sql,
        env=os.environ
        | {
            "PGHOST": lingkungan["DB_HOST"],
            "PGPORT": lingkungan["DB_PORT"],
            "PGUSER": OWNER,
            "PGPASSWORD": peladen.postgres.password(OWNER),
        },
        check=True,
        stdout=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def versi_1(peladen: TestServers) -> Iterator[dict[str, str]]:
    """The database of the first version, restored as its owner would; the environment that leads to it."""
    kunci = re.search(r"KUNCI_PRIBADI=([\w-]+=*)", (DATA / "ATRIBUSI.md").read_text())
    assert kunci
    peladen.postgres.ensure_database(BASIS)
    lingkungan = {**peladen.postgres.env(OWNER, BASIS), "KUNCI_PRIBADI": kunci[1]}
    jalankan_sql(peladen, gzip.decompress((DATA / "versi-1.sql.gz").read_bytes()) + SISIP)
    yield lingkungan
    peladen.postgres.drop_database(BASIS)


def test_the_first_version_migrates_and_its_rows_papers_and_secrets_are_read(
    peladen: TestServers, versi_1: dict[str, str]
) -> None:
    kelola("shell", "-c", SEBELUM_SEMUA, **versi_1)
    jalankan_sql(peladen, DISEBUT)
    kelola("migrate", "--no-input", **versi_1)
    assert "[ ]" not in kelola("showmigrations", "--plan", **versi_1)
    cetak = kelola("shell", "-v", "0", "-c", LIHAT, **versi_1)
    hasil = json.loads(cetak.split("HASIL ", 1)[1].splitlines()[0])
    assert hasil["gelombang"]["pelayanan-prima-2017-1"] == "selesai"
    assert hasil["gelombang"]["demo-terbuka"] == "dibuka"
    assert hasil["sertifikat"] == 101
    assert hasil["sesi"] == {"Upacara": ["lain", False, True, 3], "Tidak jadi": ["klasikal", True, False, 1]}
    assert hasil["semua"] == [["semua", True], ["tangan", True], ["tangan", False]]
    assert re.fullmatch(r"893\.3/0*1/BKD/VII/2017", hasil["nomor"])
    assert hasil["sisi"] == [842, 595]
    assert len(hasil["email"]) == 5
    assert all(surel.endswith(".example") for surel in hasil["email"])
    assert hasil["usia"] == [58]


def test_a_second_migration_finds_nothing_to_do(versi_1: dict[str, str]) -> None:
    assert "No migrations to apply" in kelola("migrate", "--no-input", **versi_1)


@pytest.mark.usefixtures("peladen")
def test_the_deployment_check_is_clean_for_an_https_address() -> None:
    luar = {"DEMO": "0", "PORTAL_URL": "https://diklat.contoh.go.id", "SECRET_KEY": secrets.token_urlsafe(50)}
    assert "no issues" in kelola("check", "--deploy", "--fail-level", "WARNING", **luar)


@pytest.mark.usefixtures("peladen")
def test_the_deployment_check_would_notice_a_plain_address() -> None:
    with pytest.raises(AssertionError, match="SECURE_SSL_REDIRECT"):
        kelola(
            "check", "--deploy", "--fail-level", "WARNING", DEMO="0", PORTAL_URL="http://diklat.contoh.go.id"
        )
