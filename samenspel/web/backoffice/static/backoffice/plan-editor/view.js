// What part of the floor is in sight: zoom and pan by buttons, wheel, pinch and keys. The window is the viewBox.
const MOST = 60; // pixels a unit, at the nearest
const AIR = 1.5;
const REST_MS = 150;

export class View {
  constructor({ svg, onChange }) {
    Object.assign(this, { svg, onChange, x: 0, y: 0, scale: 20, floor: { x: 0, y: 0, width: 30, height: 25 } });
    svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    new ResizeObserver(() => this.apply()).observe(svg);
  }

  get size() {
    return [this.svg.clientWidth || 600, this.svg.clientHeight || 400];
  }

  whole(floor = this.floor) {
    this.floor = floor;
    const [width, height] = this.size;
    this.scale = Math.min(width / (floor.width + 2 * AIR), height / (floor.height + 2 * AIR));
    this.x = floor.x + floor.width / 2 - width / this.scale / 2;
    this.y = floor.y + floor.height / 2 - height / this.scale / 2;
    this.apply();
  }

  // A client point in the units of the drawing.
  unitsAt(clientX, clientY) {
    const box = this.svg.getBoundingClientRect();
    return [this.x + (clientX - box.left) / this.scale, this.y + (clientY - box.top) / this.scale];
  }

  middle() {
    const [width, height] = this.size;
    return [this.x + width / this.scale / 2, this.y + height / this.scale / 2];
  }

  zoomBy(factor, clientX, clientY) {
    const box = this.svg.getBoundingClientRect();
    const [px, py] = [(clientX ?? box.left + box.width / 2) - box.left, (clientY ?? box.top + box.height / 2) - box.top];
    const [width] = this.size;
    const least = width / (this.floor.width * 6 + 10);
    const scale = Math.min(MOST, Math.max(least, this.scale * factor));
    this.x += px / this.scale - px / scale;
    this.y += py / this.scale - py / scale;
    this.scale = scale;
    this.apply();
  }

  panBy(pxX, pxY) {
    this.x -= pxX / this.scale;
    this.y -= pxY / this.scale;
    this.apply();
  }

  // Bring a box (in units) into sight, nearer when it is tiny.
  reveal([left, top, right, low]) {
    const [width, height] = this.size;
    const fits = Math.min(width / (right - left + 6), height / (low - top + 6), 28);
    if (fits < this.scale || this.scale < 14) this.scale = fits;
    this.x = (left + right) / 2 - width / this.scale / 2;
    this.y = (top + low) / 2 - height / this.scale / 2;
    this.apply();
  }

  apply() {
    const [width, height] = this.size;
    this.svg.setAttribute("viewBox", `${this.x} ${this.y} ${width / this.scale} ${height / this.scale}`);
    this.onChange(this.scale);
    this.rest();
  }

  // Setting 2,500 numbers anew at every step of a zoom takes longer than the frame: they come back when it rests.
  rest() {
    this.svg.classList.add("pe-svg--moving");
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.svg.classList.remove("pe-svg--moving"), REST_MS);
  }

  wheel(event) {
    event.preventDefault();
    if (event.ctrlKey || !event.shiftKey) this.zoomBy(Math.exp(-event.deltaY / 400), event.clientX, event.clientY);
    else this.panBy(-event.deltaY, 0);
  }
}
