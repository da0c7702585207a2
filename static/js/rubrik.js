/* The form of a rubric: sums shown while typing, one more criterion. Without it the empty rows at the end are there. */
(() => {
  "use strict";

  const form = document.querySelector("[data-rubrik]");
  if (!form) return;
  const rows = form.querySelector("[data-baris-kriteria]");
  const total = form.querySelector("[name$=TOTAL_FORMS]");
  const most = Number(form.querySelector("[name$=MAX_NUM_FORMS]").value);
  const more = form.querySelector("[data-tambah-kriteria]");
  const hundredths = (text) => Math.round((Number(text.trim().replace(",", ".")) || 0) * 100);
  const words = (sum) => (sum / 100).toLocaleString("id-ID", { maximumFractionDigits: 2 });

  function show(name, parts) {
    const line = form.querySelector(`[data-jumlah="${name}"]`);
    line.hidden = false;
    line.querySelector("output").textContent = parts
      .map(([label, sum]) => `${label}${words(sum)}${sum === 10000 ? " ✓" : " dari 100"}`)
      .join(" · ");
    line.classList.toggle("rubrik-jumlah--pas", parts.every(([, sum]) => sum === 10000));
  }

  function count() {
    const roles = [...form.querySelectorAll("[name^=peran_]")];
    const scoring = roles.filter((field) => hundredths(field.value));
    show("peran", [["", roles.reduce((sum, field) => sum + hundredths(field.value), 0)]]);
    const parts = scoring.map((field) => {
      const role = field.name.replace("peran_", "");
      const weights = [...rows.querySelectorAll(`[data-bobot="${role}"]`)].filter((one) => {
        const gone = one.closest("fieldset").querySelector("[name$=-hapus]");
        return !(gone && gone.checked);
      });
      return [`${role} `, weights.reduce((sum, one) => sum + hundredths(one.value), 0)];
    });
    show("kriteria", parts.length ? parts : [["", 0]]);
  }

  more.hidden = false;
  more.addEventListener("click", () => {
    const next = Number(total.value);
    if (next >= most) return;
    const row = rows.lastElementChild.cloneNode(true);
    for (const el of row.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
      for (const name of ["name", "id", "for", "aria-describedby"]) {
        const value = el.getAttribute(name);
        if (value) el.setAttribute(name, value.replace(/kriteria-\d+-/g, `kriteria-${next}-`));
      }
      if ("value" in el && el.matches("input, textarea")) el.value = "";
    }
    const gone = row.querySelector("[name$=-hapus]");
    if (gone) gone.closest(".medan").remove();
    row.querySelector("legend").textContent = `Kriteria ${next + 1}`;
    rows.append(row);
    total.value = next + 1;
    row.querySelector("input").focus();
  });
  form.addEventListener("input", count);
  form.addEventListener("change", count);
  count();
})();
