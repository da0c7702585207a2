/* The grid of scores: moves like a spreadsheet, takes a block from Excel, saves each cell when it is left. A cell that
   somebody else has changed meanwhile is shown with both values. Without this script the button saves the whole form. */
(() => {
  "use strict";

  const form = document.querySelector("[data-kisi]");
  if (!form || !form.querySelector("[data-keadaan]")) return;
  const PAUSE = 1500;
  const AGAIN = 5000;
  const SHOWN = 3;
  const state = form.querySelector("[data-keadaan]");
  const differ = form.querySelector("[data-beda]");
  const rows = [...form.querySelectorAll("tbody tr")];
  const cells = [...form.querySelectorAll("input[name^=n-]")];
  const seen = (cell) => form.elements[`r${cell.name.slice(1)}`];
  const stored = (cell) => seen(cell).value.slice(seen(cell).value.indexOf(":") + 1);
  const revision = (cell) => seen(cell).value.split(":")[0];
  const refused = new Map(); // what the portal has said of which text: it is not sent again until it changes
  const undoable = { before: new Map(), after: new Map() }; // the last block that was pasted, cell by cell
  let timer;
  let running = false;
  let choice; // what waits for a word while two places differ

  const say = (text, waiting) => {
    state.textContent = text;
    state.classList.toggle("kisi-keadaan__tunggu", Boolean(waiting));
  };
  const hundredths = (text) => {
    const plain = text.trim().replace(",", ".");
    if (!/^\d{1,3}(\.\d{1,2})?$/.test(plain)) return null;
    const value = Math.round(Number(plain) * 100);
    return value <= 10000 ? value : null;
  };
  const same = (cell) =>
    cell.value.trim() === stored(cell) ||
    (hundredths(cell.value) !== null && hundredths(cell.value) === hundredths(stored(cell)));
  const changed = () => cells.filter((cell) => !same(cell));
  const fault = (cell) => (refused.get(cell)?.text === cell.value && !same(cell) ? refused.get(cell).why : "");
  const sendable = () => changed().filter((cell) => !fault(cell));

  function mark(cell) {
    const why = fault(cell);
    cell.toggleAttribute("data-berubah", !same(cell));
    if (why) {
      cell.setAttribute("aria-invalid", "true");
      note(cell).textContent = why;
      cell.setAttribute("aria-describedby", note(cell).id);
    } else {
      cell.removeAttribute("aria-invalid");
      cell.removeAttribute("aria-describedby");
      cell.parentElement.querySelector(".kisi-salah")?.remove();
    }
  }

  /* Where the word on a cell stands, below it. */
  function note(cell) {
    const there = cell.parentElement.querySelector(".kisi-salah");
    if (there) return there;
    const line = document.createElement("span");
    line.className = "kisi-salah";
    line.id = `salah-${cell.name}`;
    cell.parentElement.append(line);
    return line;
  }

  /* --- moving --- */

  function at(row, column, step) {
    for (let y = row; y >= 0 && y < rows.length; y += step) {
      const cell = rows[y].querySelector(`input[data-kolom="${column}"]`);
      if (cell) return cell;
    }
    return null;
  }
  const rowOf = (cell) => rows.indexOf(cell.closest("tr"));
  const beside = (cell, step) => cells[cells.indexOf(cell) + step];
  const whole = (cell) => cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;

  function goal(cell, event) {
    const row = rowOf(cell);
    const column = cell.dataset.kolom;
    const up = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
    if (up) return at(row - 1, column, -1);
    if (event.key === "ArrowDown" || event.key === "Enter") return at(row + 1, column, 1);
    if (event.key === "ArrowLeft" && (whole(cell) || cell.selectionEnd === 0)) return beside(cell, -1);
    if (event.key === "ArrowRight" && (whole(cell) || cell.selectionStart === cell.value.length))
      return beside(cell, 1);
    return undefined;
  }

  form.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (cells.includes(cell) && (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
      if (undo()) event.preventDefault();
      return;
    }
    if (!cells.includes(cell) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      cell.value = stored(cell);
      mark(cell);
      cell.select();
      return;
    }
    const next = goal(cell, event);
    if (next === undefined && event.key !== "Enter") return;
    event.preventDefault();
    if (next) next.focus();
    else if (event.key === "Enter") send();
  });
  form.addEventListener("focusin", (event) => {
    if (cells.includes(event.target)) event.target.select();
  });

  /* --- saving --- */

  function body(fields) {
    const data = new URLSearchParams(fields);
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    return data;
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  async function post(address, data) {
    const answer = await fetch(address, {
      method: "POST",
      body: data,
      redirect: "error",
      headers: { Accept: "application/json" },
    });
    return [answer, await answer.json()];
  }

  async function send() {
    clearTimeout(timer);
    if (running || choice) return;
    const list = sendable();
    if (!list.length) return;
    running = true;
    const typed = new Map(list.map((cell) => [cell, cell.value]));
    const fields = {};
    for (const cell of list) {
      fields[cell.name] = cell.value;
      fields[seen(cell).name] = seen(cell).value;
    }
    say("Menyimpan…");
    let answer;
    let told;
    try {
      [answer, told] = await post(form.dataset.simpan, body(fields));
    } catch {
      running = false;
      say("Belum tersimpan: portal tidak terjangkau. Dicoba lagi sebentar lagi.", true);
      later(AGAIN);
      return;
    }
    running = false;
    if (answer.ok) {
      take(told, typed);
      if (sendable().length) later(0);
    } else if (answer.status === 409 && told.beda) compare(told, "ketikan");
    else if (answer.status >= 500 || answer.status === 429) {
      say("Belum tersimpan: portal sedang sibuk. Dicoba lagi sebentar lagi.", true);
      later(AGAIN);
    } else reject(told, typed);
  }

  /* What is wrong is shown at its cell and not sent again as it is; all else goes on its own. */
  function reject(told, typed) {
    const wrong = [...typed.keys()].filter((cell) => told.rincian[cell.name]);
    for (const cell of wrong.length ? wrong : typed.keys()) {
      refused.set(cell, { text: typed.get(cell), why: told.rincian[cell.name] || told.pesan });
      mark(cell);
    }
    if (wrong.length && sendable().length) later(0);
    say(wrong.length ? complaint() : `Belum tersimpan. ${told.pesan}`, true);
  }

  /* Every cell that is wrong now, not those of the last answer alone. */
  function complaint() {
    const words = cells.filter(fault).map((cell) => `${cell.getAttribute("aria-label")}: ${fault(cell)}`);
    const more = words.length > SHOWN ? ` Dan ${words.length - SHOWN} lainnya, dengan tanda merah.` : "";
    return words.length ? `${words.length} sel belum tersimpan. ${words.slice(0, SHOWN).join(" ")}${more}` : "";
  }

  /* What stands now, unless the cell was typed on meanwhile. */
  function take(told, typed) {
    for (const [key, one] of Object.entries(told.sel)) {
      const cell = form.elements[`n-${key}`];
      if (!cell) continue;
      const untouched = !typed || !typed.has(cell) || typed.get(cell) === cell.value;
      seen(cell).value = `${one.revisi}:${one.nilai}`;
      if (untouched) cell.value = one.nilai;
      refused.delete(cell);
      mark(cell);
    }
    for (const [person, final] of Object.entries(told.akhir)) {
      const row = form.querySelector(`tr[data-orang="${person}"]`);
      row.querySelector("[data-akhir]").textContent = final.nilai || "–";
      row.querySelector("[data-sebutan]").textContent = final.sebutan;
      row.querySelector("[data-hasil]").textContent = final.hasil;
    }
    const open = changed().length;
    const bad = complaint() || `${open} sel belum.`;
    say(open ? `Tersimpan pukul ${told.pukul}. ${bad}` : `Tersimpan pukul ${told.pukul}`, Boolean(open));
  }

  /* --- two places --- */

  function compare(told, what, block) {
    choice = { told, what, block };
    say("Belum tersimpan: ada nilai yang juga diubah di tempat lain.", true);
    const lines = told.beda.map((one) => {
      const cell = form.elements[`n-${one.sel}`];
      const line = document.createElement("li");
      const mine = what === "ketikan" ? `Anda mengetik ${cell.value.trim() || "kosong"}, ` : "";
      line.textContent = `${cell.getAttribute("aria-label")}: ${mine}tersimpan ${one.nilai || "kosong"} oleh ${one.oleh || "orang lain"} pukul ${one.pukul}.`;
      return line;
    });
    differ.querySelector("[data-beda-isi]").replaceChildren(...lines);
    differ.hidden = false;
    differ.querySelector("button").focus();
  }

  differ.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pakai]");
    if (!button || !choice) return;
    const { told, what, block } = choice;
    choice = undefined;
    differ.hidden = true;
    for (const one of told.beda) {
      const cell = form.elements[`n-${one.sel}`];
      seen(cell).value = `${one.revisi}:${one.nilai}`;
      if (button.dataset.pakai === "sana") cell.value = one.nilai;
      mark(cell);
    }
    if (what === "tempelan" && button.dataset.pakai === "sini") paste(block);
    else if (what === "tempelan") say("Yang ditempel tidak disimpan.", true);
    else if (changed().length) send();
    else say("Nilai yang tersimpan dipakai.");
  });

  /* --- a block from Excel --- */

  async function paste(block) {
    if (running || choice) return;
    running = true;
    say("Membaca yang ditempel…");
    const known = Object.fromEntries(cells.map((cell) => [cell.name.slice(2), Number(revision(cell))]));
    let answer;
    let told;
    try {
      [answer, told] = await post(form.dataset.tempel, body({ ...block, terlihat: JSON.stringify(known) }));
    } catch {
      running = false;
      say("Belum tersimpan: portal tidak terjangkau. Tempel lagi begitu tersambung.", true);
      return;
    }
    running = false;
    if (answer.ok) {
      remember(told);
      take(told);
      say(`${Object.keys(told.sel).length} nilai ditempel dan tersimpan pukul ${told.pukul}`);
    } else if (answer.status === 409 && told.beda) compare(told, "tempelan", block);
    else say(["Tidak ada yang disimpan.", ...Object.values(told.rincian || {})].join(" ") || told.pesan, true);
    if (!answer.ok && !Object.keys(told.rincian || {}).length && !told.beda) say(told.pesan, true);
  }

  /* Ctrl+Z takes the whole block back, as in a spreadsheet, while its cells stand as it left them. */
  function remember(told) {
    undoable.before.clear();
    undoable.after.clear();
    for (const [key, one] of Object.entries(told.sel)) {
      const cell = form.elements[`n-${key}`];
      if (!cell || stored(cell) === one.nilai) continue;
      undoable.before.set(cell, stored(cell));
      undoable.after.set(cell, one.nilai);
    }
  }

  function undo() {
    const list = [...undoable.before.keys()];
    if (!list.length || list.some((cell) => cell.value !== undoable.after.get(cell))) return false;
    for (const cell of list) {
      cell.value = undoable.before.get(cell);
      mark(cell);
    }
    undoable.before.clear();
    send();
    return true;
  }

  form.addEventListener("paste", (event) => {
    const cell = event.target;
    if (!cells.includes(cell)) return;
    const text = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n+$/, "");
    if (!/[\n\t]/.test(text)) return;
    event.preventDefault();
    paste({ teks: text, baris: rowOf(cell), kolom: cell.dataset.kolom });
  });

  form.addEventListener("input", (event) => {
    if (!cells.includes(event.target)) return;
    mark(event.target);
    later(PAUSE);
  });
  form.addEventListener("change", (event) => {
    if (cells.includes(event.target)) later(0);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  window.addEventListener("online", () => later(0));
  window.addEventListener("beforeunload", (event) => {
    if (changed().length) event.preventDefault();
  });
  form.querySelector("[data-tombol-simpan]").hidden = true;
  form.querySelector("[data-petunjuk]").hidden = false;
})();
