#!/usr/bin/env bash
# Makes the virtual environment with the first Python >= 3.11 that can. `--periksa` only asks whether there is one.
set -euo pipefail

for python in python3.11 python3.12 python3.13 python3; do
    if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        [[ ${1:-} == --periksa ]] && exit 0
        echo "Membuat lingkungan Python di $1 …"
        exec "$python" -m venv --clear "$1"
    fi
done
echo "Python 3.11 atau lebih baru belum terpasang (dengan modul venv)." >&2
exit 1
