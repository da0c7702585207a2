"""The SIMPEG list names the atasan langsung by NIP: shown first, stored with the rest, new people included."""

from __future__ import annotations

from typing import Any

import pytest

from kantor.galat import TidakValid
from kantor.models import Impor, Pegawai
from kantor.services.impor import unggah_impor
from kantor.services.pegawai import ubah_pegawai
from tests.kantor import bantu
from tests.kantor.test_impor_pegawai import KEPALA, KOTA, baris, jumlah, simpan, staf
from tests.kantor.test_impor_pegawai import unggah as unggah_tanpa

__all__ = ["staf"]
pytestmark = pytest.mark.django_db


def unggah(staf: Any, isi: list[tuple[int, Any]], kepala: str = "NIP ATASAN", **pilihan: Any) -> Impor:
    """`isi`: number of the person, number of the atasan or what else stands there."""
    semua = [[*baris(n), bantu.nip(atas) if isinstance(atas, int) else atas] for n, atas in isi]
    berkas = bantu.excel([*KEPALA, kepala], semua)
    impor = unggah_impor(
        oleh=staf, instansi=bantu.instansi(), jenis="pegawai", isi=berkas, nama="simpeg.xlsx", pilihan=pilihan
    )
    if impor.pekerjaan:
        bantu.selesaikan(impor.pekerjaan)
    impor.refresh_from_db()
    return impor


def atasan() -> dict[str, str | None]:
    return dict(Pegawai.objects.values_list("nip", "atasan__nip"))


@pytest.mark.parametrize("kepala", ["NIP ATASAN", "Nip Atasan Langsung", "ATASAN LANGSUNG (NIP)"])
def test_an_atasan_new_in_the_same_file_is_linked_whatever_the_order(staf: Any, kepala: str) -> None:
    isi = [(1, 2), (2, 3), (3, "-"), (4, 2)]
    impor = unggah(staf, isi, kepala)
    assert impor.baris.get(nomor__isnull=False, kunci=bantu.nip(1)).perubahan["Atasan langsung"][0] == ""
    simpan(staf, impor)
    n = bantu.nip
    assert atasan() == {n(1): n(2), n(2): n(3), n(3): None, n(4): n(2)}
    lagi = unggah(staf, isi, kepala)
    assert jumlah(lagi) == {"sama": 4}


def test_another_atasan_is_shown_from_and_to_and_an_empty_cell_takes_nothing_away(staf: Any) -> None:
    simpan(staf, unggah(staf, [(1, 2), (2, ""), (3, ""), (4, 2)]))
    impor = unggah(staf, [(1, 3), (2, ""), (3, ""), (4, "")])
    assert jumlah(impor) == {"berubah": 1, "sama": 3}
    dua, tiga = (Pegawai.objects.get(nip=bantu.nip(n)).nama for n in (2, 3))
    assert impor.baris.get(tindakan="berubah").perubahan == {"Atasan langsung": [dua, tiga]}
    simpan(staf, impor)
    assert [atasan()[bantu.nip(n)] for n in (1, 4)] == [bantu.nip(3), bantu.nip(2)]
    assert jumlah(unggah_tanpa(staf, [baris(n) for n in range(1, 5)])) == {"sama": 4}


def test_no_nip_and_oneself_are_errors_of_their_cell_unknown_and_circles_warnings(staf: Any) -> None:
    impor = unggah(staf, [(1, "12345"), (2, 2), (3, 99), (4, 5), (5, 6), (6, 4), (7, 4)])
    galat = {b.kunci: b.galat[0] for b in impor.baris.filter(tindakan="galat")}
    assert set(galat) == {bantu.nip(1), bantu.nip(2)}
    assert (galat[bantu.nip(1)]["kolom"], galat[bantu.nip(1)]["nilai"]) == ("NIP ATASAN", "12345")
    assert "orang lain" in galat[bantu.nip(2)]["alasan"]
    peringatan = {b.kunci: " ".join(b.peringatan) for b in impor.baris.exclude(tindakan="galat")}
    assert f"{bantu.nip(99)} bukan pegawai aktif" in peringatan[bantu.nip(3)]
    assert "baris" in peringatan[bantu.nip(3)]
    assert [n for n in range(3, 8) if "bawahannya sendiri" in peringatan[bantu.nip(n)]] == [4, 5, 6]
    simpan(staf, impor)
    assert {n: atasan()[bantu.nip(n)] for n in range(3, 8)} == dict.fromkeys((3, 4, 5, 6)) | {7: bantu.nip(4)}


