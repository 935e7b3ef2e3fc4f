// The panel of one block, loose row, table or standing area, and of several parts together.
import { loosen } from "./change.js";
import { button, field, group } from "./fields.js";
import { DEFAULTS, find, has, withPart } from "./parts.js";

const WORD = { blocks: "part_blocks", rows: "part_rows", tables: "part_tables", standing: "part_standing" };

export function ofPart(editor, id) {
  const { words } = editor;
  const { list } = find(editor.drawing, id);
  const form = new Form(editor, list, id);
  const groups = { blocks: ofBlock, rows: ofRow, tables: ofTable, standing: ofArea }[list](form, words);
  return { title: words[WORD[list]], groups };
}

export function ofParts(editor) {
  const { words } = editor;
  const all = (fields) => {
    let next = editor.drawing;
    for (const id of editor.parts) next = withPart(next, find(next, id).list, id, (part) => ({ ...part, ...fields }));
    editor.edit(next);
  };
  const same = (name) => {
    const values = new Set([...editor.parts].map((id) => find(editor.drawing, id)?.part[name]));
    return values.size === 1 ? [...values][0] : "";
  };
  const section = field({ label: words.section, options: () => [["", words.several], ...sectionsOf(editor)], read: () => same("section"), write: (value) => value && all({ section: value }) });
  const rank = field({ label: words.rank, options: () => [["", words.several], ...ranksOf(editor)], read: () => same("rank"), write: (value) => value && all({ rank: Number(value) }) });
  return { title: words.n_parts.replace("{n}", editor.parts.size), groups: [group(words.place, true, section, rank)] };
}

const sectionsOf = (editor) => (editor.drawing.sections ?? []).map((section, at) => [section.id, section.name || editor.words.section_n.replace("{n}", at + 1)]);
export const ranksOf = (editor) => (editor.drawing.ranks ?? []).map((rank) => [String(rank.number), rank.name?.[document.documentElement.lang] || `${editor.words.rank} ${rank.number}`]);

// Fields that read and write one part.
class Form {
  constructor(editor, list, id) {
    Object.assign(this, { editor, list, id, words: editor.words });
  }

  get part() {
    return find(this.editor.drawing, this.id)?.part ?? {};
  }

  put(fields) {
    this.editor.edit(withPart(this.editor.drawing, this.list, this.id, (part) => ({ ...part, ...fields })));
  }

  number(name, rest = {}) {
    return field({ label: this.words[name], type: "number", step: "any", ...rest, read: () => has(this.part, this.list, name), write: (value) => this.put({ [name]: value }) });
  }

  whole(name, min, max) {
    return this.number(name, { step: 1, min, max });
  }

  text(name, rest = {}) {
    return field({ label: this.words[name], ...rest, read: () => has(this.part, this.list, name), write: (value) => this.put({ [name]: value }) });
  }

  check(name) {
    return field({ label: this.words[name], type: "checkbox", read: () => has(this.part, this.list, name), write: (value) => this.put({ [name]: value }) });
  }

  at(name) {
    const axis = (one, label) => field({ label, type: "number", step: "any", read: () => this.part[name]?.[one], write: (value) => this.put({ [name]: { ...this.part[name], [one]: value } }) });
    return [axis("x", this.words.left), axis("y", this.words.top)];
  }

  // A field of `seat_numbers` or `row_names`.
  rule(of, name, rest = {}) {
    const rules = () => ({ ...DEFAULTS[of], ...this.part[of] });
    return field({ label: this.words[`${of}_${name}`], ...rest, read: () => (rest.show ?? ((value) => value))(rules()[name]), write: (value) => this.put({ [of]: { ...rules(), [name]: (rest.parse ?? ((same) => same))(value) } }) });
  }

  where() {
    const section = field({ label: this.words.section, options: () => sectionsOf(this.editor), read: () => this.part.section, write: (value) => this.put({ section: value }) });
    const rank = field({
      label: this.words.rank,
      options: () => [["", this.words.no_rank], ...ranksOf(this.editor)],
      read: () => String(this.part.rank ?? ""),
      write: (value) => this.put({ rank: value ? Number(value) : null }),
    });
    return [section, rank];
  }
}

function ofBlock(form, words) {
  return [
    group(words.place, true, ...form.where(), form.whole("rows", 1, 200), form.whole("seats", 1, 500)),
    numbering(form, words),
    group(words.aisles, false, ...gaps(form, "aisles"), ...gaps(form, "cross_aisles")),
    group(words.shape, false, form.number("seat_spacing", { min: 0.01 }), form.number("row_spacing", { min: 0.01 }), form.number("curve"), form.number("stagger", { min: -1, max: 1 }), form.number("rotation", { min: -360, max: 360 }), form.check("mirrored"), ...form.at("origin")),
    group(words.own_rows, false, ...shapes(form, words)),
    group(
      words.seats_apart,
      false,
      button(words.choose_seats, () => chooseSeats(form)),
      button(words.put_back, () => form.put({ changes: (form.part.changes ?? []).map(({ taken_out, ...rest }) => rest).filter((change) => Object.keys(change).length > 2) })),
      button(words.loosen, () => apart(form)),
    ),
  ];
}

