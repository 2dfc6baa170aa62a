// What the page knows of the review: rows, marks, what stands in the place of what. Offsets are code points.

export class State {
  constructor(sheet) {
    this.rows = sheet.rows.map(([start, end, text]) => ({ start, end, text }));
    this.marks = new Map(sheet.marks.map((mark) => [mark.id, mark]));
    this.stands = new Map(sheet.stands.map((one) => [one[0], one]));
    this.byRisk = false;
    this.standing = sheet;
    this.order();
  }

  // Take over what an act has changed; answers the rows to be drawn anew.
  apply(change) {
    const touched = new Set();
    const touch = (start, end) => this.rowsOf(start, end).forEach((row) => touched.add(row));
    for (const id of change.gone) {
      const mark = this.marks.get(id);
      touch(mark.start, mark.end);
      this.marks.delete(id);
    }
    for (const mark of change.marks) {
      const before = this.marks.get(mark.id);
      if (before) touch(before.start, before.end);
      touch(mark.start, mark.end);
      this.marks.set(mark.id, mark);
    }
    for (const start of change.fallen) {
      touch(start, this.stands.get(start)[1]);
      this.stands.delete(start);
    }
    for (const one of change.stands) {
      if (this.stands.has(one[0])) touch(one[0], this.stands.get(one[0])[1]);
      touch(one[0], one[1]);
      this.stands.set(one[0], one);
    }
    this.standing = change;
    this.order();
    return touched;
  }

  // Marks by place, and what is open in the order of the queue.
  order() {
    this.byPlace = [...this.marks.values()].sort((a, b) => a.start - b.start || a.end - b.end || a.id - b.id);
    this.standsByPlace = [...this.stands.values()].sort((a, b) => a[0] - b[0]);
    // What begins earlier than this before a row cannot reach into it.
    this.longest = Math.max(0, ...this.byPlace.map((mark) => mark.end - mark.start), ...this.standsByPlace.map(([start, end]) => end - start));
    this.queue = this.byPlace.filter((mark) => mark.open);
    if (this.byRisk) this.queue.sort((a, b) => a.risk - b.risk || a.start - b.start || a.id - b.id);
  }

  // The next or previous open mark of the queue, seen from a mark that may itself be settled; round at the ends.
  open(from, step) {
    const { queue } = this;
    if (!queue.length) return null;
    if (!from) return step > 0 ? queue[0] : queue.at(-1);
    const key = (mark) => (this.byRisk ? [mark.risk, mark.start, mark.id] : [mark.start, mark.end, mark.id]);
    const after = (a, b) => compare(key(a), key(b)) > 0;
    const found = step > 0 ? queue.find((mark) => after(mark, from)) : queue.findLast((mark) => after(from, mark));
    return found ?? (step > 0 ? queue[0] : queue.at(-1));
  }

  // The mark after or before another in the text.
  beside(from, step) {
    const at = from ? this.byPlace.findIndex((mark) => mark.id === from.id) : step > 0 ? -1 : this.byPlace.length;
    return this.byPlace[at + step] ?? null;
  }

  // How many open marks one decision on this one can settle.
  alike(mark) {
    return this.byPlace.filter((one) => one.id === mark.id || (one.verdict === "undecided" && one.same === mark.same
      && one.kind === mark.kind && one.replacement === mark.replacement)).length;
  }

  // The numbers of the rows that [start, end) touches.
  rowsOf(start, end) {
    const found = [];
    for (let at = this.rowAt(start); at < this.rows.length && (this.rows[at].start < end || !found.length); at += 1) found.push(at);
    return found;
  }

  // The number of the row in which an offset lies.
  rowAt(offset) {
    let low = 0;
    let high = this.rows.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.rows[middle].start <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  // Of a sorted list of places those that touch a row. place: gives start and end of one.
  within(sorted, row, place) {
    let low = 0;
    let high = sorted.length;
    const reach = row.start - this.longest;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (place(sorted[middle])[0] < reach) low = middle + 1;
      else high = middle;
    }
    const found = [];
    for (let at = low; at < sorted.length && place(sorted[at])[0] < row.end; at += 1) {
      if (place(sorted[at])[1] > row.start) found.push(sorted[at]);
    }
    return found;
  }
}

function compare(a, b) {
  for (const [at, one] of a.entries()) if (one !== b[at]) return one - b[at];
  return 0;
}
