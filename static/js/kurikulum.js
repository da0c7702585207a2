/* The form of a kurikulum: more rows, the sum of JP, rows pasted from Excel (nama TAB jp). Without this script the
   empty rows at the end are there, and saving brings new ones. */
(() => {
  "use strict";

  const table = document.querySelector("[data-modul]");
  if (!table) return;
  const body = table.tBodies[0];
  const total = document.querySelector("[name$=TOTAL_FORMS]");
  const most = Number(document.querySelector("[name$=MAX_NUM_FORMS]").value) || 100;
  const sum = document.querySelector("[data-jumlah-jp]");
  const more = document.querySelector("[data-tambah-baris]");

  const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const number = (text) => Number(text.replace(/\s*jp\s*$/i, "").replace(",", ".")) || 0;

  function count() {
    let jp = 0;
    for (const row of body.rows) {
      const gone = field(row, "hapus");
      if (!(gone && gone.checked) && field(row, "nama").value.trim()) jp += number(field(row, "jp").value);
    }
    sum.textContent = jp.toLocaleString("id-ID", { maximumFractionDigits: 2 });
  }

  function add() {
    const next = Number(total.value);
    if (next >= most) return null;
    const row = body.rows[body.rows.length - 1].cloneNode(true);
    for (const input of row.querySelectorAll("input")) {
      for (const name of ["name", "id"]) {
        if (input[name]) input[name] = input[name].replace(/-\d+-/, `-${next}-`);
      }
      if (input.type === "checkbox") input.closest("td").replaceChildren();
      else input.value = "";
      input.removeAttribute("aria-invalid");
    }
    row.querySelectorAll(".errorlist, .medan__galat").forEach((el) => el.remove());
    body.append(row);
    total.value = next + 1;
    return row;
  }

  /* "1<TAB>Nama<TAB>6", "Nama<TAB>6" or "Nama" per line. */
  function read(line) {
    const cells = line.split("\t").map((cell) => cell.trim());
    if (cells.length > 2 && /^\d+[.)]?$/.test(cells[0])) cells.shift();
    return { nama: cells[0], jp: (cells[1] || "").replace(/\s*jp\s*$/i, "") };
  }

  body.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n+$/, "");
    if (!/[\n\t]/.test(text)) return;
    event.preventDefault();
    let row = event.target.closest("tr");
    let last = row;
    for (const line of text.split("\n").filter((one) => one.trim())) {
      if (!row) row = add();
      if (!row) break;
      const typed = read(line);
      field(row, "nama").value = typed.nama;
      if (typed.jp) field(row, "jp").value = typed.jp;
      last = row;
      row = row.nextElementSibling;
    }
    field(last, "jp").focus();
    count();
  });
  body.addEventListener("input", count);
  body.addEventListener("change", count);
  more.hidden = false;
  more.addEventListener("click", () => {
    const row = add();
    if (row) field(row, "nama").focus();
  });
  count();
})();
