// Words chosen by arrows: a mark made wider or narrower, or words that nothing proposed. Steps are words or letters.
import { toPoints, toUnits } from "/static/js/offsets.js";

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’.@-][\p{L}\p{N}\p{M}]+)*|[^\s\p{L}\p{N}\p{M}]+/gu;

export class Choosing {
  // state: of the review. start, end: code points. moving: whether arrows move the words before they widen them.
  constructor(state, start, end, moving) {
    Object.assign(this, { state, start, end, moving });
  }

  // Heed an arrow; answers whether it was one.
  heed(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -2, ArrowDown: 2 }[event.key];
    if (!step) return false;
    if (Math.abs(step) === 2) this.line(step / 2);
    else if (this.moving && !event.shiftKey && !event.ctrlKey) this.move(step);
    else if (this.moving === event.shiftKey) this.end = Math.max(this.start + 1, this.stepped(this.end, step, event.ctrlKey, true));
    else this.start = Math.min(this.end - 1, this.stepped(this.start, step, event.ctrlKey, false));
    return true;
  }

  // The words of a row, in code points of the transcript.
  words(number) {
    const row = this.state.rows[number];
    return [...row.text.matchAll(WORD)].map((found) => {
      const start = row.start + toPoints(row.text, found.index);
      return [start, start + [...found[0]].length];
    });
  }

  move(step) {
    let number = this.state.rowAt(this.start);
    for (let row = number; row >= 0 && row < this.state.rows.length; row += step) {
      const words = this.words(row);
      const found = step > 0 ? words.find(([start]) => start >= this.end) : words.findLast(([, end]) => end <= this.start);
      if (found) {
        [this.start, this.end] = found;
        return;
      }
    }
  }

  line(step) {
    for (let row = this.state.rowAt(this.start) + step; row >= 0 && row < this.state.rows.length; row += step) {
      const words = this.words(row);
      if (words.length && this.moving) {
        [this.start, this.end] = words[0];
        return;
      }
    }
  }

  // An edge one step on: by a letter, else to the next edge of a word. last: it is the end of the words.
  stepped(edge, step, letter, last) {
    const total = this.state.rows.at(-1).end;
    if (letter) return Math.min(total, Math.max(0, edge + step));
    const number = this.state.rowAt(last ? edge - 1 : edge);
    for (let row = number; row >= 0 && row < this.state.rows.length; row += step) {
      const edges = this.words(row).map(([start, end]) => (last ? end : start));
      const found = step > 0 ? edges.find((one) => one > edge) : edges.findLast((one) => one < edge);
      if (found !== undefined) return found;
    }
    return edge;
  }
}

// What the mouse or the system's own selection has chosen in what was said, in code points; null where nothing.
export function selected(state) {
  const chosen = getSelection();
  if (!chosen || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  const [start, end] = [offset(state, range.startContainer, range.startOffset), offset(state, range.endContainer, range.endOffset)];
  return start === null || end === null || start >= end ? null : [start, end];
}

function offset(state, node, at) {
  const spoken = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".spoken");
  if (!spoken) return null;
  const row = state.rows[Number(spoken.parentElement.dataset.row)];
  const before = document.createRange();
  before.setStart(spoken, 0);
  before.setEnd(node, at);
  const fragment = before.cloneContents();
  for (const sign of fragment.querySelectorAll("sup")) sign.remove();
  return row.start + toPoints(row.text, fragment.textContent.length);
}

// The first place of words at or behind an offset, round at the end, without regard to case; null where there is none.
export function found(state, words, from) {
  const sought = words.trim().toLowerCase();
  if (!sought) return null;
  const first = state.rowAt(Math.min(from, state.rows.at(-1).end - 1));
  for (let step = 0; step <= state.rows.length; step += 1) {
    const row = state.rows[(first + step) % state.rows.length];
    const low = row.text.toLowerCase();
    const begin = step === 0 ? toUnits(row.text, Math.max(0, from - row.start)) : 0;
    const at = low.length === row.text.length ? low.indexOf(sought, begin) : row.text.indexOf(words.trim(), begin);
    if (at >= 0) {
      const start = row.start + toPoints(row.text, at);
      return [start, start + [...row.text.slice(at, at + sought.length)].length];
    }
  }
  return null;
}
