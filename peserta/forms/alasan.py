"""Why: asked wherever people will read it."""

from __future__ import annotations

from typing import Any

from django import forms


class FormAlasan(forms.Form):
    """Why. People will read it."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tuliskan alasannya dengan singkat."},
    )


class FormAlasanBoleh(FormAlasan):
    """A reason that is only needed where something is missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alasan"].required = False
        self.fields["alasan"].label = "Catatan atau alasan"
