"""What the OpenAPI schema says of errors: one form, with the codes that may come at each status."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers


class GalatIsi(serializers.Serializer):
    """Every error of the API."""

    kode = serializers.CharField(help_text="Tetap; untuk program.")
    pesan = serializers.CharField(help_text="Kalimat untuk orang.")
    rincian = serializers.DictField(
        child=serializers.JSONField(), help_text="Per isian: daftar pesan. Kosong bila bukan soal isian."
    )


KODE = {
    400: "tidak_valid",
    401: "tidak_berhak (tanpa kunci, atau kunci tidak berlaku)",
    403: "tidak_berhak",
    404: "tidak_ditemukan",
    409: "kuota_penuh, sudah_terdaftar, bentrok_jadwal, pendaftaran_ditutup, keadaan_berubah",
    422: "kunci_dipakai_ulang",
    429: "terlalu_sering",
}

# For `extend_schema(parameters=…)` of methods under @idempoten.
IDEMPOTEN = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Kunci yang sama dengan isi yang sama dijawab sama selama 24 jam, tanpa dikerjakan lagi.",
)


def galat(*status: int) -> dict[int, OpenApiResponse]:
    """For `extend_schema(responses=…)`: the errors a view may answer with."""
    return {s: OpenApiResponse(GalatIsi, description=KODE[s]) for s in status}
