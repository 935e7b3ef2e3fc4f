// The panel beside the floor: of the plan when nothing is chosen, else of the part, the parts or the seats.
import { LISTS, find } from "./parts.js";
import { node } from "./fields.js";
import { ofPart, ofParts } from "./panel-part.js";
import { ofPlan } from "./panel-plan.js";
import { ofSeats } from "./panel-seats.js";

export class Panel {
  constructor({ mount, editor, picture }) {
    Object.assign(this, { mount, editor, picture, sign: "", groups: [] });
    editor.on((kind) => kind !== "tool" && this.refresh());
    this.refresh();
  }

  // Built anew only when it is about something else; otherwise each field shows its value again and keeps the focus.
  refresh() {
    const sign = this.about();
    if (sign === this.sign) return this.groups.forEach((one) => one.show());
    const focused = this.mount.contains(document.activeElement);
    this.sign = sign;
    const { title, groups } = this.build();
    const heading = node("h2", { className: "pe-panel__title", textContent: title, tabIndex: -1 });
    this.groups = groups;
    this.mount.replaceChildren(heading, ...groups.map((one) => one.node));
    if (focused) heading.focus();
    return undefined;
  }

  about() {
    const { drawing, parts, seats } = this.editor;
    if (seats.size) return `seats ${[...seats].join()}`;
    if (parts.size === 1) {
      const [id] = parts;
      const { list, part } = find(drawing, id);
      return `part ${id} ${list} ${(part.row_shapes ?? []).length} ${part.seat_numbers?.order} ${part.shape}`;
    }
    if (parts.size) return `parts ${[...parts].join()}`;
    return `plan ${(drawing.sections ?? []).map(({ id }) => id)} ${(drawing.ranks ?? []).map(({ number }) => number)} ${Boolean(drawing.background)} ${LISTS.map((list) => used(drawing, list))}`;
  }

  build() {
    const { editor } = this;
    if (editor.seats.size) return ofSeats(editor);
    if (editor.parts.size === 1) return ofPart(editor, [...editor.parts][0]);
    if (editor.parts.size) return ofParts(editor);
    return ofPlan(editor, this.picture);
  }
}

const used = (drawing, list) => [...new Set((drawing[list] ?? []).map((part) => part.section))];
