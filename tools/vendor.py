"""Fetch the few front-end files we ship and lay them into static/vendor/ (`make vendor`).

Run this only to move to another version: everything it writes is committed, so neither
`make run` nor the Docker image needs npm. `npm pack` fetches the package from whatever
registry npm is set up with; the archive must have the sha512 written in tools/vendor.lock.

    python tools/vendor.py            fetch, check against the lock, copy
    python tools/vendor.py --lock     the same, and write the lock anew (after changing a version)

The icon sprite is cut from bootstrap-icons: add a line to ICONS, run this, use `{% ikon "nama" %}`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "tools" / "vendor.lock"
VENDOR = ROOT / "static" / "vendor"
SPRITE = ROOT / "static" / "img" / "ikon.svg"

JAKARTA_WEB = "@fontsource-variable/plus-jakarta-sans"
JAKARTA_TTF = "@expo-google-fonts/plus-jakarta-sans"
SERIF_TTF = "@expo-google-fonts/source-serif-4"

# package -> (version, {path in the package: path in the project})
PACKAGES: dict[str, tuple[str, dict[str, str]]] = {
    # 2.x: the line with `allowEval` and implicit inheritance, which our strict CSP and pages rest on.
    "htmx.org": (
        "2.0.11",
        {
            "dist/htmx.min.js": "static/vendor/htmx/htmx.min.js",
            "LICENSE": "static/vendor/htmx/LICENSE",
        },
    ),
    JAKARTA_WEB: (
        "5.3.0",
        {
            "files/plus-jakarta-sans-latin-wght-normal.woff2": (
                "static/vendor/fonts/plus-jakarta-sans-latin.woff2"
            ),
            "files/plus-jakarta-sans-latin-ext-wght-normal.woff2": (
                "static/vendor/fonts/plus-jakarta-sans-latin-ext.woff2"
            ),
            "LICENSE": "static/vendor/fonts/OFL-PlusJakartaSans.txt",
        },
    ),
    # Papers: WeasyPrint would decode woff2 for every document (60-80 ms), so it gets whole TTFs.
    JAKARTA_TTF: (
        "0.4.2",
        {
            f"{name}/PlusJakartaSans_{name}.ttf": f"static/vendor/fonts/ttf/PlusJakartaSans-{short}.ttf"
            for name, short in (
                ("400Regular", "Regular"),
                ("600SemiBold", "SemiBold"),
                ("700Bold", "Bold"),
            )
        }
        | {"LICENSE_FONT": "static/vendor/fonts/ttf/OFL-PlusJakartaSans.txt"},
    ),
    SERIF_TTF: (
        "0.4.1",
        {
            f"{name}/SourceSerif4_{name}.ttf": f"static/vendor/fonts/ttf/SourceSerif4-{short}.ttf"
            for name, short in (
                ("400Regular", "Regular"),
                ("400Regular_Italic", "Italic"),
                ("600SemiBold", "SemiBold"),
                ("700Bold", "Bold"),
            )
        }
        | {"LICENSE_FONT": "static/vendor/fonts/ttf/OFL-SourceSerif4.txt"},
    ),
    # Reads QR in the browser where it has no BarcodeDetector of its own; plain modules, no WebAssembly, no eval.
    "qr": (
        "0.7.0",
        {
            "decode.js": "static/vendor/qr/decode.js",
            "index.js": "static/vendor/qr/index.js",
            "LICENSE": "static/vendor/qr/LICENSE",
            "LICENSE-MIT": "static/vendor/qr/LICENSE-MIT",
        },
    ),
    "bootstrap-icons": ("1.13.2", {"LICENSE": "static/vendor/bootstrap-icons/LICENSE"}),
    "axe-core": (
        "4.14.1",
        {"axe.min.js": "tests/aset/axe.min.js", "LICENSE": "tests/aset/LICENSE-axe-core"},
    ),
}

# our name -> name in bootstrap-icons
ICONS = {
    "apel": "flag",
    "atas": "chevron-up",
    "awan-putus": "cloud-slash",
    "bagikan": "share",
    "bahaya": "exclamation-octagon",
    "baik": "check-circle",
    "batal": "x-lg",
    "bawah": "chevron-down",
    "beranda": "house-door",
    "berkas": "file-earmark-text",
    "bintang": "stars",
    "buku": "journal-text",
    "bumi": "globe2",
    "cari": "search",
    "centang": "check-lg",
    "cetak": "printer",
    "daftar": "list-ul",
    "dokumen": "folder",
    "email": "envelope-at",
    "excel": "file-earmark-excel",
    "filter": "funnel",
    "foto": "camera",
    "gedung": "building",
    "gelombang": "collection",
    "gembok": "lock",
    "grafik": "bar-chart",
    "hapus": "trash",
    "hari-ini": "house",
    "impor": "file-earmark-arrow-up",
    "info": "info-circle",
    "inovasi": "lightbulb",
    "instansi": "bank",
    "jadwal": "calendar-week",
    "jam": "clock",
    "kalender": "calendar3",
    "kanan": "chevron-right",
    "kartu": "person-badge",
    "kelola": "sliders",
    "keluar": "box-arrow-right",
    "kiri": "chevron-left",
    "kirim": "send",
    "kotak-keluar": "envelope",
    "kotak-kosong": "inbox",
    "kunci": "key",
    "kursi": "person-check",
    "lampiran": "paperclip",
    "laporan": "clipboard-data",
    "lihat": "eye",
    "lokasi": "geo-alt",
    "masuk": "box-arrow-in-right",
    "mata-tutup": "eye-slash",
    "medali": "award",
    "menu": "list",
    "nilai": "star",
    "orang": "people",
    "panah": "arrow-right",
    "pdf": "file-earmark-pdf",
    "pegawai": "person-lines-fill",
    "pejabat": "pen",
    "pengaturan": "gear",
    "pengguna": "person-circle",
    "pengumuman": "megaphone",
    "peran": "person-gear",
    "peringatan": "exclamation-triangle",
    "perisai": "shield-check",
    "pesan": "chat-left-text",
    "peserta": "people",
    "ponsel": "phone",
    "presensi": "calendar-check",
    "program": "journal-bookmark",
    "proses": "hourglass-split",
    "qr": "qr-code-scan",
    "rencana": "lightbulb",
    "ringkasan": "layout-text-window",
    "riwayat": "clock-history",
    "salin": "copy",
    "seminar": "easel",
    "sertifikat": "award",
    "silang": "x-circle",
    "surat": "envelope-paper",
    "survei": "ui-checks",
    "tambah": "plus-lg",
    "tanda-tangan": "pen",
    "tanya": "question-circle",
    "tautan": "link-45deg",
    "telepon": "telephone",
    "tidak-ada-jaringan": "wifi-off",
    "titik-tiga": "three-dots",
    "tukar": "arrow-left-right",
    "ubah": "pencil",
    "ulang": "arrow-clockwise",
    "unduh": "download",
    "undur": "arrow-counterclockwise",
    "unggah": "upload",
    "unit": "diagram-3",
    "usulan": "person-plus",
    "verifikasi": "clipboard-check",
    "whatsapp": "whatsapp",
}


def fetch(name: str, version: str, into: Path) -> Path:
    """The package as an archive, fetched by npm itself."""
    done = subprocess.run(
        ["npm", "pack", "--silent", f"{name}@{version}"],
        cwd=into,
        check=True,
        capture_output=True,
        text=True,
    )
    return into / done.stdout.strip().splitlines()[-1]


def integrity(archive: Path) -> str:
    """The archive's hash, written the way npm writes it."""
    digest = hashlib.sha512(archive.read_bytes()).digest()
    return "sha512-" + base64.b64encode(digest).decode()


