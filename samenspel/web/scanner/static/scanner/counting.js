// Counting at the door. Each press has a key of its own and waits on this phone until the server answered it: a lost connection
// loses nothing, and a press that is sent twice counts once. The numbers of other doors come in every ten seconds.
const form = document.querySelector("form[data-counting]");
const stage = document.querySelector(".scanner__stage");
const tally = stage.querySelector("[data-tally]");
const waiting = stage.querySelector("[data-waiting]");
const undo = form.querySelector("[value=undo]");

const AGAIN_MS = 4000;
const OTHERS_MS = 10000;
const PEOPLE = { in: 1, out: -1, undo: 0 };
const shelf = `tellen ${location.pathname}`;
let { presses, mine } = JSON.parse(localStorage.getItem(shelf) ?? '{"presses":[],"mine":[]}');
if (!mine.length && form.elements.undoes.value) mine.push({ key: form.elements.undoes.value });
let sending = false;
let later = 0;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  press(event.submitter.value);
});

function press(kind) {
  const one = { key: newKey(), kind };
  if (kind === "undo") {
    const last = mine.pop();
    if (!last) return;
    one.undoes = last.key;
    one.people = -(PEOPLE[last.kind] ?? 0);
  } else {
    one.people = PEOPLE[kind];
    mine = [...mine, { key: one.key, kind }].slice(-50);
  }
  presses.push(one);
  navigator.vibrate?.(30);
  keep();
  send();
}

async function send() {
  if (sending) return;
  sending = true;
  clearTimeout(later);
  let trouble = "";
  while (presses.length && !trouble) trouble = await sendOne(presses[0]);
  sending = false;
  tell(trouble);
  if (trouble) later = setTimeout(send, AGAIN_MS);
}

// What went wrong: nothing, "lost" or "signIn". A refusal is an answer.
async function sendOne(one) {
  const body = new FormData(form);
  for (const name of ["key", "kind", "undoes"]) body.set(name, one[name] ?? "");
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Scanner": "1" }, redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 403) return "signIn";
    if (!answer.ok && answer.status !== 409) return "lost";
    const text = await answer.text();
    presses = presses.filter((each) => each.key !== one.key);
    if (!answer.ok) mine = mine.filter((each) => each.key !== one.key);
    keep();
    show(text);
    return "";
  } catch {
    return "lost";
  }
}

function keep() {
  localStorage.setItem(shelf, JSON.stringify({ presses, mine }));
  undo.disabled = !mine.length;
  number();
}

function show(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-inside]");
  stage.dataset.state = fresh.dataset.state;
  if (tally.firstElementChild?.outerHTML !== fresh.outerHTML) tally.replaceChildren(fresh);
  number();
}

// What the server knows, and what waits here.
function number() {
  const known = tally.querySelector("[data-inside]");
  const people = presses.reduce((sum, one) => sum + one.people, Number(known.dataset.inside));
  known.querySelector("[data-number]").textContent = Math.max(0, people);
}

function tell(trouble) {
  const text = { lost: form.dataset.lost, signIn: form.dataset.signIn }[trouble] ?? "";
  waiting.textContent = text.replace("{count}", presses.length);
  waiting.hidden = !text;
  if (text) stage.dataset.state = "idle";
}

// 128 random bits; `crypto.randomUUID` is missing on a plain http address of the house's own network.
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function others() {
  if (!presses.length && !document.hidden) {
    try {
      const answer = await fetch(location.pathname, { headers: { "X-Scanner": "1" }, redirect: "manual" });
      if (answer.ok && !presses.length) show(await answer.text());
    } catch {
      // The next press tells that the connection is lost.
    }
  }
  setTimeout(others, OTHERS_MS);
}

addEventListener("online", send);
setTimeout(others, OTHERS_MS);
keep();
send();