function chooseSeats(form) {
  const { editor } = form;
  const keys = (editor.byPart.get(form.id) ?? []).map((place) => place.key);
  editor.use("seats");
  editor.choose({ seats: keys });
}

function apart(form) {
  const { editor } = form;
  const next = loosen(editor.drawing, form.id, editor.byPart.get(form.id) ?? []);
  editor.choose({});
  editor.edit(next, { say: editor.words.loosened });
}

function numbering(form, words) {
  const list = (values, prefix) => () => values.map((value) => [value, words[`${prefix}_${value}`]]);
  const halves = () => ["odd_left", "even_left"].includes(form.part.seat_numbers?.order);
  const order = field({
    label: words.seat_numbers_order,
    options: list(["left_to_right", "right_to_left", "odd_left", "even_left"], "order"),
    read: () => form.part.seat_numbers?.order ?? "left_to_right",
    // Odd and even start anew in every row, at 1 and 2.
    write: (value) => form.put({ seat_numbers: { ...form.part.seat_numbers, order: value, ...(value.endsWith("_left") ? { start: 1, step: 1, continuous: false } : {}) } }),
  });
  const number = { type: "number", step: 1 };
  return group(
    words.numbering,
    true,
    order,
    ...(halves()
      ? [form.rule("seat_numbers", "centre", { ...number, min: 0, max: 500, optional: true, hint: words.centre_hint })]
      : [form.rule("seat_numbers", "start", { ...number, min: 0, max: 9999 }), form.rule("seat_numbers", "step", { ...number, min: 1, max: 10 }), form.rule("seat_numbers", "continuous", { type: "checkbox" })]),
    form.rule("seat_numbers", "keep_gaps", { type: "checkbox" }),
    form.rule("row_names", "style", { options: list(["letters", "numbers", "none"], "style") }),
    form.rule("row_names", "start", { ...number, min: 1, max: 500 }),
    form.rule("row_names", "step", { ...number, min: 1, max: 10 }),
    form.rule("row_names", "skip", { show: (names) => names.join(", "), parse: (text) => text.split(/[\s,;]+/).filter(Boolean).slice(0, 40), hint: words.skip_hint }),
    form.rule("row_names", "first", { options: list(["front", "back"], "first") }),
  );
}

// "4, 12" and one width: aisles of a block are nearly always as wide as each other.
function gaps(form, name) {
  const gapsOf = () => form.part[name] ?? [];
  const width = () => gapsOf()[0]?.width ?? 1;
  return [
    field({
      label: form.words[name],
      hint: form.words.after_hint,
      read: () => gapsOf().map((gap) => gap.after).join(", "),
      write: (text) => form.put({ [name]: [...new Set((text.match(/\d+/g) ?? []).map(Number))].filter((after) => after > 0 && after <= 500).slice(0, 20).map((after) => ({ after, width: width() })) }),
    }),
    field({ label: form.words[`${name}_width`], type: "number", step: "any", min: 0.01, read: width, write: (value) => form.put({ [name]: gapsOf().map((gap) => ({ ...gap, width: value })) }) }),
  ];
}

function shapes(form, words) {
  const all = () => form.part.row_shapes ?? [];
  const put = (at, fields) => form.put({ row_shapes: all().map((shape, n) => (n === at ? Object.fromEntries(Object.entries({ ...shape, ...fields }).filter(([, value]) => value !== null && value !== "")) : shape)) });
  const one = (at, name, rest) => field({ label: words[`shape_${name}`].replace("{n}", all()[at].row), ...rest, read: () => all()[at]?.[name], write: (value) => put(at, { [name]: value }) });
  const fields = all().flatMap((shape, at) => [
    one(at, "seats", { type: "number", step: 1, min: 0, max: 500, optional: true }),
    one(at, "offset", { type: "number", step: "any", optional: true }),
    one(at, "name", { maxLength: 8 }),
    button(words.shape_remove.replace("{n}", shape.row), () => form.put({ row_shapes: all().filter((_, n) => n !== at) })),
  ]);
  const next = () => {
    const taken = new Set(all().map((shape) => shape.row));
    let row = 1;
    while (taken.has(row)) row += 1;
    if (row <= form.part.rows) form.put({ row_shapes: [...all(), { row }] });
  };
  return [...fields, button(words.shape_add, next)];
}

function ofRow(form, words) {
  return [group(words.place, true, ...form.where(), form.text("name", { label: words.row_name, maxLength: 8 }))];
}

function ofTable(form, words) {
  const shape = field({ label: words.table_shape, options: () => [["round", words.round], ["rectangle", words.rectangle]], read: () => has(form.part, "tables", "shape"), write: (value) => form.put({ shape: value }) });
  return [
    group(words.place, true, ...form.where(), form.text("name", { label: words.table_name, maxLength: 8 }), form.whole("seats", 1, 40), form.whole("start", 0, 9999)),
    group(words.shape, false, shape, form.number("width", { min: 0.01 }), form.number("depth", { min: 0.01 }), form.number("rotation", { min: -360, max: 360 }), ...form.at("centre"), button(words.loosen, () => apart(form))),
  ];
}

function ofArea(form, words) {
  return [group(words.place, true, ...form.where(), form.whole("capacity", 1, 20000), { node: Object.assign(document.createElement("p"), { className: "pe-field__hint", textContent: words.corner_hint }), show() {} })];
}
