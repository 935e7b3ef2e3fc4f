// Touch a place of the hall to give it to the ticket that is marked; a field that is typed in shows its place in the hall.
const form = document.querySelector("[data-reseat]");
const fields = [...(form?.querySelectorAll("[data-place]") ?? [])];
const spots = new Map();
for (const spot of form?.querySelectorAll(".hall [data-label]") ?? []) {
  const key = folded(spot.dataset.label);
  if (!spots.has(key)) spots.set(key, []);
  spots.get(key).push(spot);
  if (spot.getAttribute("href") === "#place-taken") spot.dataset.taken = "";
}
let current = null;

function folded(text) {
  return text.trim().replace(/\s+/g, " ").toLowerCase();
}

function paint() {
  const chosen = new Set(fields.map((field) => folded(field.value)));
  const mine = folded(current?.value ?? "");
  for (const [label, group] of spots) {
    for (const spot of group) {
      if ("taken" in spot.dataset) continue;
      spot.setAttribute("href", chosen.has(label) ? "#place-chosen" : "#place-free");
      spot.classList.toggle("is-current", label === mine);
    }
  }
}

function mark(field) {
  current = field;
  for (const each of fields) each.closest("[data-ticket]").classList.toggle("is-current", each === field);
  paint();
}

// Whether a party sits side by side is the server's to say: after a change its answer is no longer true.
function changed(field) {
  field.closest("[data-party]").querySelector("[data-together]")?.setAttribute("hidden", "");
  paint();
}

function give(spot) {
  const label = spot.dataset.label;
  const other = fields.find((field) => field !== current && folded(field.value) === folded(label));
  const field = current;
  if (other) {
    other.value = field.value;
    changed(other);
  }
  field.value = label;
  changed(field);
  const ticket = field.closest("[data-ticket]").querySelector("label").textContent;
  form.querySelector("[data-said]").textContent = form.dataset.given.replace("{place}", label).replace("{ticket}", ticket);
  mark(fields[fields.indexOf(field) + 1] ?? field);
}

if (fields.length) {
  form.addEventListener("focusin", (event) => event.target.matches("[data-place]") && mark(event.target));
  form.addEventListener("input", (event) => event.target.matches("[data-place]") && changed(event.target));
  form.addEventListener("click", (event) => {
    const spot = event.target.closest?.(".hall [data-label]");
    if (spot && !("taken" in spot.dataset)) give(spot);
  });
  mark(fields[0]);
}
