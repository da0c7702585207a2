/* Checks a NIP while it is typed and says what it tells. The same rules as kantor/lib/nip.py, which is the truth:
   tests/peserta/test_nip_js.py holds the two together. Nothing leaves the page. */

const SEPARATORS = /[\s.\-–—'’‘`\u200b\u200e\u200f\ufeff]+/g;
const PREFIX = /^\s*['’]?\s*(?:NI\s*PPPK|NIPPPK|NIP)(?![\p{L}\p{N}_])[\s.:/]*/iu;
const SCIENTIFIC = /^\s*'?\d+(?:[.,]\d+)?\s*[eE]\s*\+?\s*\d{1,3}\s*$/;
const MONTHS = [
  "Januari", "Februari", "Maret", "April", "Mei", "Juni",
  "Juli", "Agustus", "September", "Oktober", "November", "Desember",
];

/* `{galat}` for what is no NIP, else `{lahir, jenisKelamin, pola, tmt}`. `today` is `{tahun, bulan, hari}`. */
export function periksa(text, today = now()) {
  const typed = text.normalize("NFKC");
  if (SCIENTIFIC.test(typed)) return { galat: "Angka terakhir NIP hilang. Ketik ulang 18 angka." };
  const digits = typed.replace(PREFIX, "").replace(SEPARATORS, "");
  if (!digits) return { galat: "NIP belum diisi." };
  const odd = [...digits].findIndex((sign) => sign < "0" || sign > "9");
  if (odd >= 0) return { galat: `Digit ke-${odd + 1} NIP berisi “${[...digits][odd]}”, seharusnya angka.` };
  if (digits.length !== 18) {
    const gap = 18 - digits.length;
    const way = gap > 0 ? `kurang ${gap}` : `lebih ${-gap}`;
    return { galat: `NIP terdiri atas 18 digit; yang diisi ${digits.length} digit (${way}).` };
  }
  const number = (from, to) => Number(digits.slice(from, to));
  const born = { tahun: number(0, 4), bulan: number(4, 6), hari: number(6, 8) };
  const mistake = birthMistake(born, today) || restMistake(digits, born, number);
  if (mistake) return { galat: mistake };
  const month = number(12, 14);
  return {
    lahir: `${born.hari} ${MONTHS[born.bulan - 1]} ${born.tahun}`,
    jenisKelamin: digits[14] === "1" ? "pria" : "wanita",
    pola: month >= 1 && month <= 12 ? "pns" : month >= 21 ? "pppk" : "tidak_dikenal",
    tmt: month >= 1 && month <= 12 ? `${MONTHS[month - 1]} ${number(8, 12)}` : "",
  };
}

function birthMistake(born, today) {
  if (born.tahun < 1900 || born.tahun > today.tahun) {
    return `Digit ke-1 sampai ke-4 NIP (tahun lahir ${pad(born.tahun, 4)}) tidak wajar.`;
  }
  if (born.bulan < 1 || born.bulan > 12) {
    return `Digit ke-5 dan ke-6 NIP (bulan lahir ${pad(born.bulan, 2)}) harus 01–12.`;
  }
  const last = new Date(Date.UTC(born.tahun, born.bulan, 0)).getUTCDate();
  if (born.hari < 1 || born.hari > last) {
    const which = `${pad(born.bulan, 2)}-${born.tahun}`;
    return `Digit ke-7 dan ke-8 NIP (tanggal lahir ${pad(born.hari, 2)}) tidak ada pada bulan ${which}.`;
  }
  const before = today.bulan < born.bulan || (today.bulan === born.bulan && today.hari < born.hari);
  if (today.tahun - born.tahun - (before ? 1 : 0) < 15) {
    return "Tanggal lahir dalam NIP terlalu muda; periksa digit ke-1 sampai ke-8.";
  }
  return "";
}

function restMistake(digits, born, number) {
  if (digits[14] !== "1" && digits[14] !== "2") {
    return `Digit ke-15 NIP harus 1 (pria) atau 2 (wanita), bukan ${digits[14]}.`;
  }
  if (number(15, 18) === 0) return "Digit ke-16 sampai ke-18 NIP adalah 000, seharusnya 001–999.";
  if (number(8, 12) < born.tahun) {
    return `Digit ke-9 sampai ke-12 NIP (tahun ${number(8, 12)}) lebih awal daripada tahun lahir ${born.tahun}.`;
  }
  return "";
}

function pad(value, width) {
  return String(value).padStart(width, "0");
}

/* Today in Jakarta, wherever the phone thinks it is. */
function now() {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Jakarta" }).format(new Date()).split("-");
  return { tahun: Number(parts[0]), bulan: Number(parts[1]), hari: Number(parts[2]) };
}

function words(found) {
  const since = found.tmt ? ` · CPNS ${found.tmt}` : found.pola === "pppk" ? " · pola NI PPPK" : "";
  return `Lahir ${found.lahir} · ${found.jenisKelamin}${since}`;
}

function show(input, done) {
  const place = document.querySelector("[data-nip-hasil]");
  const typed = input.value.trim();
  const found = typed ? periksa(typed) : {};
  const early = !done && input.value.replace(/\D/g, "").length < 18 && !/[A-Za-z]/.test(typed);
  const text = !typed || (found.galat && early) ? "" : found.galat || words(found);
  if (place.textContent !== text) place.textContent = text;
  place.classList.toggle("galat-teks", Boolean(text && found.galat));
}

if (typeof document !== "undefined") {
  const input = document.querySelector("[data-nip]");
  if (input) {
    input.addEventListener("input", () => show(input, false));
    input.addEventListener("change", () => show(input, true));
    // What the server said about it stands at the field already.
    if (input.getAttribute("aria-invalid") !== "true") show(input, false);
  }
}
