// One behaviour per module, attached by a data attribute; a module is fetched only on a page that needs it.
const BEHAVIOURS = {
  "[data-theme-switch]": () => import("./theme.js"),
  "[data-countdown]": () => import("./countdown.js"),
  "[data-dialog]": () => import("./dialog.js"),
  "[data-toast]": () => import("./toast.js"),
  "table[data-sortable]": () => import("./sortable-table.js"),
  "form[data-auto-submit]": () => import("./auto-submit.js"),
  "[data-copy]": () => import("./copy.js"),
  "[data-poll-url]": () => import("./live-poll.js"),
  "form[data-confirm-name]": () => import("./confirm-by-name.js"),
  "[data-disclose]": () => import("./disclose.js"),
  "[data-focal-point]": () => import("./focal-point.js"),
  "[data-focus]": () => import("./focus.js"),
  "table[data-grid-keys]": () => import("./grid-keys.js"),
  "[data-result-keys]": () => import("./result-keys.js"),
  "[data-print]": () => import("./print.js"),
  "[data-seat-picker]": () => import("./seat-map/index.js"),
};

const attached = new WeakMap();

export function attachAll(root) {
  for (const [selector, load] of Object.entries(BEHAVIOURS)) {
    const elements = [...root.querySelectorAll(selector)];
    if (root instanceof Element && root.matches(selector)) elements.unshift(root);
    const fresh = elements.filter((element) => !attached.get(element)?.has(selector));
    if (!fresh.length) continue;
    for (const element of fresh) {
      if (!attached.has(element)) attached.set(element, new Set());
      attached.get(element).add(selector);
    }
    load().then((module) => fresh.forEach((element) => module.attach(element)));
  }
}

attachAll(document);
document.addEventListener("htmx:load", (event) => attachAll(event.target));
