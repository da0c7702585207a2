#!/usr/bin/env bash
# Parts of the system that no Python package brings: Python's own venv, Pango for the papers and, with the
# argument `uji`, Chromium without a window and the PDF tools of the tests. Installs them when root on Debian; else
# says what to install. Asks the package system only when something is missing, so it costs nothing afterwards.
set -euo pipefail

# One line each: the package, then a file or command that shows it is there.
parts=(
    "python3-venv any:ensurepip"
    "libpango-1.0-0 lib:libpango-1.0.so.0"
    "libpangoft2-1.0-0 lib:libpangoft2-1.0.so.0"
    "libharfbuzz-subset0 lib:libharfbuzz-subset.so.0"
)
if [[ ${1:-} == uji ]]; then
    parts+=("chromium-headless-shell cmd:chromium-headless-shell" "poppler-utils cmd:pdftotext")
fi

libraries=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)

there() {
    case $1 in
        cmd:*) command -v "${1#cmd:}" >/dev/null ;;
        lib:*) grep -qF "${1#lib:}" <<<"$libraries" ;;
        any:ensurepip) [[ -x .venv/bin/python ]] || "$(dirname "$0")/venv.sh" --periksa 2>/dev/null ;;
    esac
}

missing=()
for part in "${parts[@]}"; do
    read -r package sign <<<"$part"
    there "$sign" || missing+=("$package")
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

if [[ $(id -u) -eq 0 ]] && command -v apt-get >/dev/null; then
    echo "Memasang bagian sistem: ${missing[*]} …"
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    export DEBIAN_FRONTEND=noninteractive
    if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        echo "Pemasangan gagal. Pasang sendiri: apt-get install ${missing[*]}" >&2
        exit 1
    fi
else
    echo "Belum terpasang: ${missing[*]}. Pasang dahulu (Debian): sudo apt-get install ${missing[*]}" >&2
    exit 1
fi
