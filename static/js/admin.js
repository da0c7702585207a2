/* Names for the search boxes of select2, which otherwise speak only of their chosen value. */
(() => {
  "use strict";

  function name(root) {
    root.querySelectorAll("select.select2-hidden-accessible").forEach((select) => {
      const label = select.labels && select.labels[0];
      const box = select.nextElementSibling && select.nextElementSibling.querySelector(".select2-selection");
      const shown = box && box.querySelector(".select2-selection__rendered");
      if (!label || !box) return;
      box.removeAttribute("aria-labelledby");
      box.setAttribute("aria-label", label.textContent.replace(/[*:]/g, "").trim());
      if (shown) shown.removeAttribute("role");
    });
  }

  window.addEventListener("load", () => name(document));
  document.addEventListener("formset:added", (event) => setTimeout(() => name(event.target), 0));
})();
