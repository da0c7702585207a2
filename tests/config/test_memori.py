"""What a web process loads: every MB counts once for each of them."""

import subprocess
import sys

from config.lingkungan import AKAR

MUAT = """
import sys
import config.wsgi
from django.urls import URLPattern, get_resolver

def telusuri(pola):
    for satu in pola:
        satu.callback if isinstance(satu, URLPattern) else telusuri(satu.url_patterns)

telusuri(get_resolver().url_patterns)
print(*sorted({"weasyprint", "pikepdf", "pydyf", "pypdfium2", "numpy", "krippendorff"} & set(sys.modules)))
"""


def test_a_web_process_does_not_load_what_prints_papers_or_counts_agreement():
    hasil = subprocess.run([sys.executable, "-c", MUAT], cwd=AKAR, check=True, capture_output=True, text=True)
    assert hasil.stdout.split() == []
