/* The minutes left of the talk at the front, counted between two looks at the portal. */
(() => {
  "use strict";
  const show = () => {
    for (const line of document.querySelectorAll("[data-habis]")) {
      const left = Math.ceil((new Date(line.dataset.habis) - Date.now()) / 1000);
      const minutes = Math.floor(left / 60);
      const seconds = String(left % 60).padStart(2, "0");
      line.textContent = left > 0 ? `${minutes}.${seconds} lagi` : "Waktu habis";
    }
  };
  setInterval(show, 1000);
  document.addEventListener("htmx:afterSwap", show);
  show();
})();
