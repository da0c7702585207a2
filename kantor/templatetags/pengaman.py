"""The tag of the pages that ask once more who somebody is: `{% load pengaman %}`."""

from __future__ import annotations

from typing import Any

from django import template

from kantor import autentikasi

register = template.Library()


@register.simple_tag(takes_context=True)
def maksud_pastikan(context: dict[str, Any]) -> dict[str, Any] | None:
    """What the proof is asked for (`untuk`), where Batal leads (`kembali`), how long it counts (`menit`); or None."""
    maksud = autentikasi.maksud_pastikan(context["request"])
    return maksud and {**maksud, "menit": autentikasi.MENIT_TERBUKTI}
