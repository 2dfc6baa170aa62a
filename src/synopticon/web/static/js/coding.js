// Coding by keyboard or mouse: choose words, press a code's key; walk the codings, note, undo. Offsets are code points.
import { caretIn } from "./caret.js";
import { paintOnly, reveal } from "./marks.js";
import { chosen } from "./passages.js";
import { paletteIn } from "./palette.js";
import { stripesOf } from "./stripes.js";

const TYPING = "input, textarea, select, [contenteditable]";
const SEEN = 4000; // milliseconds for which it is said what an act did
const UNKNOWN = { name: "?", path: "a code made since the page was opened", key: "", colour: "#6b6b6b" };
const MOVES = {
  ArrowRight: [1, "grapheme"], ArrowLeft: [-1, "grapheme"], ArrowDown: [1, "sentence"], ArrowUp: [-1, "sentence"],
};

export function coding(page) {
  const carried = page.getElementById("coding");
  if (!carried || !CSS.highlights) return;
  const text = page.getElementById("text");
  const margin = page.querySelector(".coding-margin");
  const panel = page.getElementById("now");
  const bar = page.getElementById("chosen-bar");
  const told = page.getElementById("said");
  const { codes: known, at, ...first } = JSON.parse(carried.textContent);
  const codes = new Map(known.map((code) => [code.id, code]));
  const byKey = new Map(known.filter((code) => code.key).map((code) => [code.key, code.id]));
  const caret = caretIn(text);
  const codeOf = (id) => codes.get(id) ?? UNKNOWN;
  const stripes = stripesOf(text, codeOf, (id) => settle(id));
  let rows = first.rows;
  let now = null;
  let held = null; // the words for which the palette was opened
  let queue = Promise.resolve();
  const palette = paletteIn(page, (code) => give(code, held));

  const draw = () => {
    stripes.show(rows);
    paintOnly(text, "coded", joined(rows));
  };

  // Make a coding the one that keys are about.
  const settle = (id) => {
    if (now) listed(now[0])?.classList.remove("now");
    now = rows.find((row) => row[0] === id) ?? null;
    stripes.mark(now?.[0]);
    paintOnly(text, "now", now ? [[now[1], now[2]]] : []);
    panel.hidden = !now;
    if (!now) return;
    panel.querySelector("[data-path]").textContent = codeOf(now[3]).path;
    panel.querySelector("[data-who]").textContent = `by ${now[4]}`;
    const row = listed(now[0]);
    row?.classList.add("now");
    row?.scrollIntoView({ block: "nearest", behavior: "instant" });
    const own = panel.querySelector("[data-own]");
    own.hidden = !now[5];
    own.elements.memo.value = now[6];
  };
  const listed = (id) => page.querySelector(`[data-coding="${CSS.escape(id)}"]`);

  // One act after the other; what the study says afterwards is what the page shows.
  const act = (verb, fields) => {
    const body = new URLSearchParams({ coder: margin.dataset.coder, only: margin.dataset.only, near: now?.[1] ?? 0, ...fields });
    queue = queue.then(async () => {
      let answer = null;
      let words = "";
      try {
        answer = await fetch(`/code/${margin.dataset.document}/${verb}`, {
          method: "POST", body, headers: { "x-csrf-token": page.body.dataset.csrf, "hx-request": "true" },
        });
        words = await answer.text();
      } catch {
        say("The workbench does not answer; nothing was changed.");
      }
      if (!answer?.ok) {
        if (words) told.innerHTML = words;
        rows = rows.filter((row) => row[0] !== "");
        draw();
        return;
      }
      const done = JSON.parse(words);
      rows = done.rows;
      page.getElementById("codings").outerHTML = done.listed;
      draw();
      settle(done.new || now?.[0]);
      say(done.said);
    });
    return queue;
  };
  const say = (sentence) => {
    const said = document.createElement("p");
    said.className = "done";
    said.textContent = sentence;
    told.replaceChildren(said);
    setTimeout(() => said.remove(), SEEN);
  };

  const give = (code, span) => {
    if (!span) return;
    rows = [...rows, ["", span.start, span.end, code, first.coder, true, ""]];
    draw();
    act("give", { code, start: span.start, end: span.end, exact: span.exact });
  };
  const lookUp = () => {
    held = chosen(text);
    if (held) palette.open();
  };
  const walk = (step) => {
    if (!rows.length) return;
    const here = rows.findIndex((row) => row[0] === now?.[0]);
    const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + step, 0), rows.length - 1);
    show(rows[next]);
  };
  const show = (row) => {
    caret.stand(row[1]);
    settle(row[0]);
  };
  const note = () => {
    if (now?.[5]) panel.querySelector("textarea").focus();
  };
  const take = () => {
    if (now?.[5]) act("remove", { coding: now[0] });
  };

  const plain = {
    j: () => walk(1), k: () => walk(-1), m: note, Delete: take, Backspace: take,
    u: () => act("undo", {}), U: () => act("redo", {}),
  };
  const onKey = (event) => {
    if (event.isComposing || event.target.closest?.(TYPING) || page.querySelector("dialog[open]")) return;
    const handled = () => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const key = typed(event);
    const control = event.ctrlKey || event.metaKey;
    if (control && key.toLowerCase() === "z") {
      handled();
      act(event.shiftKey ? "redo" : "undo", {});
      return;
    }
    const inText = text.contains(page.activeElement) || page.activeElement === page.body;
    const move = inText && MOVES[event.key];
    if (move) {
      handled();
      const [step, kind] = move;
      caret.move(step, kind === "grapheme" && (control || event.altKey) ? "word" : kind, event.shiftKey);
      return;
    }
    if (control || event.altKey || event.metaKey) return;
    if (inText && (event.key === "Home" || event.key === "End")) {
      handled();
      caret.edge(event.key === "End" ? 1 : -1, event.shiftKey);
      return;
    }
    const span = chosen(text);
    if (span && (byKey.has(key) || key === "Enter" || key === "Escape")) {
      if (key === "Enter" && !inText) return;
      handled();
      if (key === "Enter") lookUp();
      else if (key === "Escape") caret.drop();
      else give(byKey.get(key), span);
    } else if (plain[key]) {
      handled();
      plain[key]();
    }
  };
  page.addEventListener("keydown", onKey, true);
  page.addEventListener("selectionchange", () => {
    caret.follow();
    const span = chosen(text);
    bar.hidden = !span;
    if (span) bar.querySelector("[data-words]").textContent = `${span.end - span.start} characters chosen`;
  });
  bar.querySelector("[data-choose]").addEventListener("pointerdown", (event) => event.preventDefault());
  bar.querySelector("[data-choose]").addEventListener("click", lookUp);
  margin.addEventListener("submit", (event) => {
    const { act: verb } = event.target.dataset;
    if (!verb) return;
    event.preventDefault();
    act(verb, {});
  });
  margin.addEventListener("click", (event) => {
    const row = event.target.closest("[data-coding] > a");
    if (!row) return;
    event.preventDefault();
    show(rows.find(([id]) => id === row.parentElement.dataset.coding));
  });
  panel.querySelector("[data-take]").addEventListener("click", take);
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    const memo = panel.querySelector("textarea").value;
    text.focus({ preventScroll: true });
    act("change", { coding: now[0], memo });
  });
  margin.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) event.target.form.requestSubmit();
  });
  told.classList.add("floating"); // what acts say must not push the text away under the eye
  draw();
  text.focus({ preventScroll: true });
  if (at) {
    paintOnly(text, "found", [at]);
    reveal(text, at[0]);
    settle(rows.find((row) => row[1] === at[0] && row[2] === at[1])?.[0]);
  }
}

// The character that a key writes; on a keyboard of another script the Latin letter on the same key.
function typed(event) {
  if (event.key.length === 1 && event.key > "\x7f" && /^Key[A-Z]$/.test(event.code)) {
    const letter = event.code.slice(3);
    return event.shiftKey ? letter : letter.toLowerCase();
  }
  return event.key;
}

// The spans of rows, those that touch as one.
function joined(rows) {
  const spans = [];
  for (const [, start, end] of [...rows].sort((a, b) => a[1] - b[1])) {
    const before = spans[spans.length - 1];
    if (before && start <= before[1]) before[1] = Math.max(before[1], end);
    else spans.push([start, end]);
  }
  return spans;
}
