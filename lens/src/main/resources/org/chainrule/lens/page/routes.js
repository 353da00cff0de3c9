// Edges as paths: corners, rounded.

const RADIUS = 8;

/** @param points x and y in turn */
export function route(points) {
  const corners = [];
  for (let at = 0; at < points.length; at += 2) corners.push([points[at], points[at + 1]]);
  let path = `M${corners[0]}`;
  for (let at = 1; at < corners.length - 1; at++) {
    path += `L${towards(corners[at], corners[at - 1])}Q${corners[at]} ${towards(corners[at], corners[at + 1])}`;
  }
  return `${path}L${corners.at(-1)}`;
}

/** A point a little away from a corner. */
function towards([x, y], [toX, toY]) {
  const length = Math.hypot(toX - x, toY - y) || 1;
  const part = Math.min(RADIUS, length / 2) / length;
  return [x + (toX - x) * part, y + (toY - y) * part];
}

/** The box around an edge. */
export function bounds(points) {
  const xs = points.filter((_, at) => at % 2 === 0);
  const ys = points.filter((_, at) => at % 2 === 1);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
