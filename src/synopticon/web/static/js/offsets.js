// Code points and UTF-16 units: Python counts the first, the browser the second.

// True where a text has characters outside the basic plane, so that the two counts differ.
export function hasPairs(text) {
  return /[\ud800-\udbff]/.test(text);
}

// The UTF-16 offset of a code-point offset in text.
export function toUnits(text, points) {
  if (!hasPairs(text)) return Math.min(points, text.length);
  let units = 0;
  for (let seen = 0; seen < points && units < text.length; seen += 1) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}

// The code-point offset of a UTF-16 offset in text; an offset inside a pair counts as before it.
export function toPoints(text, units) {
  if (!hasPairs(text)) return Math.min(units, text.length);
  let points = 0;
  for (let at = 0; at < text.length; points += 1) {
    at += text.codePointAt(at) > 0xffff ? 2 : 1;
    if (at > units) break;
  }
  return points;
}
