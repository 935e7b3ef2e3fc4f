// What is chosen. The state lives in the form: the checkboxes of the list, and a hidden input for a place the list has not.
export class Choice {
  constructor({ root, list, max, onChange }) {
    Object.assign(this, { root, list, max, onChange, chosen: new Set(), extra: new Map() });
    this.boxes = new Map([...list.querySelectorAll("input[name=place]")].map((box) => [Number(box.value), box]));
    for (const [no, box] of this.boxes) if (box.checked) this.chosen.add(no);
    list.addEventListener("change", (event) => {
      if (event.target.name !== "place") return;
      const no = Number(event.target.value);
      if (!event.target.checked) this.change([], [no]);
      else if (!this.change([no], [])) event.target.checked = false;
    });
  }

  has(no) {
    return this.chosen.has(no);
  }

  // Adds and removes in one go; false (and nothing changed) when it would be more than may be chosen.
  change(add, remove) {
    const next = new Set([...this.chosen].filter((no) => !remove.includes(no)));
    add.forEach((no) => next.add(no));
    if (next.size > this.max) {
      this.onChange({ tooMany: true, touched: [] });
      return false;
    }
    const touched = [...new Set([...add, ...remove])];
    this.chosen = next;
    touched.forEach((no) => this.write(no));
    this.onChange({ tooMany: false, touched });
    return true;
  }

  // A place that was taken by somebody else can no longer be ticked.
  close(no, taken) {
    const box = this.boxes.get(no);
    if (box) box.disabled = taken;
  }

  write(no) {
    const box = this.boxes.get(no);
    if (box) {
      box.checked = this.has(no);
    } else if (this.has(no) && !this.extra.has(no)) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name: "place", value: String(no) });
      this.root.append(input);
      this.extra.set(no, input);
    } else if (!this.has(no)) {
      this.extra.get(no)?.remove();
      this.extra.delete(no);
    }
  }
}
