/* A sheet keyed in from paper: its value while typing, as the portal will count it. */
(() => {
  "use strict";
  const line = document.querySelector("[data-jumlah-lembar]");
  if (!line) return;
  const fields = [...line.closest("form").querySelectorAll("[data-bobot]")];
  const hundredths = (text) => {
    const plain = text.trim().replace(",", ".");
    return /^\d{1,3}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : null;
  };
  const draw = () => {
    const filled = fields.filter((field) => hundredths(field.value) !== null);
    const total = filled.reduce((sum, field) => sum + hundredths(field.value) * hundredths(field.dataset.bobot), 0);
    line.querySelector("output").textContent = filled.length
      ? (Math.floor(total / 10000 + 0.5) / 100).toLocaleString("id-ID", { minimumFractionDigits: 2 })
      : "–";
  };
  line.closest("form").addEventListener("input", draw);
  line.hidden = false;
  draw();
})();
