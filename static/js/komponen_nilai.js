/* The form of the components of a program: the sum of the weights while typing. */
(() => {
  "use strict";

  const table = document.querySelector("[data-komponen]");
  const line = document.querySelector("[data-jumlah-bobot]");
  if (!table || !line) return;
  const hundredths = (text) => Math.round((Number(text.trim().replace(",", ".")) || 0) * 100);

  function count() {
    let sum = 0;
    for (const row of table.tBodies[0].rows) {
      const gone = row.querySelector("[name$=-hapus]");
      if (!(gone && gone.checked)) sum += hundredths(row.querySelector("[name$=-bobot]").value);
    }
    const words = (sum / 100).toLocaleString("id-ID", { maximumFractionDigits: 2 });
    line.querySelector("output").textContent = sum === 10000 ? `${words} ✓` : `${words} dari 100`;
    line.classList.toggle("jumlah-bobot--pas", sum === 10000);
  }

  table.addEventListener("input", count);
  table.addEventListener("change", count);
  line.hidden = false;
  count();
})();
