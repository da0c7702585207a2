"""What a portal without any data is given by one command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from kantor.models import Instansi, Pengguna, Unit

pytestmark = pytest.mark.django_db


def test_a_fresh_portal_gets_its_office_and_its_first_admin():
    isi = {
        "instansi": "Pemerintah Kota Payakumbuh",
        "kota": "Payakumbuh",
        "lembaga": "Badan Kepegawaian",
        "singkatan": "BKPSDM",
        "nama": "Siti",
        "username": "admin.bkpsdm",
        "email": "",
    }
    for _ in range(2):
        keluar = StringIO()
        call_command("siapkan", **isi, stdout=keluar)
    assert Instansi.objects.get().kode == "kota-payakumbuh"
    assert Unit.objects.filter(instansi__kode="kota-payakumbuh").count() > 40
    assert not Pengguna.objects.get().has_usable_password()
    client = Client()
    assert client.post(keluar.getvalue().split("http://127.0.0.1:8000")[1].strip()).status_code == 302
    assert client.get("/masuk/lanjut/").url == "/admin/"
    with pytest.raises(CommandError, match="username"):
        call_command("siapkan", **isi | {"username": "Salah Tulis"}, stdout=keluar)
    with pytest.raises(CommandError, match="--kota"):
        call_command("siapkan", **isi | {"kota": None}, stdout=keluar)
