// What is drawn and what is chosen. Whoever listens is told what kind of thing changed: "drawing", "places", "selection", "tool".
import { History } from "./history.js";
import { find, partOfKey, partsOf } from "./parts.js";

const HALF = 0.6;

export class Editor {
  constructor(drawing, words) {
    this.history = new History(drawing);
    this.words = words;
    this.parts = new Set(); // ids of chosen blocks, rows, tables, areas
    this.seats = new Set(); // keys of chosen seats
    this.places = new Map(); // key -> place, as the server laid them out
    this.byPart = new Map(); // id -> its places
    this.tool = "select";
    this.listeners = [];
    this.says = () => {};
  }

  get drawing() {
    return this.history.now;
  }

  on(listener) {
    this.listeners.push(listener);
  }

  tell(kind) {
    this.listeners.forEach((listener) => listener(kind));
  }

  // `next` is a new drawing; steps of one `word` in quick succession are one step back.
  edit(next, { word = "", say = "" } = {}) {
    this.history.push(next, word);
    this.changed();
    if (say) this.says(say);
  }

  undo() {
    if (this.history.undo()) this.changed(this.words.undone);
  }

  redo() {
    if (this.history.redo()) this.changed(this.words.redone);
  }

  changed(say = "") {
    for (const id of this.parts) if (!find(this.drawing, id)) this.parts.delete(id);
    for (const key of this.seats) if (!find(this.drawing, partOfKey(key))) this.seats.delete(key);
    this.tell("drawing");
    if (say) this.says(say);
  }

  laid(lines) {
    this.places = new Map();
    for (const [key, x, y, row, seat, section, rank, kind, marks, companionOf] of lines) {
      this.places.set(key, { key, x, y, row, seat, section, rank, kind, marks, companionOf });
    }
    this.byPart = Map.groupBy(this.places.values(), (place) => partOfKey(place.key));
    for (const key of this.seats) if (!this.places.has(key)) this.seats.delete(key);
    this.tell("places");
  }

  // What was moved stands there at once; the server's answer says the same a moment later.
  shift(ids, keys, dx, dy) {
    const by = (place) => Object.assign(place, { x: Math.round((place.x + dx) * 1000) / 1000, y: Math.round((place.y + dy) * 1000) / 1000 });
    for (const id of ids) (this.byPart.get(id) ?? []).forEach(by);
    const loose = (key) => !ids.has(partOfKey(key)) && find(this.drawing, partOfKey(key))?.list === "rows";
    for (const key of keys) if (this.places.has(key) && loose(key)) by(this.places.get(key));
  }

  choose({ parts = [], seats = [] }, { add = false } = {}) {
    if (!add) {
      this.parts.clear();
      this.seats.clear();
    }
    parts.forEach((id) => this.parts.add(id));
    seats.forEach((key) => this.places.has(key) && this.seats.add(key));
    this.tell("selection");
  }

  toggle({ part, seat }) {
    const [set, one] = part ? [this.parts, part] : [this.seats, seat];
    if (!set.delete(one)) set.add(one);
    this.tell("selection");
  }

  chooseAll() {
    if (this.tool === "seats") this.choose({ seats: [...this.places.values()].filter((place) => place.kind !== "standing").map((place) => place.key) });
    else this.choose({ parts: partsOf(this.drawing).map(({ part }) => part.id) });
  }

  get nothingChosen() {
    return !this.parts.size && !this.seats.size;
  }

  use(tool) {
    this.tool = tool;
    if (tool === "select") this.seats.clear();
    if (tool === "seats") this.parts.clear();
    this.tell("tool");
    this.tell("selection");
  }

  // [left, top, right, low] around a part, null while it has no places yet.
  boxOf(id) {
    const found = find(this.drawing, id);
    if (!found) return null;
    if (found.list === "standing") return around(found.part.outline, 0);
    const places = this.byPart.get(id);
    if (!places?.length) return null;
    const box = around(places, HALF);
    if (found.list !== "tables") return box;
    const { centre } = found.part;
    return [Math.min(box[0], centre.x - HALF), Math.min(box[1], centre.y - HALF), Math.max(box[2], centre.x + HALF), Math.max(box[3], centre.y + HALF)];
  }

  boxOfChosen() {
    const boxes = [...this.parts].map((id) => this.boxOf(id)).filter(Boolean);
    const seats = [...this.seats].map((key) => this.places.get(key)).filter(Boolean);
    if (seats.length) boxes.push(around(seats, HALF));
    if (!boxes.length) return null;
    return boxes.reduce((a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]);
  }

  middleOfChosen() {
    const box = this.boxOfChosen();
    return box ? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] : null;
  }

  nearest(x, y, within, fits = () => true) {
    let best = null;
    let least = within;
    for (const place of this.places.values()) {
      if (place.kind === "standing" || !fits(place)) continue;
      const far = Math.hypot(place.x - x, place.y - y);
      if (far < least) [best, least] = [place, far];
    }
    return best;
  }
}

export function around(points, air) {
  let [left, top, right, low] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    low = Math.max(low, y);
  }
  return [left - air, top - air, right + air, low + air];
}
