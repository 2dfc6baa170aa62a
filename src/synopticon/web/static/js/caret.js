// A caret in a text that is read and never written: by characters, words, sentences and paragraphs, in every script.
// Places are code points of the whole text; what is chosen is the browser's own selection, so mouse and keys are one.
import { paintOnly } from "./marks.js";
import { toPoints, toUnits } from "./offsets.js";
import { pointAt } from "./passages.js";

export function caretIn(text) {
  const paragraphs = [...text.querySelectorAll("p")].map((p) => ({ node: p.firstChild, start: Number(p.dataset.s), known: {} }));
  const last = text.querySelector(".stretch:last-child .chunk, .chunk:last-child");
  const end = last ? Number(last.dataset.end) : 0;
  const language = text.closest("[lang]")?.lang || undefined;
  const segmenters = {};
  let anchor = 0;
  let focus = 0;

  const at = (place) => {
    let [low, high] = [0, paragraphs.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (paragraphs[middle].start <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  // The pieces of a paragraph: [start, end] of its characters, words or sentences, without blanks at their ends.
  const pieces = (number, kind) => {
    const paragraph = paragraphs[number];
    if (!paragraph?.node) return [];
    if (paragraph.known[kind]) return paragraph.known[kind];
    segmenters[kind] ??= new Intl.Segmenter(language, { granularity: kind });
    const data = paragraph.node.data;
    const found = [];
    let [units, points] = [0, paragraph.start];
    for (const part of segmenters[kind].segment(data)) {
      points += toPoints(data.slice(units, part.index), part.index - units);
      units = part.index;
      const words = kind === "grapheme" ? part.segment : part.segment.trimEnd();
      if (kind === "word" ? part.isWordLike : words) found.push([points, points + toPoints(words, words.length)]);
    }
    paragraph.known[kind] = found;
    return found;
  };

  // The first or last piece, from the paragraph of a place onward or backward, that satisfies a test.
  const seek = (place, step, kind, test) => {
    for (let number = at(place); number >= 0 && number < paragraphs.length; number += step) {
      const found = step > 0 ? pieces(number, kind).find(test) : pieces(number, kind).findLast(test);
      if (found) return found;
    }
    return null;
  };

  const forward = (place, kind, extending) => {
    if (extending) return seek(place, 1, kind, ([, ends]) => ends > place)?.[1] ?? end;
    return seek(place, 1, kind, ([starts]) => starts > place)?.[0] ?? end;
  };
  const backward = (place, kind) => seek(place, -1, kind, ([starts]) => starts < place)?.[0] ?? 0;

  const spot = (place) => {
    const { node, start } = paragraphs[at(place)];
    return node ? [node, toUnits(node.data, place - start)] : [text, 0];
  };

  const show = () => {
    getSelection().setBaseAndExtent(...spot(anchor), ...spot(focus));
    paintOnly(text, "caret", anchor === focus ? [[focus, focus + 1]] : []);
    const range = document.createRange();
    range.setStart(...spot(focus));
    const box = range.getBoundingClientRect();
    if (box.top < 60 || box.bottom > innerHeight - 90) scrollBy({ top: box.top - innerHeight / 3, behavior: "instant" });
  };

  return {
    // Take over where the mouse has chosen.
    follow() {
      const selection = getSelection();
      if (!selection.rangeCount || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return;
      anchor = pointAt(text, selection.anchorNode, selection.anchorOffset);
      focus = pointAt(text, selection.focusNode, selection.focusOffset);
      if (anchor !== focus) paintOnly(text, "caret", []);
    },
    // Move by a step (1 or -1) of a kind; extending keeps the other end where it is.
    move(step, kind, extending) {
      if (extending && anchor === focus && step > 0 && kind !== "grapheme") {
        // Choosing begins with the piece in which the caret stands or the next one, not with the blank before it.
        const piece = seek(focus, 1, kind, ([, ends]) => ends > focus);
        if (piece && piece[0] > focus) anchor = piece[0];
      }
      focus = step > 0 ? forward(focus, kind, extending) : backward(focus, kind);
      if (!extending) anchor = focus;
      show();
    },
    // To the beginning or end of the paragraph.
    edge(step, extending) {
      const found = pieces(at(focus), "grapheme");
      if (found.length) focus = step > 0 ? found[found.length - 1][1] : found[0][0];
      if (!extending) anchor = focus;
      show();
    },
    // Stand at a place, choosing nothing.
    stand(place) {
      anchor = focus = Math.min(place, end);
      show();
    },
    drop() {
      anchor = focus;
      show();
    },
  };
}