def read_member(archive: tarfile.TarFile, path: str) -> bytes:
    """One file of an npm archive; every npm archive has the folder `package` on top."""
    member = archive.extractfile(f"package/{path}")
    if member is None:
        raise FileNotFoundError(path)
    return member.read()


def symbol(name: str, svg: str) -> str:
    """One icon as a `<symbol>` of the sprite: the paths alone, drawn in the current colour."""
    view_box = re.search(r'viewBox="([^"]+)"', svg)
    inner = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if view_box is None or inner is None:
        raise ValueError(f"{name}: not an icon")
    paths = re.sub(r"\s*\n\s*", "", inner.group(1))
    return f'<symbol id="{name}" viewBox="{view_box.group(1)}">{paths}</symbol>'


def write_sprite(archive: tarfile.TarFile) -> None:
    """Cut the icons we use out of bootstrap-icons into one file."""
    symbols = [
        symbol(name, read_member(archive, f"icons/{source}.svg").decode())
        for name, source in sorted(ICONS.items())
    ]
    head = "<!-- Bootstrap Icons, MIT, The Bootstrap Authors. Cut by tools/vendor.py. -->"
    body = "\n".join(symbols)
    SPRITE.parent.mkdir(parents=True, exist_ok=True)
    SPRITE.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{head}\n{body}\n</svg>\n')


def place(archive: tarfile.TarFile, files: dict[str, str]) -> None:
    """Copy the named files of a package to their places in the project."""
    for source, target in files.items():
        path = ROOT / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(read_member(archive, source))


def main(argv: list[str]) -> int:
    """Fetch all packages, refuse one whose hash is not the locked one, copy their files."""
    relock = "--lock" in argv
    locked = json.loads(LOCK.read_text()) if LOCK.exists() else {}
    seen: dict[str, dict[str, str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, (version, files) in PACKAGES.items():
            path = fetch(name, version, Path(folder))
            seen[name] = {"version": version, "integrity": integrity(path)}
            if not relock and locked.get(name) != seen[name]:
                print(f"{name}@{version}: not what tools/vendor.lock says", file=sys.stderr)
                return 1
            with tarfile.open(path) as archive:
                place(archive, files)
                if name == "bootstrap-icons":
                    write_sprite(archive)
            print(f"{name} {version}: {len(files)} files")
    if relock:
        LOCK.write_text(json.dumps(seen, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
