"""An address of the API that does not exist."""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from kantor.galat import TidakDitemukan


class TidakAda(APIView):
    """Answers every method with `tidak_ditemukan`, as JSON."""

    permission_classes = [AllowAny]
    authentication_classes: list[Any] = []
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise TidakDitemukan("Alamat API ini tidak ada. Lihat /api/v1/docs/.")
