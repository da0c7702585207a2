"""What every template may use: the office it speaks for, the menus, whether this is a demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from kantor import menu
from kantor.queries.instansi import instansi_tampil, nama_kantor


def portal(request: HttpRequest) -> dict[str, Any]:
    """`instansi_aktif`, `nama_kantor`, the three menus and `demo`; nothing is read before a template asks for it.

    A view that speaks for another office passes its own `instansi_aktif`.
    """
    pengguna = getattr(request, "user", None) or AnonymousUser()
    instansi = SimpleLazyObject(lambda: instansi_tampil(pengguna))
    return {
        "instansi_aktif": instansi,
        "nama_kantor": SimpleLazyObject(lambda: nama_kantor(instansi)),
        "menu_staf": SimpleLazyObject(lambda: menu.menu_staf(pengguna, request.path)),
        "menu_publik": SimpleLazyObject(lambda: menu.menu_publik(pengguna, request.path)),
        "menu_ruang": SimpleLazyObject(lambda: menu.menu_ruang(pengguna, request.path)),
        # An error page keeps the frame of whoever is signed in.
        "kerangka_galat": lambda: _kerangka(pengguna),
        "alamat_masuk": settings.LOGIN_URL,
        "alamat_keluar": reverse("account_logout"),
        "demo": settings.DEMO,
    }


def _kerangka(pengguna: Any) -> str:
    if not pengguna.is_authenticated:
        return "kerangka/polos.html"
    return "kerangka/staf.html" if pengguna.staf else "kerangka/publik.html"
