"""Errors of the paper engine: mistakes in a template or in what was handed to it, never in what a person typed."""


class GalatKertas(Exception):
    """A paper cannot be made."""


class TemplatCacat(GalatKertas):
    """The template names variables that the context does not have."""

    def __init__(self, templat: str, nama: list[str]) -> None:
        super().__init__(f"{templat}: variabel tidak dikenal: {', '.join(nama)}")
        self.nama = nama


class KonteksTidakPolos(GalatKertas):
    """The context holds something else than plain values and frozen dataclasses."""


class AlamatDitolak(GalatKertas):
    """The paper asks for a resource outside our own assets."""
