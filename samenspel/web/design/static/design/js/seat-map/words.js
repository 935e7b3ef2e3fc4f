// Sentences of the map, in the page's language: the words come from data attributes, prices from the browser.
const LOCALES = { nl: "nl-BE", fr: "fr-BE", en: "en-IE" };

export function wordsOf(root, plan) {
  const data = root.dataset;
  const money = new Intl.NumberFormat(LOCALES[document.documentElement.lang] || "nl-BE", { style: "currency", currency: "EUR" });
  const ranks = new Map(plan.ranks.map((rank) => [rank.rank, rank]));
  const manySections = new Set(plan.places.map((place) => place.section)).size > 1;

  const euro = (cents) => money.format(cents / 100);
  const name = (place) => {
    if (place.kind === "standing") return `${data.wordStanding}, ${place.section}`;
    const seat = `${data.wordRow} ${place.row}, ${data.wordSeat} ${place.seat}`;
    return manySections ? `${place.section}, ${seat}` : seat;
  };
  const price = (place) => {
    const rank = ranks.get(place.rank);
    if (!rank) return "";
    return rank.price_cents == null ? rank.name : `${rank.name}, ${euro(rank.price_cents)}`;
  };
  const kind = (place) =>
    ({ wheelchair: data.wordWheelchair, companion: data.wordCompanion, restricted: data.wordRestricted })[place.kind] || "";

  return {
    name,
    price,
    kind,
    stage: data.wordStage,
    label: (place, state) =>
      [name(place), price(place), kind(place), state === "taken" ? data.wordTaken : ""].filter(Boolean).join(", "),
    chosen: (places) => {
      if (!places.length) return data.wordNone;
      const total = places.reduce((sum, place) => sum + (ranks.get(place.rank)?.price_cents ?? 0), 0);
      const count = places.length === 1 ? data.wordOne : data.wordMany.replace("{n}", places.length);
      return total ? `${count}, ${euro(total)}` : count;
    },
    tooMany: (max) => data.wordMax.replace("{n}", max),
    lost: (place) => data.wordLost.replace("{seat}", name(place)),
    offline: data.wordOffline,
  };
}
