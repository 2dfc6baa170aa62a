// The margin: the proposal that is looked at, how far the review has come, and how long it may still take.

const LATELY = 40; // decisions by which the pace is judged
const PAUSE = 60; // seconds; who takes longer was away

export class Panel {
  constructor(page, state) {
    this.page = page;
    this.state = state;
    this.paces = [];
    this.before = performance.now();
  }

  // Show a mark.
  look(mark, text) {
    const now = this.page.getElementById("now");
    if (!mark) {
      now.replaceChildren(...this.nothing().map((sentence, at) => line(at ? "small muted" : "becomes", sentence)));
      return;
    }
    const asked = mark.open && mark.verdict !== "undecided";
    this.page.querySelector(".acts [data-key=a]").lastChild.textContent = asked ? " Agree" : " Accept";
    const alike = this.state.alike(mark);
    const place = this.state.queue.indexOf(mark);
    now.replaceChildren(
      line("small muted", place < 0 ? "decided" : `${place + 1} of ${this.state.queue.length} open`),
      line("words", `“${text}”`),
      line("becomes", mark.verdict === "dropped" ? "stays readable" : [element("span", "stands", mark.replacement)]),
      line("", `${mark.kind} · ${mark.direct ? "names by itself" : "helps to trace"}`),
      line("small muted", mark.detectors.length ? `found by ${mark.detectors.join(", ")}` : "covered by hand"),
      line("small", verdict(mark, this.state.standing.reader)),
    );
    if (alike > 1) now.append(line("small", `${alike} undecided places with the same words`));
  }

  // What is said where no mark is looked at.
  nothing() {
    const { open, total, signed, reader } = this.state.standing;
    if (open) return ["No proposal is looked at.", "n goes to the next one that is open."];
    if (signed.includes(reader)) return ["You have signed.", "A second reader opens the review and signs the same text."];
    const missed = "Read the right side as somebody would who knows the place. x covers what must not be read, j walks through all marks.";
    return [total ? "Nothing is open. s signs the working text." : "Nothing was proposed.", missed];
  }

  // A decision was made just now.
  decided() {
    const now = performance.now();
    this.paces = [...this.paces, Math.min(PAUSE, (now - this.before) / 1000)].slice(-LATELY);
    this.before = now;
  }

  // Show how far it has come, and who has signed.
  standing() {
    const { decided, total, open, signed, standing, reader } = this.state.standing;
    const left = this.paces.length < 3 || !open ? "" : `, ${minutes((open * sum(this.paces)) / this.paces.length)} left`;
    this.page.getElementById("progress").textContent = `${count(decided)} of ${count(total)} decided${open && open !== total - decided ? `, ${count(open)} open for you` : ""}${left}`;
    this.page.getElementById("reader").textContent = `read by ${reader}`;
    this.page.getElementById("standing").textContent = standing === "signed" && signed.length ? `signed by ${signed.join(" and ")}: the working text is in the study` : signed.length ? `signed by ${signed.join(" and ")}` : "not signed";
    for (const [key, able] of [["u", this.state.standing.undo], ["U", this.state.standing.redo]]) {
      this.page.querySelector(`.acts [data-key="${key}"]`).disabled = !able;
    }
  }

  // The whole document: kind by kind, and where in it something is open.
  whole() {
    const rows = new Map();
    for (const mark of this.state.marks.values()) {
      const row = rows.get(mark.kind) ?? { open: 0, covered: 0, dropped: 0 };
      row[mark.open ? "open" : mark.verdict] += 1;
      rows.set(mark.kind, row);
    }
    const table = document.createElement("table");
    table.append(tr("th", ["kind", "open", "covered", "left readable"]));
    for (const [kind, row] of [...rows].sort((a, b) => b[1].open - a[1].open)) {
      table.append(tr("td", [kind, count(row.open), count(row.covered), count(row.dropped)]));
    }
    return [element("p", "", this.page.getElementById("progress").textContent + "."), strip(this.state), table];
  }
}

// Where in the text something is open: a hundred stretches, the higher the more.
function strip(state) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("viewBox", "0 0 100 20");
  drawing.setAttribute("preserveAspectRatio", "none");
  drawing.setAttribute("class", "strip");
  drawing.setAttribute("role", "img");
  const length = Math.max(1, state.rows.at(-1)?.end ?? 1);
  const open = new Array(100).fill(0);
  for (const mark of state.queue) open[Math.min(99, Math.floor((100 * mark.start) / length))] += 1;
  const most = Math.max(1, ...open);
  drawing.setAttribute("aria-label", `From the beginning to the end of the text, open places lie in ${open.filter(Boolean).length} of 100 stretches.`);
  for (const [at, number] of open.entries()) {
    const high = number ? 4 + (16 * number) / most : 1;
    const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of [["x", at], ["y", 20 - high], ["width", 0.8], ["height", high]]) bar.setAttribute(name, value);
    if (!number) bar.setAttribute("class", "rest");
    drawing.append(bar);
  }
  return drawing;
}

function verdict(mark, reader) {
  if (mark.verdict === "undecided") return "undecided";
  const who = mark.by === reader ? "you" : mark.by;
  const asked = mark.open ? ". Do you agree?" : "";
  if (mark.verdict === "covered") return `covered by ${who}${mark.loosened ? ", otherwise than proposed" : ""}${asked}`;
  return `left readable by ${who}${mark.reason ? `: ${mark.reason}` : ""}${asked}`;
}

function minutes(seconds) {
  if (seconds < 90) return "about a minute";
  return seconds < 5400 ? `about ${Math.round(seconds / 60)} minutes` : `about ${(seconds / 3600).toFixed(1)} hours`;
}

export function count(number) {
  return number.toLocaleString("en");
}

function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}

function line(name, content) {
  return element("p", name, content);
}

function element(tag, name, content) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...(Array.isArray(content) ? content : [content]));
  return made;
}

function tr(tag, cells) {
  const row = document.createElement("tr");
  row.append(...cells.map((cell, at) => element(tag, at ? "n" : "", cell)));
  return row;
}
