"""/healthz for the supervisor, the proxy and Docker."""

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache


@never_cache
def sehat(request: HttpRequest) -> JsonResponse:
    """200 when the database answers; a broken cache or broker does not stop the office."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT 1")
    return JsonResponse({"status": "sehat"})
