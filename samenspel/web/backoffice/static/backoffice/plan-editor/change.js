// What one does to parts of a drawing: move, turn, mirror, copy, take away. Each answers a new drawing.
import { LISTS, find, freshId, numbered, partOfKey, withNew, withPart, withSeats } from "./parts.js";

export const rounded = (length) => Math.round(length * 1000) / 1000 + 0;
const angle = (degrees) => rounded(((((degrees + 180) % 360) + 360) % 360) - 180);

const shifted = (dx, dy) => ({ x, y }) => ({ x: rounded(x + dx), y: rounded(y + dy) });

function turned(degrees, [cx, cy]) {
  const cosine = Math.cos((degrees * Math.PI) / 180);
  const sine = Math.sin((degrees * Math.PI) / 180);
  return ({ x, y }) => ({
    x: rounded(cx + (x - cx) * cosine - (y - cy) * sine),
    y: rounded(cy + (x - cx) * sine + (y - cy) * cosine),
  });
}

// A part with every point of it put elsewhere.
function mapped(part, list, move) {
  if (list === "blocks") return { ...part, origin: move(part.origin) };
  if (list === "tables") return { ...part, centre: move(part.centre) };
  if (list === "standing") return { ...part, outline: part.outline.map(move) };
  return { ...part, seats: part.seats.map((seat) => ({ ...seat, at: move(seat.at) })) };
}

function each(drawing, ids, change) {
  return [...ids].reduce((next, id) => {
    const found = find(next, id);
    return found ? withPart(next, found.list, id, (part) => change(part, found.list)) : next;
  }, drawing);
}

export function move(drawing, { parts, seats }, dx, dy) {
  const next = each(drawing, parts, (part, list) => mapped(part, list, shifted(dx, dy)));
  const byRow = Map.groupBy([...seats].filter((key) => !parts.has(partOfKey(key))), partOfKey);
  return [...byRow].reduce((so, [id, keys]) => {
    if (find(so, id)?.list !== "rows") return so;
    const ids = new Set(keys.map((key) => key.split("/")[1]));
    const to = shifted(dx, dy);
    return withPart(so, "rows", id, (row) => ({ ...row, seats: row.seats.map((seat) => (ids.has(seat.id) ? { ...seat, at: to(seat.at) } : seat)) }));
  }, next);
}

export function rotate(drawing, ids, degrees, centre) {
  const turn = turned(degrees, centre);
  return each(drawing, ids, (part, list) => {
    const there = mapped(part, list, turn);
    return list === "blocks" || list === "tables" ? { ...there, rotation: angle((part.rotation ?? 0) + degrees) } : there;
  });
}

// Left becomes right, around the middle of what is chosen.
export function mirror(drawing, ids, [cx]) {
  return each(drawing, ids, (part, list) => {
    const there = mapped(part, list, ({ x, y }) => ({ x: rounded(2 * cx - x), y }));
    if (list === "blocks") return { ...there, mirrored: !part.mirrored, rotation: angle(-(part.rotation ?? 0)) };
    return list === "tables" ? { ...there, rotation: angle(-(part.rotation ?? 0)) } : there;
  });
}

// Answers the drawing and the ids of the copies, which stand a little aside. A pair of companions stays a pair.
export function copy(drawing, ids, dx, dy) {
  let next = drawing;
  const named = new Map();
  for (const id of ids) {
    const { list, part } = find(drawing, id);
    const to = freshId(next, list);
    named.set(id, to);
    next = withNew(next, list, mapped({ ...part, id: to }, list, shifted(dx, dy)));
  }
  const pair = (seat) => (named.has(partOfKey(seat.companion_of ?? "/")) ? { ...seat, companion_of: seat.companion_of.replace(/^[^/]+/, (id) => named.get(id)) } : seat);
  for (const to of named.values()) {
    const { list } = find(next, to);
    next = withPart(next, list, to, (part) => ({
      ...part,
      ...(part.changes ? { changes: part.changes.map(pair) } : {}),
      ...(list === "rows" ? { seats: part.seats.map(pair) } : {}),
    }));
  }
  return { drawing: next, ids: [...named.values()] };
}

// Parts go; seats of blocks and tables are taken out (their numbers stay as the block says); loose seats go.
export function remove(drawing, { parts, seats }) {
  let next = { ...drawing };
  for (const list of LISTS) if (next[list]) next[list] = next[list].filter((part) => !parts.has(part.id));
  const left = [...seats].filter((key) => !parts.has(partOfKey(key)));
  const loose = left.filter((key) => find(next, partOfKey(key))?.list === "rows");
  const goneIds = new Set(loose);
  if (loose.length) {
    next.rows = next.rows
      .map((row) => ({ ...row, seats: row.seats.filter((seat) => !goneIds.has(`${row.id}/${seat.id}`)) }))
      .filter((row) => row.seats.length);
  }
  return withSeats(next, left.filter((key) => !goneIds.has(key)), { taken_out: true });
}

// A block as loose rows, each seat where the server put it: to move seats one by one.
export function loosen(drawing, id, places) {
  const { list, part } = find(drawing, id);
  const rows = Map.groupBy(places, (place) => (list === "blocks" ? place.key.split("/")[1] : "1"));
  const ids = new Map(); // old key -> new key, for pairs of companions
  let next = { ...drawing, [list]: drawing[list].filter((other) => other.id !== id) };
  for (const its of rows.values()) {
    const row = freshId(next, "rows");
    its.forEach((place, number) => ids.set(place.key, `${row}/${number + 1}`));
    next = withNew(next, "rows", { id: row, section: part.section, name: its[0].row, rank: part.rank, seats: its.map((place, number) => looseSeat(place, number)) });
  }
  const named = (key) => ids.get(key) ?? key;
  next.rows = next.rows.map((row) => ({ ...row, seats: row.seats.map((seat) => (seat.companion_of ? { ...seat, companion_of: named(seat.companion_of) } : seat)) }));
  return next;
}

function looseSeat(place, number) {
  return {
    id: `${number + 1}`,
    name: place.seat,
    at: { x: place.x, y: place.y },
    ...(place.rank ? { rank: place.rank } : {}),
    ...(place.kind === "seat" ? {} : { kind: place.kind }),
    ...(place.companionOf ? { companion_of: place.companionOf } : {}),
    ...(place.marks.includes("a") ? { aisle: true } : {}),
    ...(place.marks.includes("r") ? { removable: true } : {}),
  };
}

export function freshSection(drawing, name) {
  const id = numbered("s", new Set((drawing.sections ?? []).map((section) => section.id)));
  return { ...drawing, sections: [...(drawing.sections ?? []), { id, name }] };
}
