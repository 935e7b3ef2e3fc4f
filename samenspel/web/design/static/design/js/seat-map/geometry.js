// Pure: where things are. A "spot" is what the map draws: one seat, or all standing places of a section together.
// Coordinates are scaled so that two neighbouring seats are PITCH apart, whatever unit the plan was drawn in.
export const PITCH = 10;
const STANDING = { width: 9 * PITCH, height: 3.4 * PITCH };

export function spotsOf(plan) {
  const scale = PITCH / pitchOf(plan.places);
  const spots = [];
  const areas = new Map();
  for (const place of plan.places) {
    if (place.kind === "standing") {
      const key = `${place.section}/${place.rank}`;
      if (!areas.has(key)) {
        const area = { place, numbers: [], x: place.x * scale, y: place.y * scale, standing: true };
        areas.set(key, area);
        spots.push(area);
      }
      areas.get(key).numbers.push(place.no);
    } else {
      spots.push({ place, numbers: [place.no], x: place.x * scale, y: place.y * scale, standing: false });
    }
  }
  return { spots, focal: [plan.focal[0] * scale, plan.focal[1] * scale] };
}

export function frameOf(spots, focal) {
  const halfWidth = (spot) => (spot.standing ? STANDING.width / 2 : PITCH / 2);
  const halfHeight = (spot) => (spot.standing ? STANDING.height / 2 : PITCH / 2);
  const left = Math.min(...spots.map((spot) => spot.x - halfWidth(spot))) - 2 * PITCH;
  const right = Math.max(...spots.map((spot) => spot.x + halfWidth(spot))) + 2 * PITCH;
  const seatsTop = Math.min(...spots.map((spot) => spot.y - halfHeight(spot)));
  const seatsBottom = Math.max(...spots.map((spot) => spot.y + halfHeight(spot)));
  // The stage stands at the focal point, but never upon seats and never so far away that the hall becomes small.
  const middle = (seatsTop + seatsBottom) / 2;
  const above = focal[1] <= middle;
  const stageY = above
    ? Math.max(focal[1], seatsTop - 7 * PITCH) > seatsTop - 3 * PITCH ? seatsTop - 3.5 * PITCH : Math.max(focal[1], seatsTop - 7 * PITCH)
    : Math.min(focal[1], seatsBottom + 7 * PITCH) < seatsBottom + 3 * PITCH ? seatsBottom + 3.5 * PITCH : Math.min(focal[1], seatsBottom + 7 * PITCH);
  const top = Math.min(seatsTop - 2.5 * PITCH, stageY - 2.2 * PITCH);
  const bottom = Math.max(seatsBottom + PITCH, stageY + 2.2 * PITCH);
  return { left, top, width: right - left, height: bottom - top, stage: { x: clamp(focal[0], left, right), y: stageY, above } };
}

export const STANDING_SIZE = STANDING;

export function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

// The nearest spot in a direction ([1, 0] is right): what lies askew counts three times.
export function neighbour(spots, from, direction, allowed) {
  let best = null;
  let least = Infinity;
  for (const spot of spots) {
    if (spot === from || !allowed(spot)) continue;
    const dx = spot.x - from.x;
    const dy = spot.y - from.y;
    const ahead = dx * direction[0] + dy * direction[1];
    const aside = Math.abs(dx * direction[1] - dy * direction[0]);
    if (ahead < PITCH * 0.3 || aside > ahead * 3) continue;
    const cost = ahead + 3 * aside;
    if (cost < least) [best, least] = [spot, cost];
  }
  return best;
}

export function nearest(spots, x, y, reach, allowed) {
  let best = null;
  let least = reach;
  for (const spot of spots) {
    if (!allowed(spot)) continue;
    const distance = spot.standing
      ? Math.max(Math.abs(spot.x - x) - STANDING.width / 2, Math.abs(spot.y - y) - STANDING.height / 2, 0)
      : Math.hypot(spot.x - x, spot.y - y);
    if (distance <= least) [best, least] = [spot, distance];
  }
  return best;
}

// Up to `size` free places side by side that contain `place`: first to its right, then to its left.
export function together(place, size, byNo, free) {
  const chosen = [place.no];
  for (const side of ["right", "left"]) {
    let next = byNo.get(place[side]);
    while (next && chosen.length < size && free(next.no)) {
      if (!companyFor(place).includes(next.kind)) break;
      chosen.push(next.no);
      next = byNo.get(next[side]);
    }
  }
  return chosen;
}

// A companion place goes with a wheelchair place; nobody else is led to one.
function companyFor(place) {
  return place.kind === "wheelchair" || place.kind === "companion" ? ["companion", "wheelchair", "seat"] : ["seat", "restricted"];
}

function pitchOf(places) {
  const byNo = new Map(places.map((place) => [place.no, place]));
  const gaps = [];
  for (const place of places) {
    const other = byNo.get(place.right ?? place.left);
    if (other) gaps.push(Math.hypot(other.x - place.x, other.y - place.y));
  }
  gaps.sort((a, b) => a - b);
  return gaps[gaps.length >> 1] || 1;
}
