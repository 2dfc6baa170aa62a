// Draws the marks of a text with the CSS Custom Highlight API, chunk by chunk as they come near the window.
import { toUnits } from "./offsets.js";

const NEAR = "100% 0px";

export function marks(page) {
  const text = page.getElementById("text");
  const rows = read(page, "marks");
  if (!text || !rows) return;
  paint(text, rows);
  const found = rows.find(([kind]) => kind === "found");
  if (found) reveal(text, found[1]);
  page.addEventListener("click", (event) => {
    const link = event.target.closest("[data-show]");
    if (!link) return;
    event.preventDefault();
    const [start, end] = link.dataset.show.split("-").map(Number);
    paintOnly(text, "found", [[start, end]]);
    reveal(text, start);
  });
  for (const link of page.querySelectorAll("[data-neighbour]")) {
    const own = rows.filter(([kind, , , id]) => (kind === "shared" || kind === "answered") && id === link.dataset.neighbour).map(([, start, end]) => [start, end]);
    const show = () => paintOnly(text, "chosen", own);
    const hide = () => paintOnly(text, "chosen", []);
    link.addEventListener("focus", show);
    link.addEventListener("pointerenter", show);
    link.addEventListener("blur", hide);
    link.addEventListener("pointerleave", hide);
  }
}

// The rows of marks that a page carries: [kind, start, end, id], offsets in code points of the whole text.
export function read(page, id) {
  const data = page.getElementById(id);
  return data && CSS.highlights ? JSON.parse(data.textContent) : null;
}

// Paint rows as their chunks come near the window.
export function paint(text, rows) {
  const sorted = [...rows].sort((a, b) => a[1] - b[1]);
  const watcher = new IntersectionObserver((seen) => {
    for (const entry of seen) {
      if (!entry.isIntersecting) continue;
      watcher.unobserve(entry.target);
      for (const [kind, start, end] of within(sorted, entry.target)) {
        for (const range of ranges(entry.target, start, end)) highlight(kind).add(range);
      }
    }
  }, { rootMargin: NEAR });
  for (const chunk of text.querySelectorAll(".chunk")) watcher.observe(chunk);
}

// Paint these spans, and no others, as that kind.
export function paintOnly(text, kind, spans) {
  highlight(kind).clear();
  for (const [start, end] of spans) {
    for (const chunk of text.querySelectorAll(".chunk")) {
      for (const range of ranges(chunk, start, end)) highlight(kind).add(range);
    }
  }
}

// Bring the paragraph of an offset into the middle of the window.
export function reveal(text, offset) {
  const chunk = [...text.querySelectorAll(".chunk")].findLast((one) => Number(one.dataset.start) <= offset);
  const paragraph = chunk && [...chunk.children].findLast((p) => Number(p.dataset.s) <= offset);
  paragraph?.scrollIntoView({ block: "center" });
}

// The rows that touch a chunk; a row that begins before it may still reach into it.
function within(sorted, chunk) {
  const [from, to] = [Number(chunk.dataset.start), Number(chunk.dataset.end)];
  return sorted.filter(([, start, end]) => start < to && end > from);
}

// The parts of a span that lie in a chunk, a range a paragraph.
export function ranges(chunk, start, end) {
  if (end <= Number(chunk.dataset.start) || start >= Number(chunk.dataset.end)) return [];
  const found = [];
  const paragraphs = [...chunk.children];
  for (const [at, p] of paragraphs.entries()) {
    const begins = Number(p.dataset.s);
    const ends = at + 1 < paragraphs.length ? Number(paragraphs[at + 1].dataset.s) : Number(chunk.dataset.end);
    const node = p.firstChild;
    if (!node || begins >= end || ends <= start) continue;
    found.push(new StaticRange({
      startContainer: node, startOffset: toUnits(node.data, Math.max(0, start - begins)),
      endContainer: node, endOffset: toUnits(node.data, end - begins),
    }));
  }
  return found;
}

function highlight(kind) {
  if (!CSS.highlights.has(kind)) CSS.highlights.set(kind, new Highlight());
  return CSS.highlights.get(kind);
}
