"""What tests of Panitia's pages of one gelombang say in a word."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from diklat.models import Gelombang
from peserta.models import Pendaftaran


def alamat(nama: str, g: Gelombang, *lain: object) -> str:
    return reverse(f"peserta:{nama}", args=[g.slug, *lain])


def kirim(klien: Client, halaman: str, g: Gelombang, /, *lain: object, **isi: object):
    return klien.post(alamat(halaman, g, *lain), isi, follow=True)


def pesan(jawaban) -> str:
    return " ".join(str(m) for m in jawaban.context["messages"])


def status(p: Pendaftaran) -> str:
    return Pendaftaran.objects.values_list("status", flat=True).get(pk=p.pk)
