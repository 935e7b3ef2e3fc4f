// The map by keyboard: one tab stop, arrows go from seat to seat, Enter or space chooses, plus and minus zoom.
import { neighbour } from "./geometry.js";

const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function attachKeys({ seats, spots, spotOf, free, choose, view }) {
  let current = null;

  const rove = (spot) => {
    if (current) current.node.setAttribute("tabindex", "-1");
    current = spot;
    spot.node.setAttribute("tabindex", "0");
  };
  const go = (spot) => {
    if (!spot) return;
    rove(spot);
    spot.node.focus({ preventScroll: true });
    view.reveal(spot.node);
  };
  const rowEnd = (side) => {
    const row = spots.filter((spot) => spot.place.section === current.place.section && spot.place.row === current.place.row && free(spot));
    return row.reduce((best, spot) => (!best || (spot.x - best.x) * side > 0 ? spot : best), null);
  };

  seats.addEventListener("keydown", (event) => {
    const spot = spotOf(event.target);
    if (!spot || event.altKey || event.ctrlKey || event.metaKey) return;
    const direction = DIRECTIONS[event.key];
    if (direction) go(neighbour(spots, spot, direction, free));
    else if (event.key === "Home") go(rowEnd(-1));
    else if (event.key === "End") go(rowEnd(1));
    else if (event.key === "Enter" || event.key === " ") choose(spot);
    else if (event.key === "+" || event.key === "=") view.zoomBy(1.5);
    else if (event.key === "-") view.zoomBy(1 / 1.5);
    else if (event.key === "0") view.reset();
    else return;
    event.preventDefault();
  });
  seats.addEventListener("focusin", (event) => {
    const spot = spotOf(event.target);
    if (spot && spot !== current) rove(spot);
  });
  return { start: (spot) => spot && rove(spot), current: () => current };
}
