"""The outbox: a letter leaves after the commit, once, or is seen not to have left."""

import os
import smtplib
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, connections, transaction
from django.db.utils import InternalError
from django.template import TemplateDoesNotExist
from django.utils import timezone

from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.lib import surat as lib_surat
from kantor.models import Surel
from kantor.services import surel as layanan
from kantor.services.surel import (
    antar,
    batalkan_surel,
    bersihkan_surel,
    kirim_surel,
    kirim_ulang,
    penyapu_surel,
)

from . import bantu

KONTEKS = {"kode_tampil": "1234 5678", "menit": 15, "sampai": timezone.now(), "nomor": ""}


class KotakPos(EmailBackend):
    """A mail server that can refuse: what is sent lies in mail.outbox."""

    galat: Exception | None = None
    tunggu: threading.Event | None = None

    def send_messages(self, messages):
        if KotakPos.tunggu:
            KotakPos.tunggu.wait(5)
        if KotakPos.galat:
            raise KotakPos.galat
        return super().send_messages(messages)


@pytest.fixture(autouse=True)
def _kotak_pos(settings):
    settings.EMAIL_BACKEND = f"{__name__}.KotakPos"
    mail.outbox = []
    KotakPos.galat = KotakPos.tunggu = None


def lupakan_templat():
    lib_surat._mesin.cache_clear()
    lib_surat._templat.cache_clear()


@pytest.fixture
def umumkan(monkeypatch):
    """What would have been announced to the workers."""
    daftar = []
    monkeypatch.setattr(layanan, "umumkan", daftar.append)
    return daftar


def tulis(**lain):
    return kirim_surel(
        **{
            "jenis": "kode_masuk",
            "kepada": "rina@contoh.example",
            "nama": "Rina",
            "konteks": KONTEKS,
            "instansi": bantu.instansi(),
        }
        | lain
    )


@pytest.mark.django_db
def test_a_letter_is_filled_in_sent_once_and_marked():
    surat = tulis()
    assert surat.subjek == "Kode masuk Portal Diklat"
    assert antar(surat.pk)
    assert not antar(surat.pk)
    assert [(m.to, m.subject) for m in mail.outbox] == [(["rina@contoh.example"], "Kode masuk Portal Diklat")]
    assert "1234 5678" in mail.outbox[0].body
    surat.refresh_from_db()
    assert surat.status == "terkirim"
    assert surat.isi == "", "a code is nobody's to read afterwards"


