// data-seat-picker: draws the hall, keeps map, list and form in step, and follows what others take.
import { poll } from "../live-poll.js";
import { Choice } from "./choice.js";
import { drawHall, drawNumbers, element, showState } from "./draw.js";
import { frameOf, nearest, PITCH, spotsOf, together } from "./geometry.js";
import { attachKeys } from "./keys.js";
import { Tip } from "./tip.js";
import { View } from "./view.js";
import { wordsOf } from "./words.js";

const POLL_S = 3;
const TAP_PX = 22; // below this size a finger cannot tell two seats apart: the first tap comes closer
const NUMBER_PX = 22;

export async function attach(root) {
  const mount = root.querySelector("[data-seat-map]");
  try {
    const [plan, live] = await Promise.all([fetchJson(root.dataset.planUrl), fetchJson(root.dataset.availabilityUrl)]);
    new SeatMap(root, mount, plan.body, live.body, live.etag);
  } catch (error) {
    // The list is complete by itself; without the map it is opened, so that nobody faces an empty frame.
    mount.hidden = true;
    root.querySelector("[data-seat-list]").open = true;
    console.warn("seat map", error);
  }
}

async function fetchJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return { body: await response.json(), etag: response.headers.get("ETag") || "" };
}

class SeatMap {
  constructor(root, mount, plan, live, etag) {
    this.root = root;
    this.words = wordsOf(root, plan);
    this.byNo = new Map(plan.places.map((place) => [place.no, place]));
    const { spots, focal } = spotsOf(plan);
    this.spots = spots;
    this.spotByNo = new Map(spots.flatMap((spot) => spot.numbers.map((no) => [no, spot])));
    this.taken = new Set();
    this.party = root.querySelector("[data-party]");
    this.status = root.querySelector("[data-seat-choice]");
    this.build(mount, frameOf(spots, focal));
    this.choice = new Choice({
      root,
      list: root.querySelector("[data-seat-list]"),
      max: Number(root.dataset.max),
      onChange: (change) => this.changed(change),
    });
    this.choice.change(live.mine.filter((no) => this.byNo.has(no)), []);
    this.taken = new Set(live.taken.filter((no) => !live.mine.includes(no)));
    spots.forEach((spot) => this.paint(spot));
    this.taken.forEach((no) => this.choice.close(no, true));
    this.keys = attachKeys({
      seats: this.seats,
      spots,
      spotOf: (node) => this.spotByNo.get(Number(node.dataset?.no)),
      free: (spot) => this.isFree(spot),
      choose: (spot) => this.choose(spot),
      view: this.view,
    });
    this.keys.start(nearest(spots, focal[0], focal[1], Infinity, (spot) => this.isFree(spot)));
    this.tell();
    this.follow(etag);
  }

