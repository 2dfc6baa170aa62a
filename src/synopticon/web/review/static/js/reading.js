// A reader at work: keys become acts, acts are sealed by the process, and what they changed is drawn anew.
import { Asking } from "./asking.js";
import { Choosing, found, selected } from "./choosing.js";
import { Drawing } from "./draw.js";
import { count, Panel } from "./panel.js";
import { State } from "./state.js";
import { act, close } from "./wire.js";

export class Reading {
  constructor(page, sheet, end) {
    this.page = page;
    this.end = end;
    this.kinds = new Map([...page.querySelectorAll("#kinds [data-kind]")].map((row) => [row.dataset.kind, row.dataset.letter]));
    this.state = new State(sheet);
    this.drawing = new Drawing(page, this.state, this.kinds);
    this.panel = new Panel(page, this.state);
    this.main = page.getElementById("main");
    this.asking = new Asking(page.getElementById("asked"), this.main);
    this.choosing = null;
    this.mark = null;
    this.sealing = 0;
  }

  begin() {
    this.listen();
    this.look(this.state.open(null, 1));
    this.panel.standing();
    this.main.focus({ preventScroll: true });
  }

  listen() {
    this.page.addEventListener("keydown", (event) => this.key(event));
    this.page.addEventListener("click", (event) => {
      const button = event.target.closest("[data-key]");
      if (button) this.press(button.dataset.key);
      else if (!this.asking.open && getSelection().isCollapsed) {
        const mark = this.state.marks.get(Number(event.target.closest("[data-mark]")?.dataset.mark));
        if (mark) this.look(mark);
      }
    });
    this.page.getElementById("signing").addEventListener("close", (event) => {
      if (event.target.returnValue === "sign") this.sign();
      this.main.focus({ preventScroll: true });
    });
  }

  key(event) {
    if (event.metaKey || event.altKey || event.isComposing || this.asking.open || this.page.querySelector("dialog[open]")) return;
    if (this.choosing) {
      if (this.choose(event)) event.preventDefault();
      return;
    }
    if (event.ctrlKey || (event.target.closest("button") && (event.key === "Enter" || event.key === " "))) return;
    if (this.page.querySelector(`[data-key="${CSS.escape(event.key)}"]`)) {
      event.preventDefault();
      this.press(event.key);
    }
  }

  press(key) {
    if (this.asking.open) return;
    const mark = this.mark;
    if (mark === null && "aAwdDre".includes(key)) return this.say("No proposal is looked at. n goes to the next one.");
    ({
      a: () => this.accept(mark, false), A: () => this.accept(mark, true), w: () => this.widen(mark),
      d: () => this.drop(mark, false), D: () => this.drop(mark, true), r: () => this.reclass(mark), e: () => this.edit(mark),
      n: () => this.look(this.state.open(mark, 1)), p: () => this.look(this.state.open(mark, -1)),
      j: () => this.look(this.state.beside(mark, 1) ?? mark), k: () => this.look(this.state.beside(mark, -1) ?? mark),
      x: () => this.cover(), "/": () => this.find(), u: () => this.tell({ verb: "undo" }), U: () => this.tell({ verb: "redo" }),
      q: () => this.sort(), g: () => this.progress(), s: () => this.vouch(), "?": () => this.page.getElementById("keys").showModal(),
      Q: () => close().catch(() => {}).finally(() => this.end("The review is closed. Everything decided is sealed.")),
    })[key]?.();
  }

  // --- what is looked at ---------------------------------------------------------------------------------------

  look(mark) {
    this.mark = mark;
    this.drawing.look(mark);
    this.panel.look(mark, mark ? this.words(mark.start, mark.end) : "");
  }

  words(start, end) {
    return this.state.rowsOf(start, end).map((number) => {
      const row = this.state.rows[number];
      const points = [...row.text];
      return points.slice(Math.max(0, start - row.start), end - row.start).join("");
    }).join("").replace(/\s+/gu, " ");
  }

