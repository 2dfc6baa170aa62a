// Draws the marks of a text with the CSS Custom Highlight API, chunk by chunk as they come near the window.
import { toUnits } from "./offsets.js";

const NEAR = "150% 0px";

export function marks(page) {
  const data = page.getElementById("marks");
  const text = page.getElementById("text");
  if (!data || !text || !CSS.highlights) return;
  paint(text, JSON.parse(data.textContent));
}

// rows: [kind, start, end, id], offsets in code points of the whole text.
export function paint(text, rows) {
  const sorted = [...rows].sort((a, b) => a[1] - b[1]);
  const watcher = new IntersectionObserver((seen) => {
    for (const entry of seen) {
      if (!entry.isIntersecting) continue;
      watcher.unobserve(entry.target);
      paintChunk(entry.target, sorted);
    }
  }, { rootMargin: NEAR });
  for (const chunk of text.querySelectorAll(".chunk")) watcher.observe(chunk);
}

function paintChunk(chunk, rows) {
  const [from, to] = [Number(chunk.dataset.start), Number(chunk.dataset.end)];
  const blocks = [...chunk.querySelectorAll("p")].map((p) => ({ node: p.firstChild, start: Number(p.dataset.s) }));
  for (const [kind, start, end] of rows) {
    if (start >= to) break;
    if (end <= from) continue;
    for (let at = 0; at < blocks.length; at += 1) {
      const { node, start: begins } = blocks[at];
      const ends = at + 1 < blocks.length ? blocks[at + 1].start : to;
      if (!node || begins >= end || ends <= start) continue;
      highlight(kind).add(new StaticRange({
        startContainer: node, startOffset: toUnits(node.data, Math.max(0, start - begins)),
        endContainer: node, endOffset: toUnits(node.data, end - begins),
      }));
    }
  }
}

function highlight(kind) {
  if (!CSS.highlights.has(kind)) CSS.highlights.set(kind, new Highlight());
  return CSS.highlights.get(kind);
}
