// The panel of chosen seats: name, rank, kind, companion, aisle, removable, taken out.
import { ACTIONS } from "./actions.js";
import { button, field, group } from "./fields.js";
import { ranksOf } from "./panel-part.js";
import { seatAt, withSeats } from "./parts.js";

const KINDS = ["seat", "wheelchair", "companion", "restricted"];

export function ofSeats(editor) {
  const { words } = editor;
  const keys = () => [...editor.seats];
  const laid = () => keys().map((key) => editor.places.get(key)).filter(Boolean);
  const put = (fields) => editor.edit(withSeats(editor.drawing, keys(), fields));
  const same = (of) => {
    const values = new Set(laid().map(of));
    return values.size === 1 ? [...values][0] : "";
  };
  const marked = (name) => keys().length > 0 && keys().every((key) => seatAt(editor.drawing, key)[name]);
  const check = (name) => field({ label: words[`seat_${name}`], type: "checkbox", read: () => marked(name), write: (value) => put({ [name]: value || undefined }) });
  const kind = field({
    label: words.kind,
    options: () => [["", words.several], ...KINDS.map((value) => [value, words[`kind_${value}`]])],
    read: () => same((place) => place.kind),
    write: (value) => value && put({ kind: value === "seat" ? undefined : value, companion_of: undefined }),
  });
  const rank = field({
    label: words.rank,
    options: () => [["", words.several], ...ranksOf(editor)],
    read: () => String(same((place) => place.rank) ?? ""),
    write: (value) => value && put({ rank: Number(value) }),
  });
  const fields = [rank, kind, check("aisle"), check("removable")];
  if (editor.seats.size === 1) {
    const name = field({ label: words.seat_name, maxLength: 8, read: () => same((place) => place.seat), write: (text) => put({ name: text || undefined }) });
    fields.unshift(name);
  }
  if (editor.seats.size === 2) fields.push(button(words.pair, () => pair(editor)));
  fields.push(button(words.take_out, () => ACTIONS.remove(editor)));
  const [one] = laid();
  const title = editor.seats.size === 1 && one ? [one.section, one.row, one.seat].filter(Boolean).join(" ") : words.n_seats.replace("{n}", editor.seats.size);
  return { title, groups: [group(words.seat, true, ...fields)] };
}

// The first that was chosen is the wheelchair place.
function pair(editor) {
  const [chair, companion] = [...editor.seats];
  const next = withSeats(editor.drawing, [chair], { kind: "wheelchair", companion_of: undefined });
  editor.edit(withSeats(next, [companion], { kind: "companion", companion_of: chair }), { say: editor.words.paired });
}
