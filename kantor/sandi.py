"""How passwords are stored: Argon2id with the memory a small server can spare for forty sign-ins at once."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PengacakSandi(Argon2PasswordHasher):
    """19 MiB, two rounds, one lane: the minimum OWASP's Password Storage Cheat Sheet gives for Argon2id.

    Django's own 100 MiB for every sign-in would fill the memory of one small machine when an office comes in.
    """

    algorithm = "argon2"
    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
