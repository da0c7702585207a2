"""How every form of our own pages is drawn: label, hint, field, error; the errors once more on top as links."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class PenyajiPortal(TemplatesSetting):
    """FORM_RENDERER. Widgets keep Django's own templates; the admin draws its fields itself."""

    form_template_name = "komponen/formulir.html"
    field_template_name = "komponen/medan.html"
