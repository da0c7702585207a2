"""Pure library of the office: plain functions and frozen dataclasses, no Django, no database."""