  build(mount, frame) {
    const box = document.createElement("div");
    box.className = "seat-map__view";
    const { svg, seats } = drawHall({ frame, spots: this.spots, words: this.words, label: this.root.dataset.wordMap });
    Object.assign(this, { box, svg, seats });
    box.append(svg);
    box.style.aspectRatio = `${frame.width} / ${frame.height}`;
    this.tip = new Tip(box);
    this.view = new View({ box, svg, onTap: (event) => this.tapped(event), onChange: () => this.rested() });
    const buttons = document.createElement("div");
    buttons.className = "seat-map__buttons";
    for (const [word, sign, act] of [
      [this.root.dataset.wordCloser, "M12 5v14M5 12h14", () => this.view.zoomBy(1.6)],
      [this.root.dataset.wordFarther, "M5 12h14", () => this.view.zoomBy(1 / 1.6)],
      [this.root.dataset.wordWhole, "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5", () => this.view.reset()],
      [this.root.dataset.wordLeft, "M15 6l-6 6 6 6", () => this.view.panBy(80, 0)],
      [this.root.dataset.wordUp, "M6 15l6-6 6 6", () => this.view.panBy(0, 80)],
      [this.root.dataset.wordDown, "M6 9l6 6 6-6", () => this.view.panBy(0, -80)],
      [this.root.dataset.wordRight, "M9 6l6 6-6 6", () => this.view.panBy(-80, 0)],
    ]) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "icon-button", title: word, ariaLabel: word, onclick: act });
      element("path", { d: sign }, element("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, button));
      buttons.append(button);
    }
    mount.append(buttons, box);
    box.addEventListener("pointermove", (event) => event.pointerType === "mouse" && this.point(event.target));
    box.addEventListener("pointerleave", () => this.tip.hide());
    seats.addEventListener("focusin", (event) => this.point(event.target));
    seats.addEventListener("focusout", () => this.tip.hide());
  }

  isFree(spot) {
    return spot.numbers.some((no) => !this.taken.has(no));
  }

  paint(spot) {
    const chosen = spot.numbers.some((no) => this.choice.has(no));
    const state = chosen ? "chosen" : this.isFree(spot) ? "free" : "taken";
    if (spot.state === state) return;
    spot.state = state;
    showState(spot, { state, label: this.words.label(spot.place, state) });
  }

  point(node) {
    const spot = this.spotByNo.get(Number(node.dataset?.no));
    if (!spot) return this.tip.hide();
    const { place } = spot;
    const note = spot.state === "taken" ? this.root.dataset.wordTaken : this.words.kind(place);
    this.tip.show(spot.node, [this.words.name(place), this.words.price(place), note]);
  }

  tapped(event) {
    const [x, y] = this.view.unitsAt(event.clientX, event.clientY);
    const seatPx = this.view.pxPerUnit() * PITCH;
    if (event.pointerType === "touch" && seatPx < TAP_PX) {
      const within = nearest(this.spots, x, y, 2 * PITCH, () => true);
      if (within && !within.standing) return this.view.zoomBy(34 / seatPx, event.clientX, event.clientY);
    }
    const spot = nearest(this.spots, x, y, PITCH * 0.62, () => true);
    if (spot && this.isFree(spot)) this.choose(spot);
  }

  // A chosen seat is given back. A free one takes the rest of the party beside it; when the party is complete, it starts anew here.
  choose(spot) {
    const mine = spot.numbers.filter((no) => this.choice.has(no));
    if (!spot.standing && mine.length) return this.choice.change([], mine);
    const party = Math.max(1, Number(this.party?.value) || 1);
    const already = this.choice.chosen.size;
    const anew = already >= party;
    if (spot.standing && anew && mine.length) return this.choice.change([], mine);
    const size = anew ? party : party - already;
    const free = (no) => !this.taken.has(no) && (anew || !this.choice.has(no));
    const add = spot.standing ? spot.numbers.filter(free).slice(0, size) : together(spot.place, size, this.byNo, free);
    const drop = anew ? [...this.choice.chosen].filter((no) => !add.includes(no)) : [];
    return this.choice.change(add, drop);
  }

  changed({ tooMany, touched }) {
    if (tooMany) return this.tell(this.words.tooMany(this.choice.max));
    touched.forEach((no) => this.spotByNo.has(no) && this.paint(this.spotByNo.get(no)));
    if (this.party && this.choice.chosen.size > Number(this.party.value)) this.party.value = String(this.choice.chosen.size);
    return this.tell();
  }

  tell(first = "") {
    const places = [...this.choice.chosen].map((no) => this.byNo.get(no)).filter(Boolean);
    const sentence = Object.assign(document.createElement("strong"), { textContent: [first, this.words.chosen(places)].filter(Boolean).join(" ") });
    const names = Object.assign(document.createElement("span"), { textContent: places.map((place) => this.words.name(place)).join(" · ") });
    this.status.replaceChildren(sentence, names);
    this.root.dispatchEvent(new CustomEvent("seats:chosen", { bubbles: true, detail: { places: places.map((place) => place.no) } }));
  }

  rested() {
    const readable = this.view.pxPerUnit() * PITCH >= NUMBER_PX;
    if (readable && !this.numbers) this.numbers = drawNumbers(this.svg, this.spots);
    if (this.numbers) this.numbers.toggleAttribute("hidden", !readable);
    if (this.numbers) this.numbers.style.display = readable ? "" : "none";
  }

  follow(etag) {
    poll({
      url: this.root.dataset.availabilityUrl,
      everyS: POLL_S,
      etag,
      alive: () => this.root.isConnected,
      changed: async (response) => this.refresh(await response.json()),
      failed: () => this.tell(this.words.offline),
    });
  }

  refresh(live) {
    const mine = new Set(live.mine);
    const now = new Set(live.taken.filter((no) => !mine.has(no)));
    const turned = [...now].filter((no) => !this.taken.has(no)).concat([...this.taken].filter((no) => !now.has(no)));
    this.taken = now;
    const lost = turned.filter((no) => now.has(no) && this.choice.has(no));
    turned.forEach((no) => this.choice.close(no, now.has(no)));
    if (lost.length) this.choice.change([], lost);
    turned.forEach((no) => this.spotByNo.has(no) && this.paint(this.spotByNo.get(no)));
    if (lost.length) this.tell(this.words.lost(this.byNo.get(lost[0])));
  }
}
