"""The field for a unit stands on the lowest floor: kantor.forms.unit."""

from kantor.forms.unit import IsianUnit, MedanUnit

__all__ = ["IsianUnit", "MedanUnit"]
