"""`GET gelombang/` and `GET gelombang/<slug>/`: open to everybody."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import generics, permissions
from rest_framework.request import Request
from rest_framework.response import Response

from diklat.models import Gelombang
from diklat.queries.gelombang import gelombang_tampak
from kantor.api.skema import galat
from peserta.api.isi import GelombangIsi
from peserta.queries.kursi import dengan_kursi

# A stranger's browser or proxy may keep the answer for a moment; seats change all the time.
SIMPAN = "public, max-age=5"


class SaringGelombang(filters.FilterSet):
    """`?status=dibuka&cari=pelayanan`"""

    status = filters.MultipleChoiceFilter(choices=Gelombang.Status.choices)
    cari = filters.CharFilter(
        field_name="kurikulum__program__nama", lookup_expr="icontains", label="Nama program"
    )

    class Meta:
        model = Gelombang
        fields = ["status"]


class _Gelombang(generics.GenericAPIView):
    permission_classes = [permissions.AllowAny]
    serializer_class = GelombangIsi
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Gelombang]:
        return dengan_kursi(gelombang_tampak(self.request.user))

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        jawaban = super().finalize_response(request, response, *args, **kwargs)
        if jawaban.status_code == 200:
            jawaban["Cache-Control"] = SIMPAN if not request.user.is_authenticated else "private, no-cache"
            jawaban["Vary"] = "Authorization"
        return jawaban


@extend_schema_view(
    get=extend_schema(
        tags=["gelombang"],
        summary="Daftar gelombang",
        auth=[{}, {"kunci": []}],
        responses={200: GelombangIsi(many=True), **galat(400, 404)},
    )
)
class DaftarGelombang(_Gelombang, generics.ListAPIView):
    """Every announced gelombang, newest first; with a key also the drafts of the own instansi."""

    filter_backends = [filters.DjangoFilterBackend]
    filterset_class = SaringGelombang


@extend_schema_view(
    get=extend_schema(
        tags=["gelombang"],
        summary="Satu gelombang",
        auth=[{}, {"kunci": []}],
        responses={200: GelombangIsi, **galat(404)},
    )
)
class SatuGelombang(_Gelombang, generics.RetrieveAPIView):
    """One gelombang with its seats."""
