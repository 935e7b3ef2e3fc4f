// Zoom and pan: by buttons, wheel, pinch and drag. The SVG is moved as a whole by one CSS transform, so that a hall of a
// thousand seats follows the finger; it is drawn sharp again when the gesture rests.
import { clamp } from "./geometry.js";

const MOST = 10;
const DRAG_PX = 6;
const REST_MS = 180;

export class View {
  constructor({ box, svg, onTap, onChange }) {
    Object.assign(this, { box, svg, onTap, onChange, scale: 1, x: 0, y: 0, pointers: new Map(), moved: false });
    this.resting = 0;
    box.addEventListener("pointerdown", (event) => this.down(event));
    box.addEventListener("pointermove", (event) => this.move(event));
    box.addEventListener("pointerup", (event) => this.up(event));
    box.addEventListener("pointercancel", (event) => this.up(event, true));
    box.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    new ResizeObserver(() => this.apply()).observe(box);
  }

  // Where a client point lies in the units of the drawing.
  unitsAt(clientX, clientY) {
    const matrix = this.svg.getScreenCTM().inverse();
    const point = new DOMPoint(clientX, clientY).matrixTransform(matrix);
    return [point.x, point.y];
  }

  pxPerUnit() {
    return this.svg.getScreenCTM().a;
  }

  zoomBy(factor, clientX, clientY) {
    const rect = this.box.getBoundingClientRect();
    const cx = (clientX ?? rect.left + rect.width / 2) - rect.left;
    const cy = (clientY ?? rect.top + rect.height / 2) - rect.top;
    const scale = clamp(this.scale * factor, 1, MOST);
    const by = scale / this.scale;
    this.x = cx - (cx - this.x) * by;
    this.y = cy - (cy - this.y) * by;
    this.scale = scale;
    this.apply();
  }

  panBy(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.apply();
  }

  reset() {
    Object.assign(this, { scale: 1, x: 0, y: 0 });
    this.apply();
  }

  // Bring a node into sight with some air around it.
  reveal(node) {
    const seat = node.getBoundingClientRect();
    const rect = this.box.getBoundingClientRect();
    const air = 40;
    const dx = seat.left < rect.left + air ? rect.left + air - seat.left : seat.right > rect.right - air ? rect.right - air - seat.right : 0;
    const dy = seat.top < rect.top + air ? rect.top + air - seat.top : seat.bottom > rect.bottom - air ? rect.bottom - air - seat.bottom : 0;
    if ((dx || dy) && this.scale > 1) this.panBy(dx, dy);
  }

  apply() {
    const { clientWidth: width, clientHeight: height } = this.box;
    this.x = clamp(this.x, width * (1 - this.scale), 0);
    this.y = clamp(this.y, height * (1 - this.scale), 0);
    this.svg.style.willChange = "transform";
    this.svg.style.transform = `translate(${this.x}px, ${this.y}px) scale(${this.scale})`;
    this.box.classList.toggle("seat-map__view--zoomed", this.scale > 1);
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.svg.style.willChange = "auto";
      this.onChange();
    }, REST_MS);
  }

  down(event) {
    if (event.button) return;
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY, startX: event.clientX, startY: event.clientY });
    if (this.pointers.size === 1) this.moved = false;
  }

  move(event) {
    const known = this.pointers.get(event.pointerId);
    if (!known) return;
    const others = [...this.pointers.entries()].filter(([id]) => id !== event.pointerId);
    if (others.length) {
      const other = others[0][1];
      const before = Math.hypot(known.x - other.x, known.y - other.y);
      const after = Math.hypot(event.clientX - other.x, event.clientY - other.y);
      this.moved = true;
      if (before > 0) this.zoomBy(after / before, (event.clientX + other.x) / 2, (event.clientY + other.y) / 2);
      this.panBy((event.clientX - known.x) / 2, (event.clientY - known.y) / 2);
    } else if (this.moved || Math.hypot(event.clientX - known.startX, event.clientY - known.startY) > DRAG_PX) {
      if (!this.moved && this.box.setPointerCapture) this.box.setPointerCapture(event.pointerId);
      this.moved = true;
      this.panBy(event.clientX - known.x, event.clientY - known.y);
    }
    known.x = event.clientX;
    known.y = event.clientY;
  }

  up(event, cancelled = false) {
    const known = this.pointers.get(event.pointerId);
    this.pointers.delete(event.pointerId);
    if (known && !cancelled && !this.moved) this.onTap(event);
  }

  // Ctrl and wheel (also a pinch on a touchpad) always zooms; the bare wheel only once one is busy with the map, so that
  // scrolling past it does not get caught.
  wheel(event) {
    const busy = this.scale > 1 || this.box.matches(":focus-within");
    if (!event.ctrlKey && !event.metaKey && !busy) return;
    event.preventDefault();
    this.zoomBy(Math.exp(-clamp(event.deltaY, -120, 120) / (event.ctrlKey ? 120 : 300)), event.clientX, event.clientY);
  }
}
