// Two texts side by side: what they share is marked, and where one is scrolled the other follows to the same words.
import { paint, ranges, read } from "./marks.js";

const ANCHOR = 0.3; // the part of the pane's height at which the same words are kept beside each other

export function sides(page) {
  const panes = ["left", "right"].map((id) => page.getElementById(id));
  const rows = ["left-marks", "right-marks"].map((id) => read(page, id));
  if (panes.includes(null) || rows.includes(null)) return;
  panes.forEach((pane, side) => paint(pane, rows[side]));

  let heights = [];
  const measure = () => { heights = anchors(panes, rows); };
  measure();
  new ResizeObserver(measure).observe(panes[0]);

  let leading = null;
  panes.forEach((pane, side) => {
    const other = panes[1 - side];
    for (const event of ["pointerenter", "wheel", "focusin", "touchstart"]) {
      pane.addEventListener(event, () => { leading = pane; }, { passive: true });
    }
    pane.addEventListener("scroll", () => {
      if (leading === pane) other.scrollTop = follow(pane.scrollTop, pane, other, heights, side);
    }, { passive: true });
  });
  if (heights.length) {
    leading = panes[0];
    panes[1].scrollTop = Math.max(0, heights[0][1] - heights[0][0]);
  }
}

// Pairs of heights that belong together, in the order of the left pane: where each shared span begins and where it ends.
function anchors(panes, rows) {
  const [left, right] = panes.map((pane, side) => spans(pane, rows[side]));
  const pairs = [...left].filter(([number]) => right.has(number)).flatMap(([number, [top, bottom]]) => {
    const [otherTop, otherBottom] = right.get(number);
    return [[top, otherTop], [bottom, otherBottom]];
  });
  return pairs.sort((a, b) => a[0] - b[0]);
}

// Top and bottom of each shared span of a pane, by its number.
function spans(pane, rows) {
  const zero = pane.getBoundingClientRect().top - pane.scrollTop;
  const chunks = [...pane.querySelectorAll(".chunk")];
  const found = new Map();
  for (const [kind, start, end, number] of rows) {
    if (kind !== "shared") continue;
    const parts = chunks.flatMap((chunk) => ranges(chunk, start, end));
    if (!parts.length) continue;
    const range = document.createRange();
    range.setStart(parts[0].startContainer, parts[0].startOffset);
    range.setEnd(parts.at(-1).endContainer, parts.at(-1).endOffset);
    const { top, bottom } = range.getBoundingClientRect();
    found.set(number, [top - zero, bottom - zero]);
  }
  return found;
}

// How far the other pane is scrolled so that the words at the anchor line are the same.
function follow(top, pane, other, heights, side) {
  if (!heights.length) return top;
  const line = top + pane.clientHeight * ANCHOR;
  const at = heights.findLastIndex((pair) => pair[side] <= line);
  const before = at < 0 ? [0, 0] : heights[at];
  const after = heights[at + 1];
  const beyond = line - before[side];
  let place = before[1 - side] + beyond;
  if (after && after[side] > before[side]) {
    place = before[1 - side] + (beyond * (after[1 - side] - before[1 - side])) / (after[side] - before[side]);
  }
  return place - other.clientHeight * ANCHOR;
}
