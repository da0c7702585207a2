/* Text on its way is kept in this tab until the portal has taken it: a lost network, a closed login or a reload
   costs nobody a paragraph. form[data-draf="key"][data-draf-versi="n"]: a draft of an older version is dropped, and so
   is one given up by a link with data-draf-buang. portal.js drops all of them on signing out. */
(() => {
  "use strict";

  document.querySelectorAll("form[data-draf]").forEach((form) => {
    const key = `draf-${form.dataset.draf}`;
    const version = form.dataset.drafVersi;
    const fields = [...form.querySelectorAll("textarea")];
    const read = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
    const keep = () => sessionStorage.setItem(key, JSON.stringify({ version, text: read() }));
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(key));
      if (form.hasAttribute("data-draf-terkirim")) keep(); // refused: what was sent is the draft now
      else if (kept && kept.version !== version) sessionStorage.removeItem(key);
    } catch {
      return; // storage is switched off: the page works as without JavaScript
    }
    if (kept && kept.version === version && !form.hasAttribute("data-draf-terkirim")) {
      const changed = fields.filter((field) => field.name in kept.text && kept.text[field.name] !== field.value);
      changed.forEach((field) => (field.value = kept.text[field.name]));
      const note = form.querySelector("[data-draf-kabar]");
      if (changed.length && note) note.hidden = false;
    }
    form.addEventListener("input", keep);
    form.querySelectorAll("[data-draf-buang]").forEach((link) =>
      link.addEventListener("click", () => sessionStorage.removeItem(key)),
    );
  });
})();
