// Draws the hall: floor, picture, stage, parts with their seats, and a frame around what is chosen.
import { LISTS, has, partsOf } from "./parts.js";

const NS = "http://www.w3.org/2000/svg";
const LABELS_FROM_PX = 20; // pixels a unit: from here a number fits in a seat
const NO_RANK = "none";

export function element(name, attributes, parent) {
  const node = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  parent?.append(node);
  return node;
}

export class Canvas {
  constructor({ svg, editor, pictureUrl }) {
    Object.assign(this, { svg, editor, pictureUrl, drawn: new Map(), ranks: "", floor: null, back: null });
    this.layers = Object.fromEntries(["floor", "picture", "stage", "parts", "texts", "chosen", "sketch"].map((name) => [name, element("g", { class: `pe-${name}` }, svg)]));
    for (const name of ["texts", "chosen", "sketch", "picture"]) this.layers[name].setAttribute("aria-hidden", "true");
    editor.on((kind) => this.told(kind));
  }

  told(kind) {
    if (kind === "drawing") this.drawGround();
    if (kind === "places") this.drawParts();
    if (kind !== "tool") this.frame();
  }

  drawGround() {
    const { drawing } = this.editor;
    if (drawing.bounds !== this.floor || drawing.background !== this.back) {
      [this.floor, this.back] = [drawing.bounds, drawing.background];
      const { x, y, width, height } = drawing.bounds;
      this.layers.floor.replaceChildren(element("rect", { x, y, width, height, class: "pe-ground" }));
      this.layers.picture.replaceChildren(...this.picture(drawing.background));
    }
    const shapes = [];
    if (drawing.stage?.length > 2) {
      shapes.push(element("polygon", { points: points(drawing.stage), class: "pe-stage__shape" }));
      const [x, y] = middleOf(drawing.stage);
      shapes.push(text(x, y, this.editor.words.stage, "pe-stage__name"));
    }
    if (drawing.focal) shapes.push(element("path", { d: `M${drawing.focal.x - 0.7} ${drawing.focal.y}h1.4M${drawing.focal.x} ${drawing.focal.y - 0.7}v1.4`, class: "pe-focal" }));
    this.layers.stage.replaceChildren(...shapes);
    // A part that is gone goes at once; what is new comes with its places.
    const ids = new Set(partsOf(drawing).map(({ part }) => part.id));
    for (const id of this.drawn.keys()) if (!ids.has(id)) this.drop(id);
  }

  drop(id) {
    const { node, texts } = this.drawn.get(id);
    node.remove();
    texts.remove();
    this.drawn.delete(id);
  }

  picture(back) {
    if (!back) return [];
    const image = element("image", {
      href: this.pictureUrl(back.picture),
      x: 0,
      y: 0,
      opacity: has(back, "background", "opacity"),
      transform: `translate(${back.at.x} ${back.at.y}) rotate(${has(back, "background", "rotation")}) scale(${has(back, "background", "scale")})`,
    });
    return [image];
  }

  drawParts() {
    const { drawing, byPart, words } = this.editor;
    const colours = Object.fromEntries((drawing.ranks ?? []).map((rank) => [rank.number, rank.colour ?? "#777777"]));
    const ranks = JSON.stringify(colours) + (drawing.seat_size ?? 0.8);
    const sections = Object.fromEntries((drawing.sections ?? []).map((section) => [section.id, section.name ?? ""]));
    partsOf(drawing).forEach(({ list, part }) => {
      const places = byPart.get(part.id) ?? [];
      const sign = `${ranks}${sections[part.section]}${list === "blocks" || list === "rows" ? "" : JSON.stringify(part)}${places.map((place) => Object.values(place).join()).join("|")}`;
      const known = this.drawn.get(part.id);
      [known?.node, known?.texts].forEach((each) => each?.removeAttribute("transform"));
      if (known?.sign === sign) return;
      const node = known?.node ?? element("g", { class: "pe-part", "data-part": part.id, tabindex: "0", role: "button", "aria-pressed": "false" }, this.layers.parts);
      const texts = known?.texts ?? element("g", { class: "pe-labels" }, this.layers.texts);
      node.setAttribute("aria-label", nameOf({ list, part, places, sections, words }));
      node.replaceChildren(...this.shapes(list, part, places, colours));
      texts.replaceChildren(...this.texts(list, part, places, colours));
      this.drawn.set(part.id, { node, texts, sign });
    });
    const order = partsOf(drawing).map(({ part }) => this.drawn.get(part.id)?.node);
    if (order.some((node, at) => this.layers.parts.children[at] !== node)) this.layers.parts.append(...order.filter(Boolean));
  }

  shapes(list, part, places, colours) {
    if (list === "standing") return this.area(part, colours);
    const size = this.editor.drawing.seat_size ?? 0.8;
    const box = this.editor.boxOf(part.id);
    const shapes = [];
    if (box) shapes.push(element("rect", { x: box[0], y: box[1], width: box[2] - box[0], height: box[3] - box[1], class: "pe-hit" }));
    if (list === "tables") shapes.push(table(part, size));
    const seats = element("g", { "stroke-width": size * 0.09 });
    for (const place of places) seats.append(seat(place, size, colours[place.rank] ?? NO_RANK));
    return [...shapes, seats];
  }

  area(part, colours) {
    const colour = colours[part.rank] ?? NO_RANK;
    const bare = colour === NO_RANK;
    return [element("polygon", { points: points(part.outline), class: `pe-area${bare ? " pe-seat--bare" : ""}`, ...(bare ? {} : { fill: colour, stroke: colour }) })];
  }

