// What each drawing tool makes of a rectangle that was dragged, or of a single touch.
import { freshSection, rounded } from "./change.js";
import { COLOURS, freshId, withNew, withPart } from "./parts.js";

export const DRAWING = ["rows", "curve", "standing", "table", "seat", "stage", "focal"];
const SIZES = { rows: [11, 9], curve: [19, 7], standing: [6, 4], stage: [12, 3] };

// A rectangle of the usual size around a point: a touch, or Enter on the floor.
export function usual(tool, [x, y]) {
  const [width, height] = SIZES[tool] ?? [0, 0];
  return [snap(x - width / 2), snap(y - height / 2), snap(x + width / 2), snap(y + height / 2)];
}

export const snap = (length) => Math.round(length * 2) / 2;

// Answers {drawing, parts}: the new drawing, and the ids to choose in it.
export function made({ tool, box, drawing, words, chosen }) {
  const [left, top, right, low] = box;
  if (tool === "focal") return { drawing: { ...drawing, focal: { x: left, y: top } }, parts: [] };
  if (tool === "stage") return stage(drawing, box);
  const ready = withFirsts(drawing, words);
  const common = { section: ready.sections.at(-1).id, rank: ready.ranks[0].number };
  const row = tool === "seat" && chosen && ready.rows?.find((one) => one.id === chosen);
  if (row) return { drawing: withPart(ready, "rows", row.id, (one) => ({ ...one, seats: [...one.seats, oneMore(one, { x: left, y: top })] })), parts: [row.id] };
  const list = { rows: "blocks", curve: "blocks", standing: "standing", table: "tables", seat: "rows" }[tool];
  const id = freshId(ready, list);
  const shapes = {
    rows: () => block(left, top, right, low),
    curve: () => curved(ready, block(left, top, right, low)),
    standing: () => ({ capacity: Math.max(1, Math.round((right - left) * (low - top) * 2)), outline: corners(box) }),
    table: () => ({ name: String((ready.tables ?? []).length + 1), centre: { x: left, y: top }, seats: 6, width: 2.6, depth: 2.6 }),
    seat: () => ({ name: "", seats: [{ id: "1", name: "1", at: { x: left, y: top } }] }),
  };
  return { drawing: withNew(ready, list, { id, ...common, ...shapes[tool]() }), parts: [id] };
}

// The first thing that is drawn brings a section and a rank, so that it can be published.
function withFirsts(drawing, words) {
  const next = drawing.sections?.length ? drawing : freshSection(drawing, words.first_section);
  return next.ranks?.length ? next : { ...next, ranks: [rank(1)] };
}

export function rank(number) {
  return { number, name: { nl: `Rang ${number}`, fr: `Rang ${number}`, en: `Rank ${number}` }, colour: COLOURS[(number - 1) % COLOURS.length] };
}

export const corners = ([left, top, right, low]) => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: low },
  { x: left, y: low },
];

function block(left, top, right, low) {
  return {
    origin: { x: rounded((left + right) / 2), y: top },
    rows: Math.min(200, Math.max(1, Math.round(low - top) + 1)),
    seats: Math.min(500, Math.max(1, Math.round(right - left) + 1)),
  };
}

// Around the focal point when there is one, and never tighter than half a circle.
function curved(drawing, part) {
  const { focal } = drawing;
  const far = focal ? Math.hypot(part.origin.x - focal.x, part.origin.y - focal.y) : 15;
  return { ...part, curve: rounded(Math.max(far, part.seats / Math.PI, 3)) };
}

function stage(drawing, box) {
  const [left, , right, low] = box;
  const focal = drawing.focal ?? { x: rounded((left + right) / 2), y: low };
  return { drawing: { ...drawing, stage: corners(box), focal }, parts: [] };
}

function oneMore(row, at) {
  const ids = row.seats.map((seat) => Number(seat.id.replace(/\D/g, "")) || 0);
  const names = row.seats.map((seat) => Number(seat.name) || 0);
  return { id: `n${Math.max(0, ...ids) + 1}`, name: String(Math.max(0, ...names) + 1), at };
}
