/* Small conveniences over pages that work without them. Everything is found by data attributes (docs/look.md). */
(() => {
  "use strict";

  const all = (root, selector) => [
    ...(root.matches && root.matches(selector) ? [root] : []),
    ...root.querySelectorAll(selector),
  ];

  /* Buttons that only make sense with JavaScript are hidden in the HTML. */
  function reveal(root) {
    all(root, "[data-salin], [data-tutup-pesan], [data-cetak]").forEach((el) => (el.hidden = false));
    all(root, "[data-fokus]").forEach((el) => el.focus());
    all(root, ".jalur [aria-current]").forEach((el) => {
      const list = el.parentElement;
      list.scrollLeft = el.offsetLeft - (list.clientWidth - el.offsetWidth) / 2;
    });
    all(root, ".tab [aria-current]").forEach((el) => {
      const list = el.closest(".tab");
      const end = el.offsetLeft - list.offsetLeft + el.offsetWidth;
      if (end > list.clientWidth) list.scrollLeft = el.offsetLeft - list.offsetLeft - 16;
    });
  }

  /* "3 dipilih", and the box on top of a table. */
  function count(name) {
    const boxes = [...document.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`)];
    const chosen = boxes.filter((box) => box.checked).length;
    const every = document.querySelector(`[data-semua="${CSS.escape(name)}"]:checked`);
    document.querySelectorAll(`[data-hitung="${CSS.escape(name)}"]`).forEach((el) => {
      el.textContent = `${every ? every.dataset.banyak : chosen} dipilih`;
    });
    document.querySelectorAll(`[data-pilih-semua="${CSS.escape(name)}"]`).forEach((el) => {
      el.checked = chosen > 0 && chosen === boxes.length;
      el.indeterminate = chosen > 0 && chosen < boxes.length;
    });
  }

  async function copy(button) {
    const source = document.querySelector(button.dataset.salin);
    const text = "value" in source ? source.value : source.textContent;
    try {
      await navigator.clipboard.writeText(text.trim());
    } catch {
      if (source.select) source.select();
      document.execCommand("copy");
    }
    const word = button.querySelector("span") || button;
    const before = word.textContent;
    word.textContent = "Tersalin";
    setTimeout(() => (word.textContent = before), 2000);
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-dialog], [data-tutup], [data-tutup-pesan], [data-salin], [data-cetak]");
    document.querySelectorAll("[data-lipat][open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    if (event.target instanceof HTMLDialogElement) event.target.close();
    if (!target) return;
    if (target.dataset.dialog !== undefined) {
      const dialog = document.querySelector(target.dataset.dialog);
      if (dialog && dialog.showModal) {
        event.preventDefault();
        dialog.showModal();
      }
    } else if (target.dataset.tutup !== undefined) {
      event.preventDefault();
      target.closest("dialog").close();
    } else if (target.dataset.tutupPesan !== undefined) {
      target.closest(".pesan").remove();
    } else if (target.dataset.salin !== undefined) {
      copy(target);
    } else {
      window.print();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("[data-lipat][open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.dataset.pilihSemua !== undefined) {
      document
        .querySelectorAll(`input[type=checkbox][name="${CSS.escape(box.dataset.pilihSemua)}"]`)
        .forEach((one) => (one.checked = box.checked));
      count(box.dataset.pilihSemua);
    } else if (box.dataset.semua !== undefined) {
      count(box.dataset.semua);
    } else if (box.type === "checkbox" && box.name) {
      count(box.name);
    }
    if (box.dataset.kirimOtomatis !== undefined) box.form.requestSubmit();
  });

  /* One submit only; coming back with the Back button frees the form again. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sekali === undefined || event.defaultPrevented) return;
    if (event.submitter && event.submitter.formTarget === "_blank") return; // a look at it in another window
    if (form.dataset.terkirim) {
      event.preventDefault();
      return;
    }
    form.dataset.terkirim = "1";
    form.querySelectorAll("button:not([type=button])").forEach((el) => el.setAttribute("aria-busy", "true"));
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("[data-terkirim]").forEach((form) => {
      delete form.dataset.terkirim;
      form.querySelectorAll("[aria-busy]").forEach((el) => el.removeAttribute("aria-busy"));
    });
  });

  /* Who signs out leaves no draft in the tab (draf.js). */
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.keluar === undefined) return;
    try {
      Object.keys(sessionStorage)
        .filter((key) => key.startsWith("draf-"))
        .forEach((key) => sessionStorage.removeItem(key));
    } catch {
      // storage is switched off: there is no draft
    }
  });

  /* An examiner's pages and unsent scores leave the device with their owner, and open for nobody else (penguji/lupa.js). */
  const examiner = () => {
    try {
      return JSON.parse(localStorage.getItem("penguji"));
    } catch {
      return null;
    }
  };
  const forgetting = () => import("./penguji/lupa.js");
  const soon = (work) => Promise.race([work, new Promise((done) => setTimeout(done, 3000))]);
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const mine = examiner();
    if (!form.dataset.keluar || !mine || mine.pemilik !== form.dataset.keluar) return;
    event.preventDefault();
    const words = `Masih ada ${mine.menunggu} lembar nilai yang belum terkirim dari perangkat ini. Bila keluar sekarang, isiannya terhapus. Tetap keluar?`;
    if (mine.menunggu && !window.confirm(words)) return;
    await soon(forgetting().then((all) => all.signOut(mine.pemilik)).catch(() => {}));
    localStorage.removeItem("penguji");
    form.requestSubmit();
  });
  const account = document.querySelector("[data-keluar]");
  if (account && examiner() && examiner().pemilik !== account.dataset.keluar)
    forgetting().then((all) => all.another()).catch(() => {});

  /* A file may be dropped on the whole frame of its field. */
  ["dragover", "dragleave", "drop"].forEach((kind) =>
    document.addEventListener(kind, (event) => {
      const frame = event.target.closest && event.target.closest("[data-unggah]");
      if (!frame) return;
      const input = frame.querySelector("input[type=file]");
      if (kind === "dragover") event.preventDefault();
      frame.classList.toggle("unggah--seret", kind === "dragover");
      if (kind === "drop" && event.target !== input && event.dataTransfer.files.length) {
        event.preventDefault();
        input.files = event.dataTransfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }),
  );

  document.addEventListener("htmx:load", (event) => reveal(event.detail.elt));
  reveal(document);
})();
