"""Issue the certificates of a gelombang; ask whether one is genuine."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import permissions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from dokumen.models import Sertifikat
from dokumen.queries.verifikasi import TIDAK_DIKENAL, verifikasi_kode
from dokumen.services.sertifikat import terbitkan
from kantor.api.idempoten import idempoten
from kantor.api.skema import IDEMPOTEN, galat
from kantor.lingkup import Hak
from kantor.models import Pekerjaan
from peserta.api.pendaftaran import gelombang_milik


class TerbitMasuk(serializers.Serializer):
    """What may be said of the issue."""

    tanggal = serializers.DateField(
        required=False, allow_null=True, default=None,
        help_text="Tanggal sertifikat; bila kosong, hari terakhir gelombang.",
    )  # fmt: skip


class ProsesDimulai(serializers.Serializer):
    """The job that prints; follow it under `pekerjaan/<id>/`."""

    id = serializers.UUIDField()
    status = serializers.ChoiceField(Pekerjaan.Status.choices)


class Keaslian(serializers.Serializer):
    """What anyone may know of a certificate. All but `status` are empty where the code is not known."""

    status = serializers.ChoiceField([*Sertifikat.Status.choices, (TIDAK_DIKENAL, "Tidak dikenal")])
    nomor = serializers.CharField(allow_blank=True)
    nama = serializers.CharField(allow_blank=True)
    program = serializers.CharField(allow_blank=True)
    gelombang = serializers.CharField(allow_blank=True)
    mulai = serializers.DateField(allow_null=True)
    selesai = serializers.DateField(allow_null=True)
    tanggal = serializers.DateField(allow_null=True, help_text="Tanggal sertifikat.")
    penerbit = serializers.CharField(allow_blank=True)
    pengganti = serializers.CharField(
        allow_blank=True, help_text="Nomor sertifikat penggantinya, bila diganti."
    )


class TerbitkanSertifikat(APIView):
    """`POST gelombang/<slug>/sertifikat/`"""

    @extend_schema(
        tags=["sertifikat"],
        summary="Terbitkan sertifikat satu gelombang",
        parameters=[IDEMPOTEN],
        request=TerbitMasuk,
        responses={202: ProsesDimulai, **galat(400, 401, 403, 404, 409, 422)},
    )
    @idempoten
    def post(self, request: Request, slug: str) -> Response:
        """Issue to everybody who has earned one and has none yet; asked again it issues none."""
        gelombang = gelombang_milik(request, slug, Hak.LIHAT)
        masuk = TerbitMasuk(data=request.data)
        masuk.is_valid(raise_exception=True)
        pekerjaan = terbitkan(oleh=request.user, gelombang=gelombang, tanggal=masuk.validated_data["tanggal"])
        return Response(ProsesDimulai(pekerjaan).data, status=202)


class CekKeaslian(APIView):
    """`GET verifikasi/<kode>/`: open to everybody, always 200."""

    permission_classes = [permissions.AllowAny]

    @extend_schema(
        tags=["sertifikat"], summary="Cek keaslian sertifikat", auth=[{}], responses={200: Keaslian}
    )
    def get(self, request: Request, kode: str) -> Response:
        """By the code under the QR; the answer never says more than the paper shows large."""
        return Response(Keaslian(verifikasi_kode(kode)).data)
