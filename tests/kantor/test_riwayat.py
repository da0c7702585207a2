"""Every model is recorded, or says why not; and nobody but the owner of the database rewrites history."""

import pghistory.models
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError

from kantor.models import Instansi, Pengguna
from kantor.riwayat import konteks, tak_dicatat

RUANG = {"kantor", "diklat", "peserta", "penilaian", "dokumen"}


def model_kita():
    return [
        m
        for m in apps.get_models()
        if m._meta.app_label in RUANG
        and not issubclass(m, pghistory.models.Event)
        and not m._meta.auto_created
    ]


@pytest.mark.parametrize("model", model_kita(), ids=lambda m: m._meta.label)
def test_every_model_is_recorded_or_says_why_not(model):
    tercatat = any(
        issubclass(m, pghistory.models.Event) and getattr(m, "pgh_tracked_model", None) is model
        for m in apps.get_models()
    )
    assert tercatat != (model in tak_dicatat), (
        f"{model._meta.label}: pakai @dicatat() atau @tanpa_riwayat(alasan)"
    )
    assert tercatat or tak_dicatat[model].strip()


@pytest.mark.django_db
def test_bulk_updates_and_deletes_are_recorded_with_their_actor():
    siti = Pengguna.objects.create(username="siti", nama="Siti")
    with konteks(oleh=siti, tindakan="uji"):
        kota = Instansi.objects.create(kode="uji", nama="Pemerintah Kota Uji", kota="Uji")
        Instansi.objects.filter(pk=kota.pk).update(nama="Pemerintah Kota Ujian")
        Instansi.objects.filter(pk=kota.pk).delete()
    catatan = Instansi.pgh_event_models["insert"].objects.filter(pgh_obj_id=kota.pk).order_by("pgh_id")
    assert [c.pgh_label for c in catatan] == ["insert", "update", "delete"]
    assert catatan[1].nama == "Pemerintah Kota Ujian"
    assert {c.pgh_context["oleh_nama"] for c in catatan} == {"Siti"}


def sebagai_portal_app(perintah):
    with connection.cursor() as kursor, transaction.atomic():
        kursor.execute("SET LOCAL ROLE portal_app")
        kursor.execute(perintah)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "perintah", ["UPDATE kantor_instansievent SET nama = 'x'", "DELETE FROM kantor_instansievent"]
)
def test_the_running_role_cannot_rewrite_history(perintah):
    Instansi.objects.create(kode="uji", nama="Pemerintah Kota Uji", kota="Uji")
    with pytest.raises((ProgrammingError, InternalError)):
        sebagai_portal_app(perintah)


@pytest.mark.django_db
def test_the_running_role_cannot_change_a_table():
    with pytest.raises(ProgrammingError):
        sebagai_portal_app("ALTER TABLE kantor_instansi DISABLE TRIGGER ALL")
