// The door: sends each code once, shows the answer full screen, makes its sound. Codes come from the field (typed, or by a
// hand scanner, which types and presses Enter) and from the camera. Codes that come while one is looked at wait their turn.
import { watch } from "./camera.js";
import { sound } from "./sound.js";

const form = document.querySelector("form[data-scanner]");
const field = form.elements.code;
const stage = document.querySelector(".scanner__stage");
const told = stage.querySelector("[data-told]");
const counter = document.querySelector("[data-counter]");
const byFinger = matchMedia("(pointer: coarse)");

const ANSWER_MS = 3000;
// Looks whose answer was lost, by code. The same code is sent under the same id again: whoever was let in by a lost answer
// is let in, and is not "already in".
const unanswered = new Map();
let turn = Promise.resolve();
let back = 0;
let stopWatching = null;

function look(code) {
  turn = turn.then(() => send(code));
  return turn;
}

async function send(code) {
  const body = new FormData(form);
  body.set("code", code);
  if (!unanswered.has(code)) unanswered.set(code, newLook());
  body.set("look", unanswered.get(code));
  stage.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Scanner": "1" }, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const result = page.querySelector("[data-state]");
    unanswered.delete(code);
    show(result.dataset.state, [...result.childNodes]);
    counter.replaceChildren(...page.querySelector("[data-counter]").childNodes);
  } catch {
    show("wait", words(form.dataset.lost, form.dataset.lostWhy));
  } finally {
    stage.removeAttribute("aria-busy");
  }
}

// 128 random bits; `crypto.randomUUID` is missing on a plain http address of the house's own network.
function newLook() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function show(state, nodes) {
  stage.dataset.state = state;
  told.replaceChildren(...nodes);
  clearTimeout(back);
  if (stopWatching) back = setTimeout(showCamera, ANSWER_MS);
  sound(state);
  navigator.vibrate?.(state === "ok" ? 80 : [200, 80, 200]);
}

// The camera goes on behind the answer; its picture comes back when the answer was read.
function showCamera() {
  clearTimeout(back);
  stage.dataset.state = "idle";
  told.replaceChildren(line("scanner__why", form.dataset.invitation));
}

function words(word, why) {
  return [line("scanner__word", word), line("scanner__why", why)];
}

function line(name, text) {
  const paragraph = document.createElement("p");
  paragraph.className = name;
  paragraph.textContent = text;
  return paragraph;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const code = field.value;
  field.value = "";
  if (code.trim()) look(code);
});

// A hand scanner types wherever the focus is: bring its first character to the field. Buttons stay reachable by Tab.
document.addEventListener("keydown", (event) => {
  const elsewhere = !(event.target instanceof HTMLInputElement);
  const onControl = event.target instanceof HTMLElement && event.target.closest("a, button") && event.key === " ";
  if (elsewhere && !onControl && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) field.focus();
});
if (byFinger.matches) field.blur();
else field.focus();

const button = document.querySelector("[data-camera]");
const box = document.querySelector("[data-camera-box]");
const off = button.textContent;

button.addEventListener("click", async () => {
  if (stopWatching) {
    stopWatching();
    stopWatching = null;
  } else {
    try {
      box.hidden = false;
      stopWatching = await watch(box.querySelector("video"), look);
      showCamera();
    } catch {
      show("wait", words(form.dataset.noCamera, form.dataset.noCameraWhy));
    }
  }
  const on = stopWatching !== null;
  box.hidden = !on;
  button.setAttribute("aria-pressed", String(on));
  button.textContent = on ? button.dataset.on : off;
});
