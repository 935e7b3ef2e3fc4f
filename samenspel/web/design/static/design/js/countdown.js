// data-countdown data-until="ISO" [data-now="ISO"] [data-warn-s] [data-quiet]: shows what is left; says it politely
// when a visitor may want to act (at 5 minutes, at the warning, at the end), never every second.
export function attach(element) {
  const until = Date.parse(element.dataset.until);
  if (Number.isNaN(until)) return;
  // The server's clock decides: data-now corrects a phone whose clock is wrong.
  const skew = element.dataset.now ? Date.parse(element.dataset.now) - Date.now() : 0;
  const warnS = Number(element.dataset.warnS || 120);
  const show = element.querySelector("[data-countdown-show]") || element;
  const say = element.querySelector("[data-countdown-say]");
  const quiet = "quiet" in element.dataset;
  let said = "";

  const announce = (key, words, minutes) => {
    if (quiet || !say || said === key || !words) return;
    if (said || key !== "start") say.textContent = words.replace("{n}", String(minutes));
    said = key;
  };

  const tick = () => {
    const left = Math.max(0, Math.ceil((until - Date.now() - skew) / 1000));
    const minutes = Math.ceil(left / 60);
    show.textContent = quiet || left < 3600 ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : show.textContent;
    const state = left === 0 ? "over" : left <= warnS ? "soon" : "calm";
    if (element.dataset.state !== state) element.dataset.state = state;
    if (state === "over") {
      announce("over", element.dataset.wordOver, 0);
      element.dispatchEvent(new CustomEvent("countdown:over", { bubbles: true }));
      return;
    }
    if (state === "soon") announce("soon", element.dataset.wordSoon, minutes);
    else announce(left <= 300 ? "five" : "start", element.dataset.wordLeft, minutes);
    setTimeout(tick, 1000 - (Date.now() % 1000));
  };
  tick();
}
