/* Fields in the language of the office, whatever language the browser speaks: what is wrong with them, the button
   for a file, the calendar. Without this script the server says the same after sending. */
(() => {
  "use strict";

  const own = "data-galat-isian";

  function words(field) {
    const is = field.validity;
    if (is.valueMissing) {
      if (field.type === "checkbox") return "Kotak ini perlu dicentang.";
      if (field.type === "file") return "Pilih berkasnya dahulu.";
      if (field.type === "radio" || field.tagName === "SELECT") return "Pilih salah satu.";
      return "Isian ini wajib diisi.";
    }
    if (is.typeMismatch && field.type === "email") return "Tulis alamat email lengkap, misalnya nama@contoh.go.id.";
    if (is.typeMismatch) return "Tulis alamat lengkap, misalnya https://contoh.go.id.";
    if (is.rangeUnderflow) return `Paling sedikit ${field.min}.`;
    if (is.rangeOverflow) return `Paling banyak ${field.max}.`;
    if (is.badInput || is.stepMismatch) return "Tulis angka bulat.";
    if (is.tooShort) return `Paling sedikit ${field.minLength} huruf.`;
    if (is.tooLong) return `Paling banyak ${field.maxLength} huruf.`;
    if (is.customError) return field.validationMessage;
    return field.title || "Bentuk isian ini belum sesuai.";
  }

  const note = (field) => document.getElementById(`${field.id || field.name}_isian`);

  function say(field) {
    clear(field);
    const text = document.createElement("p");
    text.className = "medan__galat";
    text.id = `${field.id || field.name}_isian`;
    text.setAttribute(own, "");
    text.textContent = words(field);
    const frame = field.closest(".unggah__wadah") || field;
    const group = field.type === "radio" && field.closest("fieldset");
    if (group) group.querySelector("legend").after(text);
    else if (field.type === "checkbox") field.parentElement.append(text);
    else frame.before(text);
    field.setAttribute("aria-invalid", "true");
    const others = (field.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
    field.setAttribute("aria-describedby", [...others, text.id].join(" "));
  }

  function clear(field) {
    const text = note(field);
    if (!text || !text.hasAttribute(own)) return;
    text.remove();
    field.removeAttribute("aria-invalid");
    const others = (field.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== text.id);
    if (others.length) field.setAttribute("aria-describedby", others.join(" "));
    else field.removeAttribute("aria-describedby");
  }

  /* The browser's bubble stays away; the first of the wrong fields gets the focus. */
  let first = null;
  document.addEventListener(
    "invalid",
    (event) => {
      event.preventDefault();
      const field = event.target;
      say(field);
      if (first) return;
      first = field;
      queueMicrotask(() => {
        setTimeout(() => {
          first.focus();
          first = null;
        });
      });
    },
    true,
  );
  document.addEventListener("input", (event) => event.target.validity && clear(event.target));
  document.addEventListener("change", (event) => event.target.validity && clear(event.target));

  /* A button in our words over the browser's own, which stays underneath: it still takes the keyboard and a drop. */
  function dress(input) {
    if (input.closest(".unggah__wadah")) return;
    const frame = document.createElement("div");
    frame.className = "unggah__wadah";
    input.before(frame);
    frame.append(input);
    const look = document.createElement("span");
    look.className = "unggah__rupa";
    look.setAttribute("aria-hidden", "true");
    const button = document.createElement("span");
    button.className = "tombol tombol--tint tombol--kecil";
    button.textContent = "Pilih berkas";
    const name = document.createElement("span");
    name.className = "unggah__nama";
    look.append(button, name);
    input.after(look);
    const show = () => {
      const names = [...input.files].map((file) => file.name);
      name.textContent = names.length ? names.join(", ") : "Belum ada berkas dipilih";
      button.textContent = names.length ? "Ganti berkas" : "Pilih berkas";
    };
    input.addEventListener("change", show);
    show();
  }

  /* The browser's calendar, only where it speaks Indonesian; the field itself stays what was typed. */
  const two = (n) => String(n).padStart(2, "0");
  function iso(text) {
    const found = /^\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})/.exec(text);
    return found ? `${found[3]}-${two(found[2])}-${two(found[1])}` : "";
  }
  function calendar(field) {
    if (!/^id\b/i.test(navigator.language) || !("showPicker" in HTMLInputElement.prototype)) return;
    const picker = document.createElement("input");
    picker.type = "date";
    picker.tabIndex = -1;
    picker.className = "kalender__pilih";
    picker.setAttribute("aria-hidden", "true");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kalender__tombol";
    button.textContent = "Kalender";
    const frame = document.createElement("span");
    frame.className = "kalender";
    field.before(frame);
    frame.append(field, picker, button);
    button.addEventListener("click", () => {
      picker.value = iso(field.value);
      picker.showPicker();
    });
    picker.addEventListener("change", () => {
      if (!picker.value) return;
      const [year, month, day] = picker.value.split("-");
      const time = field.dataset.saat === undefined ? "" : ` ${(/\d{1,2}[.:]\d{2}\s*$/.exec(field.value) || ["16.00"])[0]}`;
      field.value = `${day}-${month}-${year}${time}`;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  }

  function prepare(root) {
    root.querySelectorAll("input[type=file]").forEach(dress);
    root.querySelectorAll("[data-tanggal], [data-saat]").forEach((field) => {
      if (!field.closest(".kalender")) calendar(field);
    });
  }

  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
  prepare(document);
})();
