"""Every address of the portal × everybody who might knock: who gets the page, and who finds none.

Every request is rolled back, so an act may be asked for as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain

import pytest
from django.db import transaction
from django.test import Client

from kantor.models import Pengguna

from .tabel import API, GET, PERAN, POST
from .tempat import Rute, Tempat, semua_rute

AKUN = {"padang": "staf-padang", "lain": "operator-lain"}
KUNCI = ("", "demo-token-staf", "demo-token-padang")
DITOLAK = {401, 403, 404, 405, 500}
# The admin's short addresses only lead to the long ones, behind the same door.
PENDEK = "<path:object_id>/"

pytestmark = pytest.mark.lambat


@pytest.fixture(scope="module")
def tempat(basis_contoh: None) -> Tempat:
    return Tempat()


@pytest.fixture(scope="module")
def rute() -> dict[str, Rute]:
    semua = {satu.nama: satu for satu in semua_rute()}
    return {nama: satu for nama, satu in semua.items() if not (nama == satu.pola and nama.endswith(PENDEK))}


def nama_nama(tabel: list[tuple[str, str]]) -> list[str]:
    return list(chain.from_iterable(nama.split() for _, nama in tabel))


def jawab(client: Client, metode: str, alamat: str, **lain: object) -> str:
    """What came back, as the table says it; nothing of it stays."""
    with transaction.atomic():
        jawaban = getattr(client, metode)(alamat, **lain)
        transaction.set_rollback(True)
    tujuan = jawaban.headers.get("Location", "")
    if tujuan.startswith(("/masuk/?", "/admin/login/?")):
        return "masuk"
    return str(jawaban.status_code)


def cocok(harap: str, nyata: str) -> bool:
    if harap == "ya":
        return nyata != "masuk" and int(nyata) not in DITOLAK
    return harap == nyata


def test_every_route_stands_in_the_table_once(rute: dict[str, Rute]) -> None:
    di_tabel = nama_nama(GET)
    assert set(rute) - set(di_tabel) == set(), "a new route: say in tabel.py who may see it"
    assert set(di_tabel) - set(rute) == set(), "no such route any more"
    assert len(di_tabel) == len(set(di_tabel))
    assert set(nama_nama(POST)) <= set(rute)
    hanya_post = {nama for harap, isi in GET if "405" in harap for nama in isi.split()}
    assert hanya_post - set(nama_nama(POST)) == {"peserta:mandiri_hapus"}  # anybody's own draft


@pytest.mark.parametrize("peran", PERAN)
def test_a_role_gets_what_the_table_says(tempat: Tempat, rute: dict[str, Rute], peran: str) -> None:
    client = Client(raise_request_exception=False)
    if peran != "tamu":
        client.force_login(Pengguna.objects.get(username=AKUN.get(peran, peran)))
    salah = []
    for metode, tabel in (("get", GET), ("post", POST)):
        for harap, isi in tabel:
            seharusnya = harap.split()[PERAN.index(peran)]
            for nama in isi.split():
                alamat = tempat.alamat(rute[nama])
                nyata = jawab(client, metode, alamat)
                if not cocok(seharusnya, nyata):
                    salah.append(f"{metode} {nama} {alamat}: {nyata}, seharusnya {seharusnya}")
    assert salah == []


@pytest.mark.parametrize("kunci", KUNCI, ids=["tanpa kunci", "kunci medan", "kunci padang"])
def test_a_key_gets_what_the_table_says(tempat: Tempat, rute: dict[str, Rute], kunci: str) -> None:
    client = Client(raise_request_exception=False)
    kepala = {"authorization": f"Token {kunci}"} if kunci else {}
    salah = []
    for metode, harap, isi in API:
        seharusnya = harap.split()[KUNCI.index(kunci)]
        for nama in isi.split():
            alamat = tempat.alamat(rute[nama])
            badan = json.dumps(tempat.badan_api(nama)) if metode == "post" else None
            kiriman = {"data": badan, "content_type": "application/json"} if badan else {}
            nyata = jawab(client, metode, alamat, headers=kepala, **kiriman)
            if not cocok(seharusnya, nyata):
                salah.append(f"{metode} {nama} {alamat}: {nyata}, seharusnya {seharusnya}")
    assert salah == []


@pytest.mark.parametrize("peran", ["staf", "padang", "operator", "peserta1"])
def test_an_address_of_nothing_is_a_404_and_no_error(
    tempat: Tempat, rute: dict[str, Rute], peran: str
) -> None:
    """Numbers and codes that nobody has, and those no key can have."""
    client = Client(raise_request_exception=False)
    client.force_login(Pengguna.objects.get(username=AKUN.get(peran, peran)))
    salah = [
        f"{alamat}: {nyata}"
        for alamat in kosong()
        if (nyata := jawab(client, "get", alamat)) not in {"404", "405"}
    ]
    assert salah == []


def kosong() -> Iterator[str]:
    tak_ada = "00000000-0000-4000-8000-000000000000"
    yield from (
        f"/admin/proses/{tak_ada}/", f"/proses/{tak_ada}/", f"/berkas/{tak_ada}/", f"/impor/{tak_ada}/",
        "/admin/gelombang/tak-ada/", "/admin/gelombang/tak-ada/peserta/",
        "/admin/gelombang/demo-berjalan/peserta/tak-ada/",
        "/admin/gelombang/demo-berjalan/peserta/a%00b/", "/admin/gelombang/demo-berjalan/hasil/a%00b/",
        "/admin/gelombang/demo-berjalan/presensi/99999999999999999999/", "/admin/pegawai/99999999999999999999/",
        "/admin/unit/99999999999999999999/", "/admin/pengguna/99999999999999999999/",
        "/admin/kotak-keluar/99999999999999999999/", "/operator/tak-ada/", "/operator/demo-penuh/peserta/a%00b/",
        "/operator/demo-penuh/surat/99999999999999999999/", "/saya/tak-ada/", "/pendaftaran/tak-ada/",
        "/gelombang/tak-ada/", "/gelombang/tak-ada/daftar/", "/gelombang/tak-ada/jadwal/",
        "/gelombang/tak-ada/jadwal.ics", "/narasumber/0000-0000-0000-0000/", "/narasumber/a%00b/jadwal.ics",
        "/admin/narasumber/99999999999999999999/", "/admin/ruang/99999999999999999999/",
        "/admin/gelombang/demo-berjalan/jadwal/sesi/99999999999999999999/", "/sertifikat/a%00b/unduh/",
        "/masuk/tautan-untuk/a%00b/", "/admin/klaster/99999999999999999999/", "/saya/tak-ada/rencana/",
        "/pendaftaran/tak-ada/rencana/", "/admin/gelombang/demo-berjalan/rencana/a%00b/", "/mentor/tak-ada/",
        "/mentor/0000-0000-0000-0000/", "/mentor/rencana/tak-ada/",
    )  # fmt: skip
