// Builds the SVG of a hall once. Afterwards only classes and ARIA states of single seats change.
import { PITCH, STANDING_SIZE } from "./geometry.js";

const NS = "http://www.w3.org/2000/svg";

// A shape for each rank, so that colour is never alone in telling the price: the same as in the legend.
const SHAPES = {
  1: "M-3.9 0a3.9 3.9 0 1 1 7.8 0a3.9 3.9 0 1 1-7.8 0z",
  2: "M-2.6-3.6h5.2a1 1 0 0 1 1 1v5.2a1 1 0 0 1-1 1h-5.2a1 1 0 0 1-1-1v-5.2a1 1 0 0 1 1-1z",
  3: "M0-4.7L4.7 0 0 4.7-4.7 0z",
  4: "M0-4.5L4.6 3.8H-4.6z",
  5: "M-2.3-4.1H2.3L4.6 0 2.3 4.1H-2.3L-4.6 0z",
};
// What a special place carries, in the colour of the paper.
const MARKS = {
  wheelchair: "M-.6-2.6v.1M-.6-1.2v2h1.9l1 1.7M-1.4.1a1.9 1.9 0 1 0 2.5 2.3",
  companion: "M0-1.9v3.8M-1.9 0h3.8",
  restricted: "M-2.2 1.4L2.2-1.4",
};
const TICK = "M-1.9.2l1.4 1.5 2.5-3";

export function element(name, attributes, parent) {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent?.append(made);
  return made;
}

export function drawHall({ frame, spots, words, label }) {
  const svg = element("svg", {
    class: "seat-map__svg",
    viewBox: [frame.left, frame.top, frame.width, frame.height].map((value) => value.toFixed(1)).join(" "),
    preserveAspectRatio: "xMidYMid meet",
  });
  drawStage(svg, frame, words);
  drawNames(svg, spots);
  const seats = element("g", { role: "listbox", "aria-multiselectable": "true", "aria-label": label }, svg);
  const marks = element("g", { class: "seat-map__marks", "aria-hidden": "true" }, svg);
  for (const spot of spots) drawSpot(spot, seats, marks);
  return { svg, seats, marks };
}

export function showState(spot, { state, label }) {
  spot.node.setAttribute("class", `seat rank-${spot.rank} seat--${state}${spot.standing ? " seat--area" : ""}`);
  spot.node.setAttribute("aria-label", label);
  spot.node.setAttribute("aria-selected", String(state === "chosen"));
  if (state === "taken") spot.node.setAttribute("aria-disabled", "true");
  else spot.node.removeAttribute("aria-disabled");
  hideNumber(spot, state);
  if (spot.mark) spot.mark.setAttribute("class", state === "free" ? "seat-mark" : "seat-mark seat-mark--off");
  if (state === "chosen" && !spot.tick && !spot.standing) {
    spot.tick = element("path", { class: "seat-tick", d: TICK, transform: at(spot) }, spot.layer);
  } else if (state !== "chosen" && spot.tick) {
    spot.tick.remove();
    spot.tick = null;
  }
}

// Seat numbers come only when a seat is big enough to read one; until then they would be a thousand useless nodes.
export function drawNumbers(svg, spots) {
  const layer = element("g", { class: "seat-map__numbers", "aria-hidden": "true" }, svg);
  for (const spot of spots) {
    if (spot.standing || spot.place.kind === "wheelchair" || spot.place.kind === "companion") continue;
    element("text", { x: spot.x.toFixed(1), y: (spot.y + 1).toFixed(1), "data-of": spot.place.no }, layer).textContent = spot.place.seat;
    spot.number = layer.lastChild;
    hideNumber(spot, spot.state);
  }
  return layer;
}

function hideNumber(spot, state) {
  spot.number?.setAttribute("class", state === "free" ? "" : "seat-mark--off");
}

function drawSpot(spot, seats, marks) {
  spot.rank = ((spot.place.rank - 1) % 5) + 1;
  spot.layer = marks;
  const shared = { role: "option", tabindex: "-1", "data-no": spot.place.no };
  if (spot.standing) {
    const { width, height } = STANDING_SIZE;
    spot.node = element("rect", { ...shared, x: spot.x - width / 2, y: spot.y - height / 2, width, height, rx: 4 }, seats);
    const text = element("text", { class: "seat-map__area-name", x: spot.x, y: spot.y + 1.6 }, marks);
    text.textContent = spot.place.section;
    return;
  }
  spot.node = element("path", { ...shared, d: SHAPES[spot.rank], transform: at(spot) }, seats);
  const mark = MARKS[spot.place.kind];
  if (mark) spot.mark = element("path", { class: "seat-mark", d: mark, transform: at(spot) }, marks);
}

function drawStage(svg, frame, words) {
  const { x, y, above } = frame.stage;
  const half = Math.min(frame.width * 0.3, 16 * PITCH);
  const bend = above ? 7 : -7;
  const edge = above ? -8 : 8;
  const stage = element("g", { class: "seat-map__stage", "aria-hidden": "true" }, svg);
  element("path", { d: `M${x - half} ${y + edge}H${x + half}L${x + half} ${y}Q${x} ${y + 2 * bend} ${x - half} ${y}z` }, stage);
  element("text", { x, y: y + 2 }, stage).textContent = words.stage;
}

function drawNames(svg, spots) {
  const layer = element("g", { class: "seat-map__names", "aria-hidden": "true" }, svg);
  const rows = new Map();
  for (const spot of spots) {
    if (spot.standing || !spot.place.row) continue;
    const key = `${spot.place.section}/${spot.place.row}`;
    const ends = rows.get(key);
    if (!ends) rows.set(key, { left: spot, right: spot, name: spot.place.row });
    else if (spot.x < ends.left.x) ends.left = spot;
    else if (spot.x > ends.right.x) ends.right = spot;
  }
  for (const { left, right, name } of rows.values()) {
    for (const [spot, side] of [[left, -1], [right, 1]]) {
      element("text", { x: (spot.x + side * PITCH).toFixed(1), y: (spot.y + 1.6).toFixed(1) }, layer).textContent = name;
    }
  }
}

function at(spot) {
  return `translate(${spot.x.toFixed(1)} ${spot.y.toFixed(1)})`;
}
