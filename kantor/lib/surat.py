"""The words of a letter: a text template with named fields, its first line the subject."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from django.conf import settings
from django.template import Context, Engine, Template

PANJANG_SUBJEK = 200

_SPASI = re.compile(r"[\s\x00-\x1f\x7f\u2028\u2029]+")
_KENDALI = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class _Wajib(str):
    """Stands for a field nobody filled in: a letter with a hole in it is never written."""

    __slots__ = ()

    def __contains__(self, teks: object) -> bool:
        return True

    def __mod__(self, nama: Any) -> str:
        raise KeyError(f"kolom {nama} pada surat belum diisi")


@cache
def _mesin() -> Engine:
    """Plain text: no HTML escaping, the filters of the look, and no silent gaps."""
    return Engine(
        dirs=[str(settings.BASE_DIR / "templates")],
        libraries={"tampilan": "kantor.templatetags.tampilan"},
        builtins=["kantor.templatetags.tampilan"],
        autoescape=False,
        string_if_invalid=_Wajib("%s"),
    )


@cache
def _templat(jenis: str) -> tuple[Template, Template]:
    """Subject line and body of a kind, apart: what stands in a value cannot move text from one to the other."""
    sumber = _mesin().get_template(f"surel/{jenis}.txt").source or ""
    kepala, _, badan = sumber.lstrip().partition("\n")
    if not kepala.startswith("Subjek:"):
        raise ValueError(f"surel/{jenis}.txt harus diawali baris 'Subjek: …'")
    return _mesin().from_string(kepala.removeprefix("Subjek:")), _mesin().from_string(badan)


def susun_surat(jenis: str, konteks: dict[str, Any]) -> tuple[str, str]:
    """Subject and text of a letter of this kind.

    The subject is one line whatever the values hold, so no header can be smuggled in. Raises TemplateDoesNotExist for
    an unknown kind, KeyError for a field the template names and `konteks` lacks, ValueError without a subject line.
    """
    isi = {"portal_url": settings.PORTAL_URL, **konteks}
    subjek, badan = (satu.render(Context(isi, autoescape=False)) for satu in _templat(jenis))
    return _SPASI.sub(" ", subjek).strip()[:PANJANG_SUBJEK], _KENDALI.sub("", badan).strip() + "\n"
