"""Version 1 of the API, room by room, with its schema and the page that shows it."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from kantor.api import tidak_ada

# Swagger UI sets style attributes and its page carries one <style>; scripts stay strict, for the split view serves
# its start-up code from an address of its own. Nothing is loaded from outside.
dokumentasi = csp_update({"style-src": [SELF, UNSAFE_INLINE]})(
    SpectacularSwaggerSplitView.as_view(url_name="api:skema")
)

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="skema"),
    path("docs/", dokumentasi, name="dokumentasi"),
    path("", include("kantor.api.urls")),
    path("", include("peserta.api.urls")),
    path("", include("dokumen.api.urls")),
    # Whatever is left has the form of every other error.
    re_path(r"^.*/$", tidak_ada.TidakAda.as_view()),
]
