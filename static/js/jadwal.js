// Drag one session onto another: both change places. The same is done by the form on a session's page.
const papan = document.querySelector("[data-jadwal]");
const formulir = document.querySelector("#tukar");

if (papan && formulir && window.matchMedia("(pointer: fine)").matches) {
  let diangkat = null;
  for (const petunjuk of document.querySelectorAll("[data-seret-petunjuk]")) petunjuk.hidden = false;
  const lepas = () => {
    for (const satu of papan.querySelectorAll(".acara--diangkat, .acara--tujuan")) {
      satu.classList.remove("acara--diangkat", "acara--tujuan");
    }
  };
  for (const acara of papan.querySelectorAll("[data-tukar]")) {
    acara.draggable = true;
    acara.classList.add("acara--seret");
    acara.addEventListener("dragstart", (kejadian) => {
      diangkat = acara;
      acara.classList.add("acara--diangkat");
      kejadian.dataTransfer.effectAllowed = "move";
      kejadian.dataTransfer.setData("text/plain", acara.dataset.sesi);
    });
    acara.addEventListener("dragover", (kejadian) => {
      if (!diangkat || diangkat === acara) return;
      kejadian.preventDefault();
      acara.classList.add("acara--tujuan");
    });
    acara.addEventListener("dragleave", () => acara.classList.remove("acara--tujuan"));
    acara.addEventListener("drop", (kejadian) => {
      kejadian.preventDefault();
      if (!diangkat || diangkat === acara) return;
      formulir.action = diangkat.dataset.tukar;
      formulir.elements.dengan.value = acara.dataset.sesi;
      formulir.submit();
    });
    acara.addEventListener("dragend", () => {
      lepas();
      diangkat = null;
    });
  }
}
