"""Certificates and outcome on Beranda Peserta: the own, once they are published."""

from __future__ import annotations

import pytest
from django.test import Client

from dokumen.models import Sertifikat
from dokumen.services.sertifikat import terbitkan, umumkan
from kantor.models import Pengguna
from tests.dokumen import terbit
from tests.peserta import buat

pytestmark = pytest.mark.django_db


def masuk(s: Sertifikat) -> Client:
    akun = Pengguna.objects.get_or_create(
        pegawai=s.pendaftaran.pegawai, defaults={"username": f"p{s.pendaftaran.pegawai_id}"}
    )[0]
    client = Client()
    client.force_login(akun)
    return client


def test_a_certificate_appears_to_its_owner_when_it_is_published(client):
    staf = buat.akun()
    g = terbit.gelombang(staf, 2)
    terbitkan(oleh=staf, gelombang=g)
    terbit.anggap_tercetak(g)
    milik, lain = Sertifikat.objects.select_related("pendaftaran__pegawai").order_by("urut")
    pemilik = masuk(milik)
    assert milik.nomor not in pemilik.get("/saya/").content.decode()
    umumkan(oleh=staf, gelombang=g)
    for alamat in ("/saya/", f"/saya/{milik.pendaftaran.nomor}/"):
        isi = pemilik.get(alamat).content.decode()
        assert milik.nomor in isi
        assert lain.nomor not in isi
        assert f"/sertifikat/{milik.kode}/unduh/" in isi
        assert "https://wa.me/?text=" in isi
    unduh = pemilik.get(f"/sertifikat/{milik.kode}/unduh/")
    assert f"Sertifikat_{milik.nomor.replace('/', '-')}.pdf" in unduh["Content-Disposition"]
    assert "Lulus" in pemilik.get(f"/saya/{milik.pendaftaran.nomor}/").content.decode()
