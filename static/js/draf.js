/* Text on its way is kept in this tab until the portal has taken it: a lost network, a closed login or a reload
   costs nobody a paragraph. form[data-draf="key"]; the key changes with every version that was saved. */
(() => {
  "use strict";

  document.querySelectorAll("form[data-draf]").forEach((form) => {
    const key = `draf-${form.dataset.draf}`;
    const fields = [...form.querySelectorAll("textarea")];
    const read = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(key));
    } catch {
      return; // storage is switched off: the page works as without JavaScript
    }
    if (kept && !form.hasAttribute("data-draf-terkirim")) {
      const changed = fields.filter((field) => field.name in kept && kept[field.name] !== field.value);
      changed.forEach((field) => (field.value = kept[field.name]));
      const note = form.querySelector("[data-draf-kabar]");
      if (changed.length && note) note.hidden = false;
    }
    form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(read())));
  });
})();
