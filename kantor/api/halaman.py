"""Pages of a list: `{jumlah, berikutnya, sebelumnya, hasil}`."""

from __future__ import annotations

from typing import Any

from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response


class Halaman(PageNumberPagination):
    """`?halaman=2&ukuran=100`, at most 200 rows."""

    page_query_param = "halaman"
    page_size_query_param = "ukuran"
    max_page_size = 200

    def get_paginated_response(self, data: Any) -> Response:
        halaman: Any = self.page
        return Response(
            {
                "jumlah": halaman.paginator.count,
                "berikutnya": self.get_next_link(),
                "sebelumnya": self.get_previous_link(),
                "hasil": data,
            }
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        alamat = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["jumlah", "hasil"],
            "properties": {
                "jumlah": {"type": "integer"},
                "berikutnya": alamat,
                "sebelumnya": alamat,
                "hasil": schema,
            },
        }