  sort() {
    this.state.byRisk = !this.state.byRisk;
    this.state.order();
    this.look(this.state.open(null, 1) ?? this.mark);
    this.say(this.state.byRisk ? "The queue begins with the riskiest." : "The queue goes by place in the text.");
  }

  progress() {
    this.page.getElementById("counts").replaceChildren(...this.panel.whole());
    this.page.getElementById("whole").showModal();
  }

  // --- acts ----------------------------------------------------------------------------------------------------

  accept(mark, all) {
    if (mark.open && mark.verdict !== "undecided") return this.settle(mark, { verb: "agree", mark: mark.id }, mark.verdict);
    return all ? this.tell({ verb: "accept", mark: mark.id, all }, true) : this.settle(mark, { verb: "accept", mark: mark.id }, "covered");
  }

  drop(mark, all) {
    if (!mark.direct) {
      const what = { verb: "drop", mark: mark.id, all };
      return all ? this.tell(what, true) : this.settle(mark, what, "dropped");
    }
    this.asking.words("This names somebody by itself. Why may it be read?", "", all ? "Leave all readable" : "Leave it readable",
      (reason) => this.done({ verb: "drop", mark: mark.id, reason, all }, true));
  }

  reclass(mark) {
    this.asking.kind("Of what kind is it?", this.kinds, (kind) => this.done({ verb: "reclass", mark: mark.id, kind }, true));
  }

  edit(mark) {
    this.asking.words("What stands in its place?", mark.replacement, "Put it there", (replacement) => this.done({ verb: "replace", mark: mark.id, replacement }, true));
  }

  widen(mark) {
    this.choosing = new Choosing(this.state, mark.start, mark.end, false);
    this.choosing.keep = ({ start, end }) => this.tell({ verb: "widen", mark: mark.id, start, end }, true);
    this.show("← → move the end by a word, with Shift the beginning, with Ctrl by a letter. Enter keeps, Escape leaves.");
  }

  cover() {
    const chosen = selected(this.state);
    if (chosen) return this.classify(...chosen);
    const start = this.mark ? this.mark.end : this.state.rows[0].start;
    this.choosing = new Choosing(this.state, start, start + 1, true);
    this.choosing.move(1);
    this.pick();
  }

  pick() {
    this.choosing.keep = ({ start, end }) => this.classify(start, end);
    this.show("← → choose a word, ↑ ↓ a row, Shift with → takes more words, Ctrl letters. Enter covers, Escape leaves.");
  }

  classify(start, end) {
    this.drawing.choosing(start, end);
    const label = `Cover “${this.words(start, end)}” wherever it recurs. Of what kind is it?`;
    this.asking.kind(label, this.kinds, async (kind) => {
      await this.done({ verb: "cover", start, end, kind }, false);
      getSelection().removeAllRanges();
    }, () => this.drawing.choosing(null));
  }

  find() {
    this.asking.words("Find in the transcript", "", "Find", (words) => {
      const place = found(this.state, words, this.choosing ? this.choosing.end : this.mark ? this.mark.end : 0);
      if (!place) throw new Error("These words do not stand in the transcript.");
      // At once: the next key may be here before any timer, and belongs to the choosing.
      this.choosing = new Choosing(this.state, ...place, true);
      this.pick();
    });
  }

  choose(event) {
    if (event.key === "Escape") {
      this.leave("Left as it was.");
    } else if (event.key === "Enter") {
      const { keep, start, end } = this.choosing;
      this.leave("");
      keep({ start, end });
    } else if (this.choosing.heed(event)) {
      this.show(`“${this.words(this.choosing.start, this.choosing.end)}”`);
    } else return false;
    return true;
  }

  show(sentence) {
    this.drawing.choosing(this.choosing.start, this.choosing.end);
    this.say(sentence);
  }

  leave(sentence) {
    this.choosing = null;
    this.drawing.choosing(null);
    this.say(sentence);
  }

