// Two rising tones: come in. One low, long tone: no. Made by the browser, so nothing has to load at the door.
let audio = null;

export function sound(state) {
  try {
    audio ??= new AudioContext();
    if (audio.state === "suspended") audio.resume();
  } catch {
    return; // a door without sound still has its colour and its word
  }
  if (state === "ok") {
    tone(880, 0, 0.12);
    tone(1320, 0.13, 0.18);
  } else {
    tone(196, 0, 0.55, "square");
  }
}

function tone(hertz, after, seconds, shape = "sine") {
  const start = audio.currentTime + after;
  const oscillator = audio.createOscillator();
  const loudness = audio.createGain();
  oscillator.type = shape;
  oscillator.frequency.value = hertz;
  loudness.gain.setValueAtTime(0.25, start);
  loudness.gain.exponentialRampToValueAtTime(0.001, start + seconds);
  oscillator.connect(loudness).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + seconds);
}
