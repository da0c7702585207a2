"""Master data of the office in the admin frame."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group

from . import instansi, unit

__all__ = ["instansi", "unit"]

# Tables of other people's packages are no lists of the office: rights come from Peran, addresses from Pengguna, and a
# second factor is its owner's affair.
admin.site.unregister([Group, EmailAddress, Authenticator])