@pytest.mark.django_db
def test_a_letter_is_announced_after_the_commit_only(umumkan, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        surat = tulis()
        assert umumkan == []
    assert umumkan == [surat.pk]


@pytest.mark.django_db(transaction=True)
def test_a_letter_of_a_failed_act_never_was(umumkan):
    with transaction.atomic():
        tulis()
        transaction.set_rollback(True)
    assert umumkan == []
    assert not Surel.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_ten_workers_at_one_letter_send_it_once():
    surat = tulis()
    KotakPos.tunggu = threading.Event()

    def kerja(_):
        try:
            return antar(surat.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as kolam:
        hasil = kolam.map(kerja, range(10))
        KotakPos.tunggu.set()
    assert sorted(hasil) == [False] * 9 + [True]
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_sending_leaves_a_letter_that_is_shown_not_sent_again(umumkan, tmp_path):
    surat = tulis()
    tanda = tmp_path / "mulai"
    skrip = f"""
import os, pathlib, django
django.setup()
from django.core.mail import EmailMessage
def send(self, fail_silently=False):
    pathlib.Path({str(tanda)!r}).write_text("x")
    os.kill(os.getpid(), 9)
EmailMessage.send = send
from kantor.services.surel import antar
antar({surat.pk})
"""
    env = os.environ | {"DB_NAME": connections["default"].settings_dict["NAME"]}
    hasil = subprocess.run([sys.executable, "-c", skrip], env=env, cwd=settings.BASE_DIR, check=False)
    assert hasil.returncode == -9
    assert tanda.exists()
    surat.refresh_from_db()
    assert surat.status == "diambil"
    assert penyapu_surel() == 0
    Surel.objects.update(diambil=timezone.now() - timedelta(minutes=11))
    assert penyapu_surel() == 0
    surat.refresh_from_db()
    assert surat.status == "periksa"
    assert not antar(surat.pk)
    kirim_ulang(oleh=bantu.pengguna("panitia"), surel=surat)
    assert antar(surat.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "galat",
    [
        ConnectionRefusedError(),
        smtplib.SMTPServerDisconnected(),
        smtplib.SMTPResponseException(451, b"nanti"),
    ],
)
def test_a_server_that_is_away_is_tried_again_later_and_ever_later(galat):
    surat = tulis()
    KotakPos.galat = galat
    jeda = []
    for _ in range(layanan.PERCOBAAN_MAKS):
        Surel.objects.update(kirim_setelah=None)
        assert not antar(surat.pk)
        surat.refresh_from_db()
        jeda.append(surat.kirim_setelah and surat.kirim_setelah - timezone.now())
    assert surat.status == "gagal"
    assert jeda[-1] is None
    assert jeda[:-1] == sorted(jeda[:-1])
    assert jeda[0] > timedelta(seconds=50)


@pytest.mark.django_db
def test_a_letter_that_waits_is_not_sent_before_its_time(umumkan):
    surat = tulis()
    KotakPos.galat = OSError()
    antar(surat.pk)
    KotakPos.galat = None
    assert not antar(surat.pk)
    assert penyapu_surel() == 0
    Surel.objects.update(kirim_setelah=timezone.now())
    assert penyapu_surel() == 1
    assert antar(umumkan[-1])


@pytest.mark.django_db
def test_an_address_the_server_refuses_for_good_is_given_up_at_once():
    surat = tulis()
    KotakPos.galat = smtplib.SMTPRecipientsRefused({"rina@contoh.example": (550, b"tidak ada")})
    antar(surat.pk)
    surat.refresh_from_db()
    assert surat.status == "gagal"
    assert surat.percobaan == 1
    assert surat.galat == "SMTPRecipientsRefused 550"


@pytest.mark.django_db
def test_what_a_server_says_of_the_addressee_is_not_kept_and_the_rest_goes_with_the_text():
    surat = tulis()
    KotakPos.galat = smtplib.SMTPDataError(550, b"unknown <rina@contoh.example>")
    antar(surat.pk)
    surat.refresh_from_db()
    assert surat.galat == "SMTPDataError 550"
    Surel.objects.filter(pk=surat.pk).update(dibuat=timezone.now() - timedelta(days=31))
    assert bersihkan_surel() == 1
    surat.refresh_from_db()
    assert (surat.kepada, surat.galat) == ("", "")
    assert bersihkan_surel() == 0


@pytest.mark.django_db
def test_a_letter_whose_call_was_lost_is_found(umumkan):
    surat = tulis()
    assert penyapu_surel() == 0
    Surel.objects.update(dibuat=timezone.now() - timedelta(seconds=30))
    assert penyapu_surel() == 1
    assert umumkan == [surat.pk]


@pytest.mark.django_db(transaction=True)
def test_an_unreachable_broker_stops_no_act(monkeypatch):
    from celery import current_app

    monkeypatch.setattr(current_app.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(current_app, "_pool", None)
    surat = tulis()
    assert Surel.objects.get(pk=surat.pk).status == "antre"


@pytest.mark.django_db
def test_somebody_without_an_address_gets_no_letter():
    assert tulis(kepada=" ") is None
    assert not Surel.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "kepada", ["bukan alamat", "a@b.example\nBcc: c@d.example", "a@b.example, c@d.example"]
)
def test_what_is_no_address_is_refused(kepada):
    with pytest.raises(TidakValid):
        tulis(kepada=kepada)


@pytest.mark.django_db
def test_a_name_smuggles_nothing_into_the_head_and_no_html_into_the_text(tmp_path, settings):
    folder = tmp_path / "templates" / "surel"
    folder.mkdir(parents=True)
    (folder / "uji.txt").write_text("Subjek: Untuk {{ nama }}\n\nYth. {{ nama }} & rekan")
    settings.BASE_DIR = tmp_path
    lupakan_templat()
    try:
        baris = tulis(jenis="uji", nama="Rina\r\nBcc: semua@contoh.example", konteks={})
        assert baris.subjek == "Untuk Rina Bcc: semua@contoh.example"
        lain = tulis(jenis="uji", nama="O'Neil <b>", konteks={})
        assert lain.isi == "Yth. O'Neil <b> & rekan\n"
        antar(baris.pk)
        assert set(mail.outbox[0].message().keys()) & {"Bcc", "Cc"} == set()
    finally:
        lupakan_templat()


@pytest.mark.django_db
def test_a_letter_with_a_hole_is_never_written():
    with pytest.raises(KeyError):
        tulis(konteks={k: v for k, v in KONTEKS.items() if k != "menit"})
    with pytest.raises(TemplateDoesNotExist):
        tulis(jenis="tidak_ada")


@pytest.mark.django_db
def test_only_the_own_office_resends_and_cancels():
    surat = tulis()
    with pytest.raises(TidakDitemukan):
        batalkan_surel(oleh=bantu.pengguna("admin", bantu.instansi("padang", "Kota Padang")), surel=surat)
    with pytest.raises(TidakBerhak):
        batalkan_surel(oleh=bantu.pengguna("pimpinan"), surel=surat)
    panitia = bantu.pengguna("panitia")
    with pytest.raises(KeadaanBerubah):
        kirim_ulang(oleh=panitia, surel=surat)
    batalkan_surel(oleh=panitia, surel=surat)
    assert not antar(surat.pk)
    with pytest.raises(KeadaanBerubah):
        batalkan_surel(oleh=panitia, surel=surat)


@pytest.mark.django_db
def test_address_and_text_are_forgotten_after_a_while():
    surat, baru = tulis(), tulis()
    for satu in (surat, baru):
        antar(satu.pk)
    Surel.objects.filter(pk=surat.pk).update(terkirim=timezone.now() - timedelta(days=31))
    assert bersihkan_surel() == 1
    surat.refresh_from_db()
    assert (surat.kepada, surat.nama, surat.isi, surat.status) == ("", "", "", "terkirim")
    baru.refresh_from_db()
    assert baru.kepada


@pytest.mark.django_db
def test_the_order_of_states_holds_for_bulk_updates_too():
    surat = tulis()
    antar(surat.pk)
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        Surel.objects.filter(pk=surat.pk).update(status="antre")


@pytest.mark.django_db
def test_the_letter_box_is_open_in_a_demo_only(client, settings):
    settings.DEMO = True
    tulis(kode="12345678")
    tulis(kepada="togar@contoh.example")
    isi = client.get("/demo/surat/?format=json").json()
    assert [s["kepada"] for s in isi] == ["togar@contoh.example", "rina@contoh.example"]
    assert [s["kode"] for s in isi] == ["", "12345678"]
    assert set(isi[0]) == {"kepada", "subjek", "isi", "kode"}
    assert "Kode masuk" in client.get("/demo/surat/").content.decode()
    settings.DEMO = False
    assert client.get("/demo/surat/").status_code == 404
