"""`GET /api/v1/pekerjaan/<id>/`: how far a job is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from kantor.models import Pekerjaan


class IsiPekerjaan(serializers.ModelSerializer):
    """What other systems see of a job."""

    hasil_url = serializers.SerializerMethodField()

    class Meta:
        model = Pekerjaan
        fields = ["id", "jenis", "judul", "status", "total", "selesai", "gagal", "galat", "hasil_url"]

    def get_hasil_url(self, pekerjaan: Pekerjaan) -> str | None:
        """Where the result is fetched with the same key; null until there is one, and after its date."""
        if not pekerjaan.hasil_id:
            return None
        return settings.PORTAL_URL + reverse("berkas", args=[pekerjaan.hasil_id])


class PekerjaanApi(APIView):
    """One job of the key's instansi."""

    @extend_schema(responses=IsiPekerjaan, summary="Kemajuan sebuah proses", tags=["pekerjaan"])
    def get(self, request: Request, pk: str) -> Response:
        baris = Pekerjaan.objects.untuk(request.user)
        if instansi := getattr(request.auth, "instansi_id", None):
            baris = baris.filter(instansi=instansi)
        pekerjaan: Any = baris.filter(pk=_uuid(pk)).first()
        if pekerjaan is None:
            raise Http404
        return Response(IsiPekerjaan(pekerjaan).data)


def _uuid(teks: str) -> UUID:
    """An id that is none is one nobody has: 404 in the API's own words."""
    try:
        return UUID(teks)
    except ValueError:
        raise Http404 from None
