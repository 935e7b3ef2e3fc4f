// Reading a drawing (docs/reference/seat-plan.md). A drawing never changes in place: every operation answers a new one that
// shares what it left alone, so that undoing costs nothing and what changed is found by comparing.
export const LISTS = ["blocks", "rows", "tables", "standing"];
export const COLOURS = ["#1f4e5f", "#b3261e", "#c77700", "#386641", "#6a4c93", "#8d6e63"];
const PREFIXES = { blocks: "b", rows: "r", tables: "t", standing: "a" };

export const DEFAULTS = {
  drawing: { seat_size: 0.8 },
  blocks: { rotation: 0, curve: 0, mirrored: false, seat_spacing: 1, row_spacing: 1, stagger: 0, aisles: [], cross_aisles: [], row_shapes: [], changes: [] },
  seat_numbers: { order: "left_to_right", start: 1, step: 1, continuous: false, centre: null, keep_gaps: true },
  row_names: { style: "letters", start: 1, step: 1, skip: [], first: "front" },
  tables: { name: "", rotation: 0, shape: "round", width: 2, depth: 2, start: 1, changes: [] },
  rows: { name: "" },
  standing: {},
  background: { scale: 1, rotation: 0, opacity: 0.5 },
};

export const has = (part, kind, name) => part[name] ?? DEFAULTS[kind]?.[name] ?? null;

export function partsOf(drawing) {
  return LISTS.flatMap((list) => (drawing[list] ?? []).map((part) => ({ list, part })));
}

export function find(drawing, id) {
  return partsOf(drawing).find(({ part }) => part.id === id) ?? null;
}

export function freshId(drawing, list) {
  const taken = new Set(partsOf(drawing).map(({ part }) => part.id));
  return numbered(PREFIXES[list], taken);
}

export function numbered(prefix, taken) {
  let number = 1;
  while (taken.has(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}

export function withPart(drawing, list, id, change) {
  return { ...drawing, [list]: drawing[list].map((part) => (part.id === id ? change(part) : part)) };
}

export function withNew(drawing, list, part) {
  return { ...drawing, [list]: [...(drawing[list] ?? []), part] };
}

export const partOfKey = (key) => key.slice(0, key.indexOf("/"));

// What stands in the document about one seat: a loose seat itself, or the change of a seat of a block or table.
export function seatAt(drawing, key) {
  const [id, ...rest] = key.split("/");
  const found = find(drawing, id);
  if (!found) return {};
  if (found.list === "rows") return found.part.seats.find((seat) => seat.id === rest[0]) ?? {};
  const [row, position] = place(found.list, rest);
  return (found.part.changes ?? []).find((change) => (change.row ?? 1) === row && change.position === position) ?? {};
}

// The same fields on many seats; a field that is undefined goes back to what the block says.
export function withSeats(drawing, keys, fields) {
  const byPart = Map.groupBy(keys, partOfKey);
  let next = drawing;
  for (const [id, its] of byPart) {
    const found = find(next, id);
    if (!found) continue;
    const change = found.list === "rows" ? loose : found.list === "standing" ? null : numberedSeats;
    if (change) next = withPart(next, found.list, id, (part) => change(part, found.list, its, fields));
  }
  return next;
}

function loose(row, _list, keys, fields) {
  const ids = new Set(keys.map((key) => key.slice(key.indexOf("/") + 1)));
  return { ...row, seats: row.seats.map((seat) => (ids.has(seat.id) ? tidy({ ...seat, ...fields }) : seat)) };
}

function numberedSeats(part, list, keys, fields) {
  const changes = [...(part.changes ?? [])];
  for (const key of keys) {
    const [row, position] = place(list, key.split("/").slice(1));
    const at = changes.findIndex((change) => (change.row ?? 1) === row && change.position === position);
    const change = tidy({ ...(at < 0 ? { row, position } : changes[at]), ...fields });
    if (at < 0) changes.push(change);
    else changes[at] = change;
  }
  return { ...part, changes: changes.filter((change) => Object.keys(change).some((name) => name !== "row" && name !== "position")) };
}

const place = (list, rest) => (list === "tables" ? [1, Number(rest[0])] : [Number(rest[0]), Number(rest[1])]);

function tidy(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== false && value !== null));
}