def test_a_circle_through_who_is_on_the_master_is_seen(staf: Any) -> None:
    simpan(staf, unggah(staf, [(1, 2), (2, "")]))
    impor = unggah(staf, [(2, 1)])
    assert "bawahannya sendiri" in " ".join(impor.baris.get().peringatan)
    assert jumlah(impor) == {"sama": 1}


def test_who_leaves_with_this_list_is_nobodys_atasan(staf: Any) -> None:
    simpan(staf, unggah(staf, [(n, "") for n in range(1, 9)]))
    impor = unggah(staf, [(n, 8) for n in range(1, 8)], lengkap=True)
    assert all(
        "bukan pegawai aktif" in " ".join(b.peringatan) for b in impor.baris.filter(nomor__isnull=False)
    )


def test_who_moves_with_the_whole_office_keeps_whom_the_list_says(staf: Any) -> None:
    simpan(staf, unggah(staf, [(1, ""), (2, ""), (3, "")]))
    ubah_pegawai(
        oleh=None, pegawai=Pegawai.objects.get(nip=bantu.nip(3)), atasan=Pegawai.objects.get(nip=bantu.nip(1))
    )
    semua = [[*baris(n, unit=KOTA), bantu.nip(1) if n > 1 else ""] for n in (1, 2, 3)]
    berkas = bantu.excel([*KEPALA, "NIP ATASAN"], semua)
    impor = unggah_impor(
        oleh=staf, instansi=bantu.instansi(), jenis="pegawai", isi=berkas, nama="x.xlsx", pilihan={}
    )
    if impor.pekerjaan:
        bantu.selesaikan(impor.pekerjaan)
    impor.refresh_from_db()
    simpan(staf, impor)
    assert [atasan()[bantu.nip(n)] for n in (1, 2, 3)] == [None, bantu.nip(1), bantu.nip(1)]


def lingkaran() -> list[str]:
    """Who comes back to themselves on the way up."""
    atas = atasan()

    def kembali(nip: str) -> bool:
        kini = atas[nip]
        for _ in atas:
            if kini is None or kini == nip:
                break
            kini = atas[kini]
        return kini == nip

    return [nip for nip in atas if kembali(nip)]


@pytest.mark.parametrize(
    ("isi", "ditolak"),
    [
        ([(1, 99), (3, 1)], [1, 3]),  # 1 is named somebody unknown and keeps 3, who cannot come under 1
        ([(1, 2), (2, 1), (3, 1)], [1, 2, 3]),  # a circle of the file is refused, and 1 keeps 3 again
        ([(1, 2), (3, 1)], []),
    ],
)
def test_who_is_refused_keeps_the_old_atasan_and_that_closes_no_circle(
    staf: Any, isi: list[tuple[int, Any]], ditolak: list[int]
) -> None:
    simpan(staf, unggah(staf, [(1, 3), (2, ""), (3, "")]))
    impor = unggah(staf, [*isi, (4, "")])  # somebody new: there is something to store in any case
    assert [n for n, _ in isi if impor.baris.get(kunci=bantu.nip(n)).peringatan] == ditolak
    simpan(staf, impor)
    assert lingkaran() == []
    harap = bantu.nip(3) if ditolak else bantu.nip(2)
    assert (atasan()[bantu.nip(1)], atasan()[bantu.nip(3)]) == (harap, None if ditolak else bantu.nip(1))


def test_an_atasan_set_between_showing_and_storing_closes_no_circle(staf: Any) -> None:
    simpan(staf, unggah(staf, [(1, ""), (2, "")]))
    impor = unggah(staf, [(1, 2)])
    satu, dua = (Pegawai.objects.get(nip=bantu.nip(n)) for n in (1, 2))
    ubah_pegawai(oleh=staf, pegawai=dua, atasan=satu)
    simpan(staf, impor)
    assert lingkaran() == []
    assert atasan() == {bantu.nip(1): None, bantu.nip(2): bantu.nip(1)}


def test_the_form_makes_nobody_their_own_bawahan(staf: Any) -> None:
    simpan(staf, unggah(staf, [(1, 2), (2, 3), (3, "")]))
    satu, dua, tiga = (Pegawai.objects.get(nip=bantu.nip(n)) for n in (1, 2, 3))
    for atas in (satu, dua):
        with pytest.raises(TidakValid) as galat:
            ubah_pegawai(oleh=staf, pegawai=tiga, atasan=atas)
        assert "bawahannya" in galat.value.rincian["atasan"][0]
    ubah_pegawai(oleh=staf, pegawai=dua, atasan=None)
    ubah_pegawai(oleh=staf, pegawai=tiga, atasan=satu)
    assert atasan() == {bantu.nip(1): bantu.nip(2), bantu.nip(2): None, bantu.nip(3): bantu.nip(1)}