  // Numbers in the seats and names before the rows, in a layer of their own: a part's name says it already.
  texts(list, part, places, colours) {
    if (list === "standing") return [text(...middleOf(part.outline), `${part.capacity}`, "pe-area__count")];
    const size = this.editor.drawing.seat_size ?? 0.8;
    const box = element("g", { "font-size": size * 0.44 });
    const rows = new Map();
    for (const place of places) {
      if (place.seat) box.append(text(place.x, place.y, place.seat, colours[place.rank] ? "pe-label" : "pe-label pe-label--bare"));
      const first = rows.get(place.row);
      if (place.row && (!first || place.x < first.x)) rows.set(place.row, place);
    }
    if (list === "tables") rows.clear();
    for (const [row, place] of rows) box.append(text(place.x - size, place.y, row, "pe-row"));
    if (list === "tables" && part.name) box.append(text(part.centre.x, part.centre.y, part.name, "pe-row"));
    return [box];
  }

  // A frame around each chosen part and a ring around each chosen seat.
  frame(dx = 0, dy = 0) {
    const { editor } = this;
    const size = editor.drawing.seat_size ?? 0.8;
    const shapes = [...editor.parts].map((id) => editor.boxOf(id)).filter(Boolean).map(([left, top, right, low]) =>
      element("rect", { x: left, y: top, width: right - left, height: low - top, rx: 0.2, class: "pe-frame" }),
    );
    const rings = [...editor.seats].map((key) => editor.places.get(key)).filter(Boolean).map((place) => `M${place.x - size * 0.62} ${place.y}a${size * 0.62} ${size * 0.62} 0 1 0 ${size * 1.24} 0a${size * 0.62} ${size * 0.62} 0 1 0 ${-size * 1.24} 0`);
    if (rings.length) shapes.push(element("path", { d: rings.join(""), class: "pe-ring" }));
    const only = editor.parts.size === 1 ? editor.drawing.standing?.find((area) => editor.parts.has(area.id)) : null;
    only?.outline.forEach((corner, number) => shapes.push(element("circle", { cx: corner.x, cy: corner.y, r: 0.35, class: "pe-corner", "data-corner": number })));
    this.layers.chosen.replaceChildren(...shapes);
    for (const [id, { node }] of this.drawn) node.setAttribute("aria-pressed", String(editor.parts.has(id)));
    this.drag(dx, dy);
  }

  // While one drags: a transform on each part that moves, and nothing is drawn anew.
  drag(dx, dy) {
    const by = dx || dy ? `translate(${dx} ${dy})` : "";
    const set = (node) => (by ? node.setAttribute("transform", by) : node.removeAttribute("transform"));
    for (const id of this.editor.parts) {
      const { node, texts } = this.drawn.get(id) ?? {};
      if (node) [node, texts].forEach(set);
    }
    set(this.layers.chosen);
  }

  zoomed(scale) {
    this.svg.classList.toggle("pe-svg--near", scale >= LABELS_FROM_PX);
    this.svg.classList.toggle("pe-svg--far", scale < LABELS_FROM_PX / 2.5);
  }

  sketch(...shapes) {
    this.layers.sketch.replaceChildren(...shapes);
  }
}

export function nameOf({ list, part, places, sections, words }) {
  const name = [sections[part.section], list === "rows" || list === "tables" ? part.name : ""].filter(Boolean).join(" ");
  const count = list === "standing" ? part.capacity : places.length;
  return `${words[LISTS.includes(list) ? `part_${list}` : list]} ${name}: ${words.n_places.replace("{n}", count)}`;
}

export const points = (outline) => outline.map(({ x, y }) => `${x},${y}`).join(" ");

function middleOf(outline) {
  return [outline.reduce((sum, { x }) => sum + x, 0) / outline.length, outline.reduce((sum, { y }) => sum + y, 0) / outline.length];
}

function text(x, y, words, name) {
  const node = element("text", { x, y, class: name });
  node.textContent = words;
  return node;
}

function seat(place, size, colour) {
  const bare = colour === NO_RANK;
  const paint = { class: `pe-seat${bare ? " pe-seat--bare" : ""} pe-seat--${place.kind}`, ...(bare ? {} : { fill: colour, stroke: colour }) };
  const half = size * 0.42;
  if (place.kind === "wheelchair") return element("rect", { x: place.x - half, y: place.y - half, width: 2 * half, height: 2 * half, ...paint });
  if (place.kind === "companion") return element("path", { d: `M${place.x} ${place.y - size * 0.5}l${size * 0.5} ${size * 0.5}l${-size * 0.5} ${size * 0.5}l${-size * 0.5} ${-size * 0.5}z`, ...paint });
  return element("circle", { cx: place.x, cy: place.y, r: half, ...paint });
}

function table(part, size) {
  const [width, depth] = [Math.max(0.3, has(part, "tables", "width") - size * 1.1), Math.max(0.3, has(part, "tables", "depth") - size * 1.1)];
  const { x, y } = part.centre;
  const turn = `rotate(${has(part, "tables", "rotation")} ${x} ${y})`;
  if (has(part, "tables", "shape") === "round") return element("ellipse", { cx: x, cy: y, rx: width / 2, ry: depth / 2, transform: turn, class: "pe-table" });
  return element("rect", { x: x - has(part, "tables", "width") / 2, y: y - depth / 2, width: has(part, "tables", "width"), height: depth, transform: turn, class: "pe-table" });
}
