"""A tick that says: yes, although its day has not come."""

from __future__ import annotations

from typing import Any

from django import forms


class BertanyaPasti(forms.Form):
    """For forms of an act that may come too early: with a `pertanyaan` it asks for a tick, without it asks nothing."""

    pasti = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, pertanyaan: str = "", ya: str = "Ya, tetap lanjutkan", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if pertanyaan:
            self.fields["pasti"].label, self.fields["pasti"].help_text = f"{ya} sekarang", pertanyaan
        else:
            del self.fields["pasti"]
