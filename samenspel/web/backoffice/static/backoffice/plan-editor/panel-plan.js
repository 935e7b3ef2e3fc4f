// The panel of the whole plan: sections, ranks, floor, the picture to trace.
import { freshSection } from "./change.js";
import { around } from "./editor.js";
import { button, field, group } from "./fields.js";
import { has, partsOf } from "./parts.js";
import { rank } from "./tools.js";

const LANGUAGES = ["nl", "fr", "en"];

export function ofPlan(editor, picture) {
  const { words } = editor;
  return { title: words.plan, groups: [sections(editor), ranks(editor), floor(editor), back(editor, picture)] };
}

function listField(editor, list, at, name, options) {
  const put = (value) => editor.edit({ ...editor.drawing, [list]: editor.drawing[list].map((one, n) => (n === at ? { ...one, [name]: value } : one)) });
  return field({ read: () => editor.drawing[list]?.[at]?.[name], write: put, ...options });
}

function sections(editor) {
  const { words, drawing } = editor;
  const inUse = new Set(partsOf(drawing).map(({ part }) => part.section));
  const fields = (drawing.sections ?? []).flatMap((section, at) => [
    listField(editor, "sections", at, "name", { label: words.section_n.replace("{n}", at + 1), maxLength: 40 }),
    ...(inUse.has(section.id) ? [] : [button(words.remove_section, () => editor.edit({ ...editor.drawing, sections: editor.drawing.sections.filter(({ id }) => id !== section.id) }))]),
  ]);
  return group(words.sections, true, ...fields, button(words.add_section, () => editor.edit(freshSection(editor.drawing, ""))));
}

function ranks(editor) {
  const { words, drawing } = editor;
  const fields = (drawing.ranks ?? []).flatMap((one, at) => [
    ...LANGUAGES.map((code) =>
      field({
        label: `${words.rank} ${one.number} (${code})`,
        maxLength: 60,
        read: () => editor.drawing.ranks?.[at]?.name?.[code],
        write: (text) => editor.edit({ ...editor.drawing, ranks: editor.drawing.ranks.map((each, n) => (n === at ? { ...each, name: { ...each.name, [code]: text } } : each)) }),
      }),
    ),
    listField(editor, "ranks", at, "colour", { label: `${words.colour} ${one.number}`, type: "color" }),
    button(`${words.remove_rank} ${one.number}`, () => editor.edit({ ...editor.drawing, ranks: editor.drawing.ranks.filter(({ number }) => number !== one.number) })),
  ]);
  const add = () => {
    const taken = new Set((editor.drawing.ranks ?? []).map(({ number }) => number));
    let number = 1;
    while (taken.has(number)) number += 1;
    editor.edit({ ...editor.drawing, ranks: [...(editor.drawing.ranks ?? []), rank(number)] });
  };
  return group(words.ranks, true, ...fields, ...((drawing.ranks ?? []).length < 20 ? [button(words.add_rank, add)] : []));
}

function floor(editor) {
  const { words } = editor;
  const side = (name, label, rest = {}) =>
    field({ label, type: "number", step: "any", ...rest, read: () => editor.drawing.bounds[name], write: (value) => editor.edit({ ...editor.drawing, bounds: { ...editor.drawing.bounds, [name]: value } }) });
  return group(
    words.floor,
    false,
    side("x", words.left),
    side("y", words.top),
    side("width", words.width, { min: 0.1 }),
    side("height", words.height, { min: 0.1 }),
    field({ label: words.seat_size, type: "number", step: "any", min: 0.001, read: () => editor.drawing.seat_size ?? 0.8, write: (value) => editor.edit({ ...editor.drawing, seat_size: value }) }),
    button(words.fit_floor, () => editor.edit({ ...editor.drawing, bounds: fitting(editor) })),
  );
}

function fitting(editor) {
  const { drawing } = editor;
  const corners = (drawing.standing ?? []).flatMap(({ outline }) => outline);
  const points = [...editor.places.values(), ...corners, ...(drawing.stage ?? []), ...(drawing.focal ? [drawing.focal] : [])];
  if (!points.length) return drawing.bounds;
  const [left, top, right, low] = around(points, 2).map(Math.round);
  return { x: left, y: top, width: right - left, height: low - top };
}

function back(editor, picture) {
  const { words } = editor;
  const upload = { node: picture.form, show() {} };
  if (!editor.drawing.background) return group(words.picture, false, upload);
  const put = (fields) => editor.edit({ ...editor.drawing, background: { ...editor.drawing.background, ...fields } });
  const one = (name, label, rest = {}) => field({ label, type: "number", step: "any", ...rest, read: () => has(editor.drawing.background ?? {}, "background", name), write: (value) => put({ [name]: value }) });
  const at = (axis, label) =>
    field({ label, type: "number", step: "any", read: () => editor.drawing.background?.at[axis], write: (value) => put({ at: { ...editor.drawing.background.at, [axis]: value } }) });
  return group(
    words.picture,
    true,
    at("x", words.left),
    at("y", words.top),
    one("scale", words.picture_scale, { min: 0.0001 }),
    one("rotation", words.rotation, { min: -360, max: 360 }),
    one("opacity", words.opacity, { type: "range", min: 0, max: 1, step: 0.05 }),
    button(words.remove_picture, () => {
      const { background, ...rest } = editor.drawing;
      editor.edit(rest);
    }),
    upload,
  );
}
