// data-wait-url: asks how the payment stands and goes on as soon as the bank has answered. Without script the page reloads.
const EVERY_MS = 2000;
const element = document.querySelector("[data-wait-url]");

async function ask() {
  try {
    const response = await fetch(element.dataset.waitUrl, { cache: "no-store" });
    const { state, url } = await response.json();
    if (url) location.replace(url);
    else if (!["created", "open", "unknown"].includes(state)) location.reload();
    else setTimeout(ask, EVERY_MS);
  } catch {
    setTimeout(ask, 4 * EVERY_MS);
  }
}

if (element) setTimeout(ask, EVERY_MS);
