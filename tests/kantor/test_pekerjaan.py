"""A job's pieces are each done once, whatever happens to the workers and their messages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from kantor.galat import KeadaanBerubah, TidakValid
from kantor.models import AliasUnit, Pekerjaan, PotonganPekerjaan
from kantor.services.pekerjaan import (
    batalkan_pekerjaan,
    lanjutkan,
    mulai_pekerjaan,
    penyapu,
    ulangi_pekerjaan,
)
from tests.kantor import bantu
from tests.kantor.bantu import jenis_uji

pytestmark = pytest.mark.django_db


@pytest.fixture
def pesan(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What would be put into Valkey: (id of the job, queue)."""
    terkirim: list[tuple[str, str]] = []

    def kirim(nama: str, *, args: list[str], queue: str, **_: Any) -> None:
        terkirim.append((args[0], queue))

    monkeypatch.setattr("celery.current_app.send_task", kirim)
    return terkirim


@pytest.fixture
def staf() -> Any:
    return bantu.pengguna("panitia")


def mulai(jenis: str, oleh: Any) -> Pekerjaan:
    return mulai_pekerjaan(oleh=oleh, jenis=jenis, instansi=bantu.instansi())


def test_a_job_is_announced_only_after_the_commit(
    staf: Any, pesan: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with jenis_uji(lambda p, a: None) as jenis, django_capture_on_commit_callbacks(execute=True):
        pekerjaan = mulai(jenis, staf)
        assert pesan == []
    assert pesan == [(str(pekerjaan.pk), "latar")]


def test_all_pieces_are_done_in_order_and_the_result_sees_what_each_returned(staf: Any) -> None:
    urutan: list[int] = []
    terima: list[Any] = []

    def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
        urutan.append(parameter["n"])
        return {"kali dua": parameter["n"] * 2}

    def rampung(pekerjaan: Pekerjaan, hasil: list[dict[str, Any]]) -> None:
        terima.extend(hasil)
        pekerjaan.ringkasan = {"banyak": len(hasil)}

    with jenis_uji(kerjakan, rampung=rampung) as jenis:
        pekerjaan = mulai(jenis, staf)
        lanjutkan(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert urutan == [0, 1, 2]
    assert terima == [{"kali dua": 0}, {"kali dua": 2}, {"kali dua": 4}]
    assert (pekerjaan.status, pekerjaan.total, pekerjaan.selesai, pekerjaan.gagal) == ("selesai", 3, 3, 0)
    assert pekerjaan.ringkasan == {"banyak": 3}
    assert pekerjaan.kedaluwarsa > timezone.now() + timedelta(days=6)


def test_a_second_message_for_the_same_job_does_nothing_again(staf: Any) -> None:
    kali: list[int] = []
    with jenis_uji(lambda p, a: kali.append(a["n"])) as jenis:
        pekerjaan = mulai(jenis, staf)
        for _ in range(3):
            lanjutkan(pekerjaan.pk)
    assert kali == [0, 1, 2]


def test_a_job_of_nothing_is_done_at_once(staf: Any) -> None:
    with jenis_uji(lambda p, a: None, potongan=[]) as jenis:
        pekerjaan = mulai(jenis, staf)
        lanjutkan(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert (pekerjaan.status, pekerjaan.total) == ("selesai", 0)


def test_progress_counts_units_and_those_a_piece_refused(staf: Any) -> None:
    isi = [{"jumlah": 100}, {"jumlah": 50}]
    with jenis_uji(lambda p, a: {"gagal": 3 if a["jumlah"] == 50 else 0}, potongan=isi) as jenis:
        pekerjaan = mulai(jenis, staf)
        lanjutkan(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert (pekerjaan.status, pekerjaan.total, pekerjaan.selesai, pekerjaan.gagal) == ("selesai", 150, 147, 3)


def test_after_its_slice_a_job_lets_others_pass_and_announces_its_rest(staf: Any, pesan: list[Any]) -> None:
    kali: list[int] = []
    with jenis_uji(lambda p, a: kali.append(a["n"])) as jenis:
        pekerjaan = mulai(jenis, staf)
        lanjutkan(pekerjaan.pk, irisan=0)
        assert kali == [0]
        assert pesan == [(str(pekerjaan.pk), "latar")]
        pekerjaan.refresh_from_db()
        assert (pekerjaan.status, pekerjaan.selesai) == ("berjalan", 1)


def test_an_error_is_tried_again_and_what_the_failed_try_wrote_is_gone(staf: Any) -> None:
    kecamatan = bantu.unit("12.71.01", "Medan Kota", "kecamatan")
    kali: list[int] = []

    def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> None:
        kali.append(parameter["n"])
        AliasUnit.objects.create(unit=kecamatan, teks=f"n{parameter['n']}", kunci=f"n{parameter['n']}")
        if kali.count(1) < 2 and parameter["n"] == 1:
            raise RuntimeError("jaringan")

    with jenis_uji(kerjakan) as jenis:
        pekerjaan = mulai(jenis, staf)
        for _ in range(2):
            lanjutkan(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert kali == [0, 1, 2, 1]
    assert pekerjaan.status == "selesai"
    assert AliasUnit.objects.count() == 3


def test_a_piece_that_never_works_ends_the_job_with_a_sentence_and_a_code(staf: Any) -> None:
    def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> None:
        if parameter["n"] == 1:
            raise RuntimeError("rahasia di dalam jejak galat")

    with jenis_uji(kerjakan) as jenis:
        pekerjaan = mulai(jenis, staf)
        for _ in range(6):
            lanjutkan(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert (pekerjaan.status, pekerjaan.selesai, pekerjaan.gagal) == ("gagal", 2, 1)
    assert "Silakan ulangi" in pekerjaan.galat
    assert "rahasia" not in pekerjaan.galat


def test_a_refusal_in_words_is_not_tried_again(staf: Any) -> None:
    kali: list[int] = []

    def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> None:
        kali.append(parameter["n"])
        if parameter["n"] == 0:
            raise TidakValid("Penanda tangan belum dipilih.")

    with jenis_uji(kerjakan) as jenis:
        pekerjaan = mulai(jenis, staf)
        lanjutkan(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert kali == [0, 1, 2]
    assert (pekerjaan.status, pekerjaan.galat) == ("gagal", "Penanda tangan belum dipilih.")


def test_trying_again_does_only_what_failed(staf: Any) -> None:
    kali: list[int] = []
    rusak = [True]

    def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> None:
        kali.append(parameter["n"])
        if rusak[0] and parameter["n"] == 1:
            raise TidakValid("Belum bisa.")

    with jenis_uji(kerjakan) as jenis:
        pekerjaan = mulai(jenis, staf)
        lanjutkan(pekerjaan.pk)
        rusak[0] = False
        ulangi_pekerjaan(oleh=staf, pekerjaan=pekerjaan)
        lanjutkan(pekerjaan.pk)
        with pytest.raises(KeadaanBerubah):
            ulangi_pekerjaan(oleh=staf, pekerjaan=pekerjaan)
    pekerjaan.refresh_from_db()
    assert kali == [0, 1, 2, 1]
    assert (pekerjaan.status, pekerjaan.galat, pekerjaan.gagal) == ("selesai", "", 0)


def test_a_job_that_cannot_be_split_fails_and_can_be_tried_again(staf: Any) -> None:
    boleh = [False]

    def susun(pekerjaan: Pekerjaan) -> list[dict[str, Any]]:
        if not boleh[0]:
            raise TidakValid("Belum ada peserta.")
        return [{}]

    with jenis_uji(lambda p, a: None, susun=susun) as jenis:
        pekerjaan = mulai(jenis, staf)
        lanjutkan(pekerjaan.pk)
        pekerjaan.refresh_from_db()
        assert (pekerjaan.status, pekerjaan.galat) == ("gagal", "Belum ada peserta.")
        boleh[0] = True
        ulangi_pekerjaan(oleh=staf, pekerjaan=pekerjaan)
        lanjutkan(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert pekerjaan.status == "selesai"


def test_a_cancelled_job_stops_before_its_next_piece(staf: Any) -> None:
    kali: list[int] = []
    with jenis_uji(lambda p, a: kali.append(a["n"])) as jenis:
        pekerjaan = mulai(jenis, staf)
        lanjutkan(pekerjaan.pk, irisan=0)
        batalkan_pekerjaan(oleh=staf, pekerjaan=pekerjaan)
        lanjutkan(pekerjaan.pk)
        with pytest.raises(KeadaanBerubah):
            batalkan_pekerjaan(oleh=staf, pekerjaan=pekerjaan)
    pekerjaan.refresh_from_db()
    assert kali == [0]
    assert (pekerjaan.status, pekerjaan.selesai) == ("dibatalkan", 1)


def test_the_piece_of_a_dead_worker_is_taken_up_again(staf: Any, pesan: list[Any]) -> None:
    kali: list[int] = []
    with jenis_uji(lambda p, a: kali.append(a["n"])) as jenis:
        pekerjaan = mulai(jenis, staf)
        lanjutkan(pekerjaan.pk, irisan=0)
        lama = timezone.now() - timedelta(minutes=1)
        pekerjaan.potongan.filter(urutan=1).update(status="diambil", diambil=lama, percobaan=1)
        lanjutkan(pekerjaan.pk)
        assert kali == [0, 2]
        pesan.clear()
        assert penyapu() == 1
        assert pesan == [(str(pekerjaan.pk), "latar")]
        lanjutkan(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert kali == [0, 2, 1]
    assert pekerjaan.status == "selesai"


def test_a_piece_that_kills_its_worker_again_and_again_is_given_up(staf: Any) -> None:
    lama = timezone.now() - timedelta(minutes=1)
    with jenis_uji(lambda p, a: None, potongan=[{}]) as jenis:
        pekerjaan = mulai(jenis, staf)
        Pekerjaan.objects.filter(pk=pekerjaan.pk).update(status="berjalan", denyut=lama)
        PotonganPekerjaan.objects.create(
            pekerjaan=pekerjaan, urutan=0, status="diambil", diambil=lama, percobaan=4
        )
        penyapu()
    pekerjaan.refresh_from_db()
    assert pekerjaan.status == "gagal"
    assert "terhenti" in pekerjaan.galat


def test_a_job_whose_message_was_lost_is_announced_again_but_not_every_round(
    staf: Any, pesan: list[Any]
) -> None:
    with jenis_uji(lambda p, a: None) as jenis:
        pekerjaan = mulai(jenis, staf)
        assert penyapu() == 0
        Pekerjaan.objects.filter(pk=pekerjaan.pk).update(denyut=timezone.now() - timedelta(minutes=1))
        assert penyapu() == 1
        assert penyapu() == 0
    assert pesan == [(str(pekerjaan.pk), "latar")]


def test_an_unreachable_valkey_does_not_stop_the_office(
    staf: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def gagal(*_: Any, **__: Any) -> None:
        raise ConnectionError("ditolak")

    monkeypatch.setattr("celery.current_app.send_task", gagal)
    with jenis_uji(lambda p, a: None) as jenis, django_capture_on_commit_callbacks(execute=True):
        pekerjaan = mulai(jenis, staf)
    assert Pekerjaan.objects.filter(pk=pekerjaan.pk, status="antre").exists()


def test_a_kind_that_is_gone_ends_the_job_in_words(staf: Any) -> None:
    with jenis_uji(lambda p, a: None) as jenis:
        pekerjaan = mulai(jenis, staf)
    lanjutkan(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert (pekerjaan.status, pekerjaan.galat) == ("gagal", "Jenis proses ini tidak dikenal lagi.")


def test_the_history_names_the_owner_for_what_a_worker_writes(staf: Any) -> None:
    kecamatan = bantu.unit("12.71.01", "Medan Kota", "kecamatan")

    def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> None:
        AliasUnit.objects.create(unit=kecamatan, teks="lama", kunci="lama")

    with jenis_uji(kerjakan, potongan=[{}]) as jenis:
        pekerjaan = mulai(jenis, staf)
        lanjutkan(pekerjaan.pk)
    kejadian = AliasUnit.pgh_event_model.objects.get()
    assert kejadian.pgh_context["oleh"] == staf.pk
    assert kejadian.pgh_context["pekerjaan"] == str(pekerjaan.pk)
