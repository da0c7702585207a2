/* The camera: finds QR codes by the browser's own reader, or by ours where it has none. */

const PAUSE = 120;
const WIDTH = 720;

async function reader() {
  if ("BarcodeDetector" in window) {
    const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
    if (formats.includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async (video) => (await detector.detect(video))[0]?.rawValue;
    }
  }
  const { decodeQR } = await import("../../vendor/qr/decode.js");
  const paper = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, WIDTH / video.videoWidth);
    paper.canvas.width = video.videoWidth * scale;
    paper.canvas.height = video.videoHeight * scale;
    paper.drawImage(video, 0, 0, paper.canvas.width, paper.canvas.height);
    try {
      const { data, width, height } = paper.getImageData(0, 0, paper.canvas.width, paper.canvas.height);
      return decodeQR({ data, width, height });
    } catch {
      return undefined; // no code in this picture
    }
  };
}

/* Shows the back camera in `video`, calls `found(text)` for every code it sees, and `ended()` when the phone took the camera
   away (it was locked). Throws when there is no camera. */
export async function watch(video, found, ended) {
  if (!navigator.mediaDevices?.getUserMedia) throw new Error("tanpa kamera");
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 } },
    audio: false,
  });
  video.srcObject = stream;
  await video.play();
  const look = await reader();
  const step = async () => {
    if (!stream.active) return ended();
    try {
      const text = !document.hidden && video.readyState >= 2 && (await look(video).catch(() => undefined));
      if (text) await found(text);
    } finally {
      setTimeout(step, PAUSE); // whatever became of that one, the next badge is read
    }
  };
  step();
}
