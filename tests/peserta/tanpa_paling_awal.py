"""The control of the race of scans: the portal in which whoever writes last decides, not the earliest scan.

Only here, never in the product. If the race of test_balapan_pindai.py still came out right with this, it would prove
nothing about the clause.
"""

from __future__ import annotations

from config.wsgi import application
from peserta.services import catat_pindaian

__all__ = ["application"]

catat_pindaian.LEBIH_AWAL = "true"
catat_pindaian._sudah_lebih_awal = lambda satu: False
