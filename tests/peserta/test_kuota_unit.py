"""The cap of a unit holds whichever way somebody gets a seat."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from diklat.services.gelombang import atur_syarat, tutup_pendaftaran
from kantor.galat import KuotaPenuh, TidakBerhak, TidakValid
from kantor.services.berkas import simpan_berkas
from peserta.models import BerkasPendaftaran, Pendaftaran
from peserta.queries.verifikasi import pratinjau_verifikasi
from peserta.services.biodata import perbaiki_biodata
from peserta.services.gelombang import atur_kuota_unit
from peserta.services.pemanggilan import batalkan_peserta
from peserta.services.registrasi import peserta_langsung
from peserta.services.verifikasi import urungkan, verifikasi, verifikasi_massal
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def staf():
    return buat.akun()


def _gambar() -> bytes:
    isi = io.BytesIO()
    Image.new("RGB", (8, 8)).save(isi, "PNG")
    return isi.getvalue()


def status(p: Pendaftaran) -> str:
    p.refresh_from_db()
    return p.status


def test_a_refusal_taken_back_finds_the_place_of_the_unit_taken(unit, staf):
    g = buat.gelombang()
    atur_kuota_unit(oleh=staf, gelombang=g, kuota={unit["a"]: 1})
    p = buat.daftarkan(g, 1, unit["a1"])
    verifikasi(oleh=staf, pendaftaran=p, keputusan="tolak", alasan="Salah")
    buat.daftarkan(g, 2, unit["a2"])
    assert urungkan(oleh=staf, pendaftaran=p, alasan="Keliru").status == "daftar_tunggu"


def test_without_a_list_of_cadangan_the_undo_is_refused_naming_the_cap(unit, staf):
    g = buat.gelombang(pakai_cadangan=False)
    atur_kuota_unit(oleh=staf, gelombang=g, kuota={unit["a"]: 1})
    p = buat.daftarkan(g, 1, unit["a1"])
    verifikasi(oleh=staf, pendaftaran=p, keputusan="tolak", alasan="Salah")
    buat.daftarkan(g, 2, unit["a2"])
    with pytest.raises(KuotaPenuh, match=r"\(1 orang\)"):
        urungkan(oleh=staf, pendaftaran=p, alasan="Keliru")
    assert status(p) == "ditolak"


def test_a_correction_of_the_unit_goes_past_no_cap(unit, staf):
    g = buat.gelombang()
    atur_kuota_unit(oleh=staf, gelombang=g, kuota={unit["a"]: 1, unit["b"]: 1})
    di_a, di_b = buat.daftarkan(g, 1, unit["a1"]), buat.daftarkan(g, 2, unit["b1"])
    with pytest.raises(KuotaPenuh):
        perbaiki_biodata(oleh=staf, pendaftaran=di_b, alasan="Pindah", unit=unit["a2"])
    # Within the same cap nobody more is let in.
    perbaiki_biodata(oleh=staf, pendaftaran=di_a, alasan="Pindah", unit=unit["a2"])
    di_a.refresh_from_db()
    assert di_a.unit == unit["a2"]


def test_a_correction_of_the_unit_stays_among_those_the_gelombang_is_meant_for(unit, staf):
    g = buat.gelombang(unit_sasaran=[unit["a"]])
    p = buat.daftarkan(g, 1, unit["a1"])
    with pytest.raises(TidakValid):
        perbaiki_biodata(oleh=staf, pendaftaran=p, alasan="Pindah", unit=unit["b1"])
    perbaiki_biodata(oleh=staf, pendaftaran=p, alasan="Pindah", unit=unit["a2"])


def test_an_operator_gives_nobody_to_a_unit_of_others(unit):
    p = buat.daftarkan(buat.gelombang(), 1, unit["a1"])
    operator = buat.akun("operator", unit=unit["a"])
    with pytest.raises(TidakBerhak):
        perbaiki_biodata(oleh=operator, pendaftaran=p, alasan="Pindah", unit=unit["b1"])
    perbaiki_biodata(oleh=operator, pendaftaran=p, alasan="Pindah", unit=unit["a2"])


def test_a_walk_in_goes_past_no_cap_and_no_target(unit, staf):
    g = buat.gelombang()
    atur_kuota_unit(oleh=staf, gelombang=g, kuota={unit["a"]: 1})
    p = buat.daftarkan(g, 1, unit["a1"])
    langkah.terpanggil(g, staf)
    tutup_pendaftaran(oleh=staf, gelombang=g)
    isi = {"oleh": staf, "gelombang": g, "surat_tugas": "800/1/2026"}
    with pytest.raises(KuotaPenuh, match=r"\(1 orang\)"):
        peserta_langsung(data=buat.data(2, unit["a2"]), **isi)
    # In the place of the one of that unit there is room.
    assert peserta_langsung(data=buat.data(2, unit["a2"]), menggantikan=p, **isi).status == "hadir"
    g.unit_sasaran.set([unit["a"]])
    with pytest.raises(TidakValid):
        peserta_langsung(data=buat.data(3, unit["b1"]), **isi)


@pytest.mark.parametrize("alasan", ["", "Berkas menyusul."])
def test_a_row_without_its_file_takes_no_place_from_one_that_is_complete(unit, staf, alasan):
    g = buat.gelombang()
    atur_kuota_unit(oleh=staf, gelombang=g, kuota={unit["a"]: 1})
    tanpa = buat.daftarkan(g, 1, unit["a1"])
    atur_kuota_unit(oleh=staf, gelombang=g, kuota={unit["a"]: 2})
    lengkap = buat.daftarkan(g, 2, unit["a2"])
    syarat = atur_syarat(oleh=staf, gelombang=g, nama="Surat usulan", kapan="pendaftaran")
    berkas = simpan_berkas(oleh=staf, instansi=g.instansi, isi=_gambar(), nama="surat.png")
    BerkasPendaftaran.objects.create(pendaftaran=lengkap, syarat=syarat, berkas=berkas)
    g.kuota_unit.update(kuota=1)
    pilihan = [tanpa.pk, lengkap.pk]
    ramalan = {x.pendaftaran.pk: bool(x.masalah(alasan)) for x in pratinjau_verifikasi(g, pilihan, "terima")}
    tindakan = verifikasi_massal(oleh=staf, gelombang=g, pilihan=pilihan, keputusan="terima", alasan=alasan)
    assert {r["pendaftaran"]: not r["berhasil"] for r in tindakan.rincian} == ramalan
    assert (status(tanpa), status(lengkap)) == ("diajukan", "diverifikasi")


def test_preview_and_decision_give_the_last_place_to_the_same_person(unit, staf):
    g = buat.gelombang()
    akhir = buat.daftarkan(g, 1, unit["a1"], nama="Zulkifli")
    awal = buat.daftarkan(g, 2, unit["a2"], nama="Abdullah")
    atur_kuota_unit(oleh=staf, gelombang=g, kuota={unit["a"]: 2})
    g.kuota_unit.update(kuota=1)
    pilihan = [akhir.pk, awal.pk]
    penuh = [x.pendaftaran.pk for x in pratinjau_verifikasi(g, pilihan, "terima") if x.kuota_penuh]
    verifikasi_massal(oleh=staf, gelombang=g, pilihan=pilihan, keputusan="terima")
    assert (status(akhir), status(awal), penuh) == ("diverifikasi", "diajukan", [awal.pk])


def test_a_cancelled_walk_in_frees_the_number_and_no_number_goes_beyond_the_quota(unit, staf):
    g = buat.gelombang(kuota=1)
    langkah.kantor()
    tutup_pendaftaran(oleh=staf, gelombang=g)
    isi = {"oleh": staf, "gelombang": g, "surat_tugas": "800/1/2026"}
    p = peserta_langsung(data=buat.data(1, unit["a1"]), **isi)
    batalkan_peserta(oleh=staf, pendaftaran=p, alasan="Salah orang")
    p.refresh_from_db()
    assert p.ndh is None
    assert peserta_langsung(data=buat.data(2, unit["a2"]), **isi).ndh == 1


def test_without_a_free_number_within_the_quota_none_is_given(unit, staf):
    g = buat.gelombang(kuota=1)
    langkah.kantor()
    tutup_pendaftaran(oleh=staf, gelombang=g)
    isi = {"oleh": staf, "gelombang": g, "surat_tugas": "800/1/2026"}
    p = peserta_langsung(data=buat.data(1, unit["a1"]), **isi)
    Pendaftaran.objects.filter(pk=p.pk).update(
        status="dibatalkan"
    )  # kept its number, as older versions left it
    with pytest.raises(KuotaPenuh, match="NDH"):
        peserta_langsung(data=buat.data(2, unit["a2"]), **isi)
