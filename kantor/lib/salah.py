"""The one base of every error in this library."""


class Salah(ValueError):
    """A value that cannot be accepted; ``pesan`` is plain Indonesian, ready for a person to read."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan
