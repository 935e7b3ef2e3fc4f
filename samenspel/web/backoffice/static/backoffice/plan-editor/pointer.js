// Mouse, pen and fingers on the floor: choose, draw around, move, draw; two fingers pan and zoom.
import { move } from "./change.js";
import { element, points } from "./canvas.js";
import { partOfKey, withPart } from "./parts.js";
import { DRAWING, corners, made, snap, usual } from "./tools.js";

const DRAG_PX = 5;
const FINGER = 0.75; // units around a seat that count as the seat

export class Pointer {
  constructor({ svg, editor, canvas, view }) {
    Object.assign(this, { svg, editor, canvas, view, pointers: new Map(), act: null });
    svg.addEventListener("pointerdown", (event) => this.down(event));
    svg.addEventListener("pointermove", (event) => this.move(event));
    svg.addEventListener("pointerup", (event) => this.up(event));
    svg.addEventListener("pointercancel", (event) => this.up(event, true));
  }

  down(event) {
    if (event.button > 1) return;
    this.svg.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
    if (this.pointers.size > 1) return this.begin(null);
    const at = this.view.unitsAt(event.clientX, event.clientY);
    this.start = { at, px: [event.clientX, event.clientY], moved: false, shift: event.shiftKey };
    return this.begin(this.kindOf(event, at));
  }

  kindOf(event, at) {
    const { editor } = this;
    if (event.button === 1 || editor.tool === "hand") return "pan";
    if (DRAWING.includes(editor.tool)) return "draw";
    if (event.target.dataset?.corner) {
      this.corner = Number(event.target.dataset.corner);
      return "corner";
    }
    return this.hit(event, at) ? "move" : "lasso";
  }

  // Chooses what is under the pointer; answers whether there is something.
  hit(event, at) {
    const { editor } = this;
    this.wasChosen = false;
    if (editor.tool === "seats") {
      const seat = editor.nearest(at[0], at[1], FINGER);
      if (!seat) return false;
      this.hitOn = { seat: seat.key };
    } else {
      const part = event.target.closest?.("[data-part]")?.dataset.part;
      if (!part) return false;
      this.hitOn = { part };
    }
    this.wasChosen = this.hitOn.part ? editor.parts.has(this.hitOn.part) : editor.seats.has(this.hitOn.seat);
    if (event.shiftKey) editor.toggle(this.hitOn);
    else if (!this.wasChosen) editor.choose({ parts: [this.hitOn.part].filter(Boolean), seats: [this.hitOn.seat].filter(Boolean) });
    return true;
  }

  begin(act) {
    if (this.act && this.act !== act) this.drop();
    this.act = act;
  }

  drop() {
    this.canvas.sketch();
    this.canvas.drag(0, 0);
  }

  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    if (this.pointers.size > 1) return this.pinch(event, before);
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
    const far = Math.hypot(event.clientX - this.start.px[0], event.clientY - this.start.px[1]);
    if (!this.start.moved && far < DRAG_PX) return;
    this.start.moved = true;
    if (this.act === "pan") return this.view.panBy(event.clientX - before[0], event.clientY - before[1]);
    this.to = this.view.unitsAt(event.clientX, event.clientY);
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = null;
      this.show();
    });
  }

  pinch(event, before) {
    const [other] = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    const was = Math.hypot(before[0] - other[0], before[1] - other[1]);
    const now = Math.hypot(event.clientX - other[0], event.clientY - other[1]);
    if (was) this.view.zoomBy(now / was, (event.clientX + other[0]) / 2, (event.clientY + other[1]) / 2);
    this.view.panBy((event.clientX - before[0]) / 2, (event.clientY - before[1]) / 2);
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
  }

  show() {
    if (!this.act) return;
    const [dx, dy] = this.by();
    if (this.act === "move") this.canvas.drag(dx, dy);
    else if (this.act === "corner") this.canvas.sketch(element("circle", { cx: snap(this.to[0]), cy: snap(this.to[1]), r: 0.4, class: "pe-sketch" }));
    else if (this.act === "lasso") this.lasso();
    else this.canvas.sketch(element("polygon", { points: points(corners(this.box())), class: "pe-sketch" }));
  }

  by() {
    const to = this.to ?? this.start.at;
    return [snap(to[0] - this.start.at[0]), snap(to[1] - this.start.at[1])];
  }

  lasso() {
    this.path = [...(this.path ?? [this.start.at]), this.to];
    this.canvas.sketch(element("polygon", { points: this.path.map(([x, y]) => `${x},${y}`).join(" "), class: "pe-sketch" }));
  }

  box() {
    const [[ax, ay], [bx, by]] = [this.start.at, this.to ?? this.start.at];
    return [snap(Math.min(ax, bx)), snap(Math.min(ay, by)), snap(Math.max(ax, bx)), snap(Math.max(ay, by))];
  }

  up(event, cancelled = false) {
    this.pointers.delete(event.pointerId);
    cancelAnimationFrame(this.waiting);
    this.waiting = null;
    const { act, start } = this;
    if (act && !cancelled && this.pointers.size === 0) {
      if (act === "draw") this.draw();
      else if (start.moved && act === "move") this.moved();
      else if (start.moved && act === "corner") this.cornered();
      else if (start.moved && act === "lasso") this.caught();
      else if (act === "lasso" && !start.shift) this.editor.choose({});
      else if (act === "move" && this.wasChosen && !start.shift) this.editor.choose({ parts: [this.hitOn.part].filter(Boolean), seats: [this.hitOn.seat].filter(Boolean) });
    }
    if (!this.pointers.size || cancelled) this.begin(null);
    this.canvas.sketch();
    this.path = null;
    this.to = null;
  }

  moved() {
    const [dx, dy] = this.by();
    if (dx || dy) nudge(this.editor, dx, dy);
    else this.canvas.drag(0, 0);
  }

  cornered() {
    const [id] = this.editor.parts;
    const at = { x: snap(this.to[0]), y: snap(this.to[1]) };
    const next = withPart(this.editor.drawing, "standing", id, (area) => ({ ...area, outline: area.outline.map((corner, number) => (number === this.corner ? at : corner)) }));
    this.editor.edit(next);
  }

  caught() {
    const inside = (place) => within([place.x, place.y], this.path);
    const keys = [...this.editor.places.values()].filter(inside);
    if (this.editor.tool === "seats") return this.editor.choose({ seats: keys.filter((place) => place.kind !== "standing").map((place) => place.key) }, { add: this.start.shift });
    return this.editor.choose({ parts: [...new Set(keys.map((place) => partOfKey(place.key)))] }, { add: this.start.shift });
  }

  draw() {
    const { editor } = this;
    const single = !this.start.moved || ["table", "seat", "focal"].includes(editor.tool);
    const at = this.start.at.map(snap);
    place(editor, single ? usual(editor.tool, at) : this.box());
  }
}

// One part more, by the tool in hand; then that part is chosen. Single seats go on: one tap, one seat.
export function place(editor, box) {
  const { tool } = editor;
  const [chosen] = editor.parts;
  const { drawing, parts } = made({ tool, box, drawing: editor.drawing, words: editor.words, chosen });
  editor.edit(drawing, { say: editor.words.drawn });
  if (tool !== "seat") editor.use("select");
  editor.choose({ parts });
}

export function nudge(editor, dx, dy) {
  const { parts, seats } = editor;
  const next = move(editor.drawing, { parts, seats }, dx, dy);
  editor.shift(parts, seats, dx, dy);
  editor.edit(next, { word: "move" });
  editor.tell("places");
}

function within([x, y], path) {
  let is = false;
  for (let a = 0, b = path.length - 1; a < path.length; b = a, a += 1) {
    const [[ax, ay], [bx, by]] = [path[a], path[b]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) is = !is;
  }
  return is;
}
