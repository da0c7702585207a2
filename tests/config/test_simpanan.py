"""What one run of the tests keeps for the next may be used by two runs at once."""

import subprocess
import sys
import time
from pathlib import Path

from config.lingkungan import AKAR

PEGANG = """
import sys, time
from pathlib import Path
from tests.fixtures.peladen import cache_alone
folder, nama = Path(sys.argv[1]), sys.argv[2]
with cache_alone(folder):
    assert not (folder / "sibuk").exists(), "two at once"
    (folder / "sibuk").touch()
    time.sleep(0.3)
    (folder / "sibuk").unlink()
    (folder / nama).touch()
"""


def test_two_runs_take_turns_with_what_is_kept(tmp_path: Path) -> None:
    perintah = [sys.executable, "-c", PEGANG, str(tmp_path)]
    mulai = time.monotonic()
    semua = [subprocess.Popen([*perintah, nama], cwd=AKAR) for nama in ("satu", "dua", "tiga")]
    assert [p.wait(timeout=60) for p in semua] == [0, 0, 0]
    assert time.monotonic() - mulai > 0.9
    assert {f.name for f in tmp_path.iterdir()} == {"simpanan.kunci", "satu", "dua", "tiga"}
