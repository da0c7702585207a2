/* Photos of letters are made small in the phone before they are sent, and sending shows how far it is.
   What the browser cannot read (HEIC in most) goes as it is: the server makes it small. */

const LONGEST = 2000;
const SMALL_ENOUGH = 400 * 1024;
const busy = new Set();

const size = (bytes) =>
  bytes < 1048576
    ? `${Math.ceil(bytes / 1024)} kB`
    : `${(bytes / 1048576).toLocaleString("id-ID", { maximumFractionDigits: 1 })} MB`;

export async function shrink(file) {
  const picture = file.type.startsWith("image/") || /\.(heic|heif)$/i.test(file.name);
  if (!picture || (file.size <= SMALL_ENOUGH && file.type === "image/jpeg")) return file;
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file;
  }
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const paper = canvas.getContext("2d");
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.82));
  if (!blob || blob.size >= file.size) return file;
  return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
}

function note(input, text, wrong = false) {
  const frame = input.closest("[data-unggah]") || input.parentElement;
  let place = frame.querySelector("[data-catatan]");
  if (!place) {
    place = document.createElement("p");
    place.dataset.catatan = "";
    place.setAttribute("role", "status");
    frame.append(place);
  }
  place.textContent = text;
  place.className = wrong ? "kecil galat-teks" : "kecil";
}

async function prepare(input) {
  const [chosen] = input.files;
  if (!chosen) return note(input, "");
  note(input, "Menyiapkan berkas…");
  const ready = await shrink(chosen);
  if (input.files[0] !== chosen) return;
  const limit = Number(input.dataset.foto);
  if (limit && ready.size > limit) {
    input.value = "";
    return note(input, `Berkas ini ${size(ready.size)}; paling besar ${size(limit)}. Pilih berkas lain.`, true);
  }
  if (ready !== chosen) {
    const carrier = new DataTransfer();
    carrier.items.add(ready);
    input.files = carrier.files;
    note(input, `Foto diperkecil dari ${size(chosen.size)} menjadi ${size(ready.size)}. Siap dikirim.`);
  } else {
    note(input, `${chosen.name} (${size(chosen.size)}) siap dikirim.`);
  }
}

document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.dataset.foto === undefined) return;
  const work = prepare(input).finally(() => busy.delete(work));
  busy.add(work);
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.dataset.kirimBerkas === undefined) return;
  event.preventDefault();
  if (form.dataset.mengirim) return;
  form.dataset.mengirim = "1";
  await Promise.all(busy);
  send(form);
});

function send(form) {
  const progress = form.querySelector("[data-kemajuan]");
  const bar = progress.querySelector("progress");
  const request = new XMLHttpRequest();
  request.open("POST", location.href);
  request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = Math.round((100 * event.loaded) / event.total);
  });
  request.addEventListener("load", () => answer(request));
  request.addEventListener("error", () => {
    release(form);
    progress.hidden = true;
    const first = form.querySelector("[data-foto]");
    note(first, "Jaringan terputus dan berkas belum terkirim. Coba lagi.", true);
  });
  progress.hidden = false;
  request.send(new FormData(form));
}

/* Accepted: go where the server says. The same page with errors: show it in place, the summary has the focus. */
function answer(request) {
  const next = request.getResponseHeader("X-Lanjut");
  const fresh = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = fresh.querySelector("main");
  if (next || request.status < 400 || !main) {
    location.assign(next || request.responseURL);
    return;
  }
  document.querySelector("main").replaceWith(main);
  // htmx knows only what it put there itself: without this the search fields of the new page are deaf.
  if (window.htmx) window.htmx.process(main);
  document.title = fresh.title;
  window.scrollTo(0, 0);
  document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: main } }));
}

function release(form) {
  delete form.dataset.mengirim;
  delete form.dataset.terkirim;
  form.querySelectorAll("[aria-busy]").forEach((el) => el.removeAttribute("aria-busy"));
}
