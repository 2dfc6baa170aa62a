// Where a choice of words in a text begins and ends, in code points of the whole text.
import { toPoints, toUnits } from "./offsets.js";

// The span of the selection inside of text, or null: { start, end, exact }.
export function chosen(text) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  const [start, end] = [pointAt(text, range.startContainer, range.startOffset), pointAt(text, range.endContainer, range.endOffset)];
  return start < end ? { start, end, exact: between(text, start, end) } : null;
}

// The code-point offset of a place in the document.
export function pointAt(text, node, offset) {
  if (node.nodeType === Node.TEXT_NODE && node.parentElement.dataset.s) {
    return Number(node.parentElement.dataset.s) + toPoints(node.data, offset);
  }
  // A place between elements: the first paragraph that begins at it or after it.
  const range = document.createRange();
  range.setStart(node, offset);
  const after = [...text.querySelectorAll("p")].find((p) => range.comparePoint(p, 0) >= 0);
  if (after) return Number(after.dataset.s);
  const chunks = text.querySelectorAll(".chunk");
  return chunks.length ? Number(chunks[chunks.length - 1].dataset.end) : 0;
}

// The words between two offsets, with the line feeds that stand between paragraphs.
export function between(text, start, end) {
  let words = "";
  for (const p of text.querySelectorAll("p")) {
    const begins = Number(p.dataset.s);
    const length = toPoints(p.textContent, p.textContent.length);
    if (begins >= end) break;
    if (begins + length < start) continue;
    if (begins > start && !p.classList.contains("continued")) words += "\n";
    words += p.textContent.slice(toUnits(p.textContent, Math.max(0, start - begins)), toUnits(p.textContent, end - begins));
  }
  return words;
}
