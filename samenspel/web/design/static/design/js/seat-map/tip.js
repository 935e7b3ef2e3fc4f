// The small note beside a seat: row and seat, rank and price, what is special about it.
export class Tip {
  constructor(box) {
    this.box = box;
    this.node = document.createElement("div");
    this.node.className = "seat-map__tip";
    this.node.hidden = true;
    this.node.setAttribute("aria-hidden", "true");
    box.append(this.node);
  }

  show(node, lines) {
    this.node.replaceChildren(
      ...lines.filter(Boolean).map((text, i) => Object.assign(document.createElement(i ? "span" : "strong"), { textContent: text })),
    );
    this.node.hidden = false;
    const seat = node.getBoundingClientRect();
    const rect = this.box.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.node;
    const left = Math.min(Math.max(seat.left + seat.width / 2 - rect.left - width / 2, 4), rect.width - width - 4);
    const above = seat.top - rect.top - height - 8;
    const top = above < 4 ? seat.bottom - rect.top + 8 : above;
    this.node.style.transform = `translate(${left}px, ${top}px)`;
  }

  hide() {
    this.node.hidden = true;
  }
}
