// The stripes beside a coded text: one a coding, side by side where they overlap, drawn as their stretch comes near.
import { ranges } from "./marks.js";

export function stripesOf(text, codeOf, choose) {
  const near = new Set();
  const drawn = new Map();
  let placed = [];
  let now = null;

  const watcher = new IntersectionObserver((seen) => {
    for (const entry of seen) {
      if (!entry.isIntersecting) near.delete(entry.target);
      else if (!near.has(entry.target)) {
        near.add(entry.target);
        refresh(entry.target);
      }
    }
  }, { rootMargin: "100% 0px" });

  // A stretch is drawn again only where its stripes differ from those that stand there.
  const refresh = (stretch) => {
    const chunk = stretch.querySelector(".chunk");
    const [from, to] = [Number(chunk.dataset.start), Number(chunk.dataset.end)];
    const here = placed.filter((row) => row.start < to && row.end > from);
    const state = `${innerWidth} ${here.map((row) => `${row.id}${row.start}-${row.end}${row.code}${row.lane}`).join()}`;
    if (drawn.get(stretch) === state) return;
    drawn.set(stretch, state);
    draw(stretch, here);
  };
  const draw = (stretch, here) => {
    const column = stretch.querySelector(".stripes");
    const chunk = stretch.querySelector(".chunk");
    const top = column.getBoundingClientRect().top;
    const width = innerWidth > 640 ? 17 : 9;
    const most = innerWidth > 640 ? 99 : 5;
    const made = [];
    for (const row of here) {
      const parts = ranges(chunk, row.start, row.end);
      if (!parts.length) continue;
      const [first, last] = [box(parts[0], true), box(parts[parts.length - 1], false)];
      const code = codeOf(row.code);
      const stripe = document.createElement("button");
      stripe.type = "button";
      stripe.tabIndex = -1;
      stripe.dataset.stripe = row.id;
      stripe.classList.toggle("now", row.id === now);
      stripe.classList.toggle("waiting", row.id === "");
      stripe.title = `${code.path}, ${row.coder}`;
      Object.assign(stripe.style, {
        top: `${first.top - top}px`, height: `${Math.max(last.bottom - first.top, 7)}px`,
        left: `${Math.min(row.lane, most - 1) * width}px`, background: code.colour, color: over(code.colour),
      });
      const sign = document.createElement("span");
      sign.textContent = code.key || code.name.slice(0, 1);
      stripe.append(sign);
      stripe.addEventListener("click", () => choose(row.id));
      made.push(stripe);
    }
    column.replaceChildren(...made);
  };

  const found = (id) => (id ? text.querySelectorAll(`[data-stripe="${CSS.escape(id)}"]`) : []);
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    near.forEach(refresh);
  });
  for (const stretch of text.querySelectorAll(".stretch")) watcher.observe(stretch);

  return {
    // Draw these rows: [id, start, end, code, coder, own].
    show(rows) {
      placed = inLanes(rows);
      const lanes = String(placed.reduce((most, row) => Math.max(most, row.lane + 1), 0));
      if (text.style.getPropertyValue("--lanes") !== lanes) {
        text.style.setProperty("--lanes", lanes);
        drawn.clear();
      }
      near.forEach(refresh);
    },
    // Outline the stripe of one coding.
    mark(id) {
      for (const stripe of found(now)) stripe.classList.remove("now");
      now = id;
      for (const stripe of found(now)) stripe.classList.add("now");
    },
  };
}

// Each row in the first lane that is free where it begins.
function inLanes(rows) {
  const ends = [];
  return [...rows].sort((a, b) => a[1] - b[1] || b[2] - a[2]).map(([id, start, end, code, coder]) => {
    let lane = ends.findIndex((busy) => busy <= start);
    if (lane < 0) lane = ends.length;
    ends[lane] = end;
    return { id, start, end, code, coder, lane };
  });
}

// Where the first, or last, character of a range stands.
function box(part, first) {
  const range = document.createRange();
  const at = first ? part.startOffset : Math.max(part.startOffset, part.endOffset - 1);
  range.setStart(part.startContainer, at);
  range.setEnd(part.startContainer, Math.min(at + 1, part.startContainer.length));
  return range.getBoundingClientRect();
}

// Black or white, whichever is read on that colour.
function over(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  return 0.2126 * red ** 2.2 + 0.7152 * green ** 2.2 + 0.0722 * blue ** 2.2 > 0.179 ? "#000000" : "#ffffff";
}
