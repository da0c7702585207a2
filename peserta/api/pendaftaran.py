"""Registrations: make one, list them, decide on one. With a key of the organising instansi."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from diklat.models import Gelombang
from kantor.api.idempoten import idempoten
from kantor.api.skema import IDEMPOTEN, galat
from kantor.galat import TidakDitemukan
from kantor.langsung import baca
from kantor.lingkup import Hak
from kantor.queries.unit import unit_berkode
from peserta.api.isi import Keputusan, PendaftaranDiterima, PendaftaranIsi, PendaftaranMasuk
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.queries.kursi import dengan_posisi, posisi_cadangan
from peserta.services.isian import DataPendaftaran
from peserta.services.pendaftaran import daftar
from peserta.services.pintu import bekerja_pada
from peserta.services.verifikasi import verifikasi

# One for all requests: `run_validation` keeps nothing on the serializer, and copying its fields costs as much as
# checking them.
_MASUK = PendaftaranMasuk()


def gelombang_milik(request: Request, slug: str, hak: Hak) -> Gelombang:
    """The gelombang of this address if the key's owner has `hak` on it; TidakDitemukan otherwise."""
    gelombang = Gelombang.objects.untuk(request.user, hak).filter(slug=slug).order_by().first()
    if gelombang is None:
        raise TidakDitemukan("Gelombang tidak ditemukan.")
    return gelombang


def gelombang_dikerjakan(request: Request, slug: str) -> Gelombang:
    """The same for daily work, where `bekerja_pada` says what the scope says: every registration comes through here."""
    for gelombang in baca(Gelombang, "SELECT * FROM diklat_gelombang WHERE slug = %s", [slug]):
        if bekerja_pada(request.user, gelombang):
            return gelombang
    raise TidakDitemukan("Gelombang tidak ditemukan.")


class SaringPendaftaran(filters.FilterSet):
    """`?status=daftar_tunggu`, several times for several."""

    status = filters.MultipleChoiceFilter(choices=Status.choices)

    class Meta:
        model = Pendaftaran
        fields = ["status"]


class PendaftaranGelombang(generics.ListAPIView):
    """Registrations of one gelombang."""

    serializer_class = PendaftaranIsi
    filter_backends = [filters.DjangoFilterBackend]
    filterset_class = SaringPendaftaran

    def get_queryset(self) -> QuerySet[Pendaftaran]:
        if getattr(self, "swagger_fake_view", False):
            return Pendaftaran.objects.none()
        gelombang = gelombang_milik(self.request, self.kwargs["slug"], Hak.LIHAT)
        baris = Pendaftaran.objects.filter(gelombang=gelombang).select_related("pegawai", "unit")
        return dengan_posisi(baris).order_by("pk")

    @extend_schema(
        tags=["pendaftaran"],
        summary="Daftar pendaftaran",
        responses={200: PendaftaranIsi(many=True), **galat(400, 401, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        tags=["pendaftaran"],
        summary="Daftarkan satu orang",
        parameters=[IDEMPOTEN],
        request=PendaftaranMasuk,
        responses={201: PendaftaranDiterima, **galat(400, 401, 404, 409, 422)},
    )
    @idempoten
    def post(self, request: Request, slug: str) -> Response:
        """Register one person: on a seat (`diajukan`) or on the list of cadangan (`daftar_tunggu`, with `posisi`)."""
        gelombang = gelombang_dikerjakan(request, slug)
        isi = {k: v for k, v in _MASUK.run_validation(request.data).items() if v is not None}
        prioritas = isi.pop("prioritas", 0)
        unit = unit_berkode(isi.pop("unit"))
        p = daftar(
            oleh=request.user,
            gelombang=gelombang,
            data=DataPendaftaran(**({"nip": ""} | isi), unit=unit),
            jalur=Pendaftaran.Jalur.API,
            prioritas=prioritas,
        )
        return Response({"nomor": p.nomor, "status": p.status, "posisi": p.posisi}, status=201)


class VerifikasiPendaftaran(APIView):
    """`POST pendaftaran/<nomor>/verifikasi/`"""

    @extend_schema(
        tags=["pendaftaran"],
        summary="Putuskan satu pendaftaran",
        parameters=[IDEMPOTEN],
        request=Keputusan,
        responses={200: PendaftaranDiterima, **galat(400, 401, 403, 404, 409, 422)},
    )
    @idempoten
    def post(self, request: Request, nomor: str) -> Response:
        """Accept, send back or refuse; the reason reaches the peserta."""
        masuk = Keputusan(data=request.data)
        masuk.is_valid(raise_exception=True)
        baris = Pendaftaran.objects.untuk(request.user, Hak.LIHAT).filter(nomor=nomor).first()
        if baris is None:
            raise TidakDitemukan("Pendaftaran tidak ditemukan.")
        p = verifikasi(oleh=request.user, pendaftaran=baris, **masuk.validated_data)
        p.posisi = posisi_cadangan(p)
        return Response(PendaftaranDiterima(p).data)
