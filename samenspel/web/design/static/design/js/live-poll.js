// data-poll-url [data-poll-s="3"]: fetches a fragment with its ETag and replaces the inside only when it changed.
// `poll` is also what the seat map uses for JSON.
export function attach(element) {
  poll({
    url: element.dataset.pollUrl,
    everyS: Number(element.dataset.pollS || 3),
    alive: () => element.isConnected,
    changed: async (response) => {
      element.innerHTML = await response.text();
      window.htmx?.process(element);
    },
  });
}

export function poll({ url, everyS, alive, changed, failed = () => {}, etag = "" }) {
  const wait = () => setTimeout(step, everyS * 1000);
  let failures = 0;
  const step = async () => {
    if (!alive()) return;
    if (document.hidden) {
      document.addEventListener("visibilitychange", step, { once: true });
      return;
    }
    try {
      const response = await fetch(url, { headers: etag ? { "If-None-Match": etag } : {}, cache: "no-store" });
      if (response.status === 200) {
        etag = response.headers.get("ETag") || "";
        await changed(response);
      } else if (response.status !== 304) throw new Error(String(response.status));
      failures = 0;
      wait();
    } catch {
      failures += 1;
      if (failures === 3) failed();
      // Back off to a minute: a server in trouble must not be knocked on by every open map.
      setTimeout(step, Math.min(60, everyS * 2 ** failures) * 1000);
    }
  };
  wait();
  return step;
}
