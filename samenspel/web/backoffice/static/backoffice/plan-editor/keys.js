// Everything by keyboard: Tab goes from part to part, arrows move what is chosen, one letter takes a tool.
import { ACTIONS } from "./actions.js";
import { place } from "./pointer.js";
import { DRAWING, usual } from "./tools.js";

const TOOLS = { v: "select", s: "seats", h: "hand", b: "rows", c: "curve", g: "standing", t: "table", e: "seat", p: "stage", f: "focal" };
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const TYPED = "input:not([type=checkbox]):not([type=color]), select, textarea, dialog";

export function attachKeys({ root, svg, editor, view, showKeys }) {
  root.addEventListener("keydown", (event) => {
    if (event.target.closest(TYPED)) return;
    const done = event.ctrlKey || event.metaKey ? withControl(event, editor) : plain(event, { svg, editor, view, showKeys });
    if (done) event.preventDefault();
  });
  svg.addEventListener("focusin", (event) => {
    const id = event.target.dataset?.part;
    if (id && event.target.matches(":focus-visible") && editor.tool === "select" && !editor.parts.has(id)) editor.choose({ parts: [id] });
  });
}

function withControl(event, editor) {
  const act = { z: event.shiftKey ? "redo" : "undo", y: "redo", a: "all", d: "copy" }[event.key.toLowerCase()];
  if (act) ACTIONS[act](editor);
  return Boolean(act);
}

function plain(event, { svg, editor, view, showKeys }) {
  const inFloor = svg.contains(event.target);
  const arrow = ARROWS[event.key];
  if (arrow && inFloor) return move(event, arrow, editor, view);
  if (event.key === "Delete" || event.key === "Backspace") return ACTIONS.remove(editor) ?? true;
  if (event.key === "Escape") return ACTIONS.none(editor) ?? true;
  if (inFloor && (event.key === "Enter" || event.key === " ")) return enter(event, editor, view);
  if (event.altKey) return false;
  const key = event.key.toLowerCase();
  if (key === "?") return showKeys() ?? true;
  if (key === "+" || key === "=") return view.zoomBy(1.25) ?? true;
  if (key === "-") return view.zoomBy(0.8) ?? true;
  if (key === "0") return view.whole() ?? true;
  if (key === "m") return ACTIONS.mirror(editor) ?? true;
  if (key === "r") return ACTIONS[event.shiftKey ? "left" : "right"](editor) ?? true;
  if (TOOLS[key]) return editor.use(TOOLS[key]) ?? true;
  return false;
}

function enter(event, editor, view) {
  if (DRAWING.includes(editor.tool)) {
    place(editor, usual(editor.tool, view.middle().map(Math.round)));
    return true;
  }
  if (editor.tool === "seats") {
    if (editor.cursor) editor.toggle({ seat: editor.cursor });
    return true;
  }
  const id = event.target.dataset?.part;
  if (id) editor.toggle({ part: id });
  return Boolean(id);
}

function move(event, [dx, dy], editor, view) {
  if (editor.tool === "seats" && !event.altKey) return walk(event, [dx, dy], editor);
  if (editor.nothingChosen) return view.panBy(-dx * 60, -dy * 60) ?? true;
  const step = event.shiftKey ? 5 : event.altKey ? 0.1 : 0.5;
  ACTIONS.move(editor, dx * step, dy * step);
  return true;
}

// From seat to seat; with Shift every seat on the way is chosen, too. Alt and an arrow moves a loose seat.
function walk(event, [dx, dy], editor) {
  const from = editor.places.get(editor.cursor) ?? editor.places.get([...editor.seats].at(-1));
  const to = from ? beside(editor, from, dx, dy) : editor.nearest(0, 0, Infinity);
  if (!to) return true;
  editor.cursor = to.key;
  editor.choose({ seats: [to.key] }, { add: event.shiftKey });
  editor.says([to.section, to.row, to.seat].filter(Boolean).join(" "));
  return true;
}

function beside(editor, from, dx, dy) {
  let best = null;
  let least = Infinity;
  for (const place of editor.places.values()) {
    const ahead = (place.x - from.x) * dx + (place.y - from.y) * dy;
    const aside = Math.abs((place.x - from.x) * dy) + Math.abs((place.y - from.y) * dx);
    if (place.kind === "standing" || ahead < 0.05 || aside > ahead * 1.2) continue;
    if (ahead + 2 * aside < least) [best, least] = [place, ahead + 2 * aside];
  }
  return best;
}
