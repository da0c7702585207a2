// A code that was not renewed in time is good for nothing: it goes, and the screen says why.
const layar = document.querySelector(".layar-hadir");
const berlaku = Number(layar.dataset.berlaku) * 1000;
let terakhir = Date.now();

const tampilkan = () => {
  const putus = Date.now() - terakhir > berlaku;
  document.querySelector("#layar-putus").hidden = !putus;
  for (const kode of layar.querySelectorAll(".layar-hadir__qr")) kode.hidden = putus;
};

document.body.addEventListener("htmx:afterSwap", () => {
  terakhir = Date.now();
  tampilkan();
});
setInterval(tampilkan, 1000);
