"""The admin site: same door, same frame, same rules of sight as all other pages of the staff."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import UNSAFE_EVAL
from django.contrib.admin.apps import AdminConfig
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from unfold.sites import UnfoldAdminSite

AMAN = {"GET", "HEAD", "OPTIONS"}
# Unfold's pages run Alpine.js, which compiles the expressions in its attributes; all other pages stay strict.
LONGGAR = {"script-src": [UNSAFE_EVAL]}


class SitusAdmin(UnfoldAdminSite):
    """What somebody may not see is not there (404), also the admin itself for those who are no staff."""

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        dalam = super().admin_view(view, cacheable)

        @wraps(dalam)
        def jalankan(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            try:
                jawaban = dalam(request, *args, **kwargs)
            except PermissionDenied:
                if request.method in AMAN:
                    raise Http404 from None
                raise
            jawaban._csp_update = LONGGAR
            return jawaban

        return jalankan

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None) -> HttpResponse:
        """Rooms of the code are no rooms of the office: the menu leads to every list."""
        return redirect("hari_ini")


class AdminPortal(AdminConfig):
    """Stands in INSTALLED_APPS for django.contrib.admin."""

    default_site = "config.admin.SitusAdmin"
    default = False
