// Draws the rows: what was said with its marks, and beside it what will be left to read. Only changed rows are drawn anew.
import { toUnits } from "/static/js/offsets.js";

const ROWS = 10; // rows that the browser lays out together, once they come near the window

export class Drawing {
  constructor(page, state, letters) {
    this.state = state;
    this.letters = letters;
    this.pairs = page.getElementById("pairs");
    this.at = null;
    this.here = null;
    const leaves = [];
    this.elements = state.rows.map((row, number) => {
      if (number % ROWS === 0) leaves.push(Object.assign(page.createElement("div"), { className: "leaf" }));
      const pair = page.createElement("div");
      pair.className = "pair";
      pair.dataset.row = number;
      pair.append(page.createElement("p"), page.createElement("p"));
      pair.children[0].className = "spoken";
      pair.children[1].className = "made";
      leaves.at(-1).append(pair);
      return pair;
    });
    state.rows.forEach((_, number) => this.row(number));
    this.pairs.append(...leaves);
  }

  row(number) {
    const row = this.state.rows[number];
    const [spoken, made] = this.elements[number].children;
    spoken.replaceChildren(...this.spoken(row));
    made.replaceChildren(...this.made(row));
  }

  rows(numbers) {
    for (const number of numbers) this.row(number);
  }

  // What was said: each stretch belongs to the mark that is looked at, else to the shortest over it.
  spoken(row) {
    const marks = this.state.within(this.state.byPlace, row, (mark) => [mark.start, mark.end]);
    const edges = new Set([row.start, row.end]);
    for (const mark of marks) {
      edges.add(Math.max(mark.start, row.start));
      edges.add(Math.min(mark.end, row.end));
    }
    const sorted = [...edges].sort((a, b) => a - b);
    return sorted.slice(0, -1).map((start, at) => {
      const words = cut(row, start, sorted[at + 1]);
      const over = marks.filter((mark) => mark.start <= start && mark.end >= sorted[at + 1]);
      if (!over.length) return words;
      const mark = over.find((one) => one === this.at) ?? over.reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a));
      return this.mark(mark, words, sorted[at + 1] === Math.min(mark.end, row.end));
    });
  }

  mark(mark, words, last) {
    const made = document.createElement("mark");
    made.className = `said ${mark.verdict}${mark.direct ? " direct" : ""}${mark.sealing ? " sealing" : ""}${mark === this.at ? " at" : ""}`;
    made.dataset.mark = mark.id;
    made.append(words);
    if (last) {
      const sign = document.createElement("sup");
      sign.textContent = this.letters.get(mark.kind);
      made.append(sign);
    }
    return made;
  }

  // What will be left to read. A replacement that reaches over several rows stands in its first.
  made(row) {
    const pieces = [];
    let at = row.start;
    for (const [start, end, words, ids] of this.state.within(this.state.standsByPlace, row, (one) => one)) {
      if (start > at) pieces.push(cut(row, at, start));
      if (start >= row.start) {
        const stands = document.createElement("span");
        const open = ids.some((id) => this.state.marks.get(id)?.verdict === "undecided");
        stands.className = `stands${open ? " open" : ""}${this.at && ids.includes(this.at.id) ? " at" : ""}`;
        stands.dataset.mark = ids[0];
        stands.textContent = words;
        pieces.push(stands);
      }
      at = Math.min(end, row.end);
    }
    if (at < row.end) pieces.push(cut(row, at, row.end));
    return pieces;
  }

  // Look at a mark: outline it, and bring its row into view.
  look(mark) {
    const before = this.at;
    this.at = mark;
    const rows = new Set();
    for (const one of [before, mark]) if (one) this.state.rowsOf(one.start, one.end).forEach((row) => rows.add(row));
    this.rows(rows);
    this.here?.classList.remove("here");
    this.here = mark ? this.elements[this.state.rowAt(mark.start)] : null;
    this.here?.classList.add("here");
    if (mark) this.reveal(mark.start);
  }

  // Bring the words at an offset into view, moving the page only where they are not seen.
  reveal(offset) {
    const pair = this.elements[this.state.rowAt(offset)];
    const box = pair.getBoundingClientRect();
    const margin = document.querySelector(".margin").getBoundingClientRect();
    const bottom = margin.top > innerHeight / 3 ? margin.top : innerHeight;
    if (box.top < 40 || box.bottom > bottom - 40) {
      const room = Math.max(40, (bottom - Math.min(box.height, bottom)) / 3);
      scrollBy({ top: box.top - room, behavior: "instant" });
      const one = pair.querySelector(".at");
      const exact = one?.getBoundingClientRect();
      if (exact && (exact.top < 40 || exact.bottom > bottom - 40)) scrollBy({ top: exact.top - bottom / 3, behavior: "instant" });
    }
  }

  // The text node and the unit in it of an offset in what was said.
  spot(offset) {
    const number = this.state.rowAt(offset);
    const row = this.state.rows[number];
    let units = toUnits(row.text, offset - row.start);
    const walker = document.createTreeWalker(this.elements[number].children[0], NodeFilter.SHOW_TEXT, (node) => (node.parentElement.tagName === "SUP" ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
    let node = walker.nextNode();
    while (node && units > node.data.length) {
      units -= node.data.length;
      node = walker.nextNode();
    }
    return node ? [node, units] : null;
  }

  // Show words as being chosen; none where start is null.
  choosing(start, end) {
    CSS.highlights.delete("choosing");
    const from = start === null ? null : this.spot(start);
    const to = start === null ? null : this.spot(end);
    if (!from || !to) return;
    const range = new StaticRange({ startContainer: from[0], startOffset: from[1], endContainer: to[0], endOffset: to[1] });
    CSS.highlights.set("choosing", new Highlight(range));
    this.reveal(start);
  }
}

function cut(row, start, end) {
  return row.text.slice(toUnits(row.text, start - row.start), toUnits(row.text, end - row.start));
}
