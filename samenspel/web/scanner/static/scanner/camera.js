// Reads QR codes from the camera: by the browser's own BarcodeDetector where it has one, else by the library in vendor/.
const AGAIN_AFTER_MS = 3000;
const PAUSE_MS = 120;

/** Start the camera behind `video` and call `found(code)` for each code; the same code only again after three seconds out
 * of sight. Answers a function that stops it. Throws when there is no camera, or it is not allowed. */
export async function watch(video, found) {
  const wanted = { video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } }, audio: false };
  const stream = await navigator.mediaDevices.getUserMedia(wanted);
  const stop = () => {
    running = false;
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  };
  let running = true;
  try {
    video.srcObject = stream;
    await video.play();
    const detector = await qrDetector();
    look(video, detector, found, () => running);
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}

async function qrDetector() {
  const formats = (await globalThis.BarcodeDetector?.getSupportedFormats?.()) ?? [];
  const Detector = formats.includes("qr_code")
    ? globalThis.BarcodeDetector
    : (await import("../design/vendor/qr/decode.js")).BarcodeDetector;
  return new Detector({ formats: ["qr_code"] });
}

async function look(video, detector, found, isRunning) {
  let last = "";
  let seen = 0;
  while (isRunning()) {
    const codes = await detector.detect(video).catch(() => []);
    const now = performance.now();
    for (const { rawValue } of codes) {
      if (rawValue !== last || now - seen > AGAIN_AFTER_MS) found(rawValue);
      last = rawValue;
      seen = now;
    }
    await new Promise((resume) => setTimeout(resume, PAUSE_MS));
  }
}