  vouch() {
    const { open, decided, total, reader } = this.state.standing;
    const dropped = [...this.state.marks.values()].filter((mark) => mark.verdict === "dropped").length;
    const sentences = open
      ? [`${count(open)} places are open: sign once you have decided on each. n goes to the next one.`]
      : [`You sign as ${reader}.`, `${count(decided)} of ${count(total)} places are decided; left readable: ${count(dropped)}.`,
        "You vouch that nobody in this interview can be traced by the working text, as you know it. A later change voids the signature."];
    this.page.getElementById("vouched").replaceChildren(...sentences.map((words) => Object.assign(document.createElement("p"), { textContent: words })));
    const signing = this.page.getElementById("signing");
    signing.querySelector("[value=sign]").disabled = Boolean(open);
    signing.returnValue = "no";
    signing.showModal();
  }

  sign() {
    this.tell({ verb: "sign" });
  }

  // --- sealing -------------------------------------------------------------------------------------------------

  // A plain decision: shown at once as being sealed, and the next one is looked at; what the process answers counts.
  settle(mark, what, verdict) {
    const before = { ...mark };
    Object.assign(mark, { verdict, open: false, sealing: true });
    this.state.order();
    this.look(this.state.open(mark, 1));
    this.drawing.rows(this.state.rowsOf(mark.start, mark.end));
    return this.done(what, false, true).catch((refusal) => {
      Object.assign(mark, before, { sealing: false });
      this.state.order();
      this.look(mark);
      this.drawing.rows(this.state.rowsOf(mark.start, mark.end));
      this.refused(refusal);
    });
  }

  // Any act whose answer is waited for. on: the next open mark is looked at afterwards.
  tell(what, on = false) {
    return this.done(what, on).catch((refusal) => this.refused(refusal));
  }

  async done(what, on, gone = false) {
    const mark = this.mark;
    this.saved(1);
    let change;
    try {
      change = await act(what);
    } finally {
      this.saved(-1);
    }
    const touched = this.state.apply(change);
    this.panel.decided();
    this.drawing.rows(touched);
    if (!gone) this.go(what, on, change, mark);
    else if (this.mark) this.look(this.state.marks.get(this.mark.id) ?? this.state.open(null, 1));
    else this.look(null);
    this.panel.standing();
    this.say(this.told(what, change));
  }

  // Where to look after an act: on to the next one, or at what the act concerned.
  go(what, on, change, mark) {
    const concerned = change.marks.length ? this.state.marks.get(change.marks[0].id) : mark && this.state.marks.get(mark.id);
    const here = mark && this.state.marks.get(mark.id);
    if (on) this.look(this.state.open(here ?? mark, 1));
    else if (what.verb === "undo" || what.verb === "redo" || what.verb === "cover") this.look(concerned ?? this.state.open(mark, 1));
    else this.look(here ?? this.state.open(mark, 1));
  }

  told(what, change) {
    const places = change.marks.filter((mark) => mark.verdict === "covered").length;
    const said = {
      accept: what.all ? `Covered ${count(places)} places.` : "Covered.", agree: "Agreed.", drop: "Left readable.", widen: "Covered so.",
      reclass: "Re-classed.", replace: "Put there.", cover: `Covered ${count(places)} places.`, undo: "Undone.", redo: "Redone.",
      sign: change.standing === "signed" ? "Signed by two readers: the working text is in the study." : "Signed. A second reader signs the same text.",
    }[what.verb];
    return `${said} ${count(change.decided)} of ${count(change.total)} decided.`;
  }

  saved(step) {
    this.sealing += step;
    this.page.getElementById("saved").textContent = this.sealing ? "sealing…" : "all sealed";
  }

  refused(refusal) {
    if (refusal.ended) this.end(refusal.message);
    else this.say(refusal.message, true);
  }

  // Tell a person, on the page and aloud.
  say(sentence, warning = false) {
    const said = this.page.getElementById("said");
    said.textContent = sentence;
    said.className = warning ? "told warning" : "told";
  }
}
