// Choosing words of a text opens the form that cites them.
import { chosen } from "./passages.js";
import { paintOnly } from "./marks.js";

export function cite(page) {
  const form = page.getElementById("citing");
  const text = page.getElementById("text");
  if (!form || !text) return;
  const finding = form.elements.finding;
  const proposition = form.querySelector("[data-new]");

  const open = () => {
    const span = chosen(text);
    if (!span) return;
    for (const name of ["start", "end", "exact"]) form.elements[name].value = span[name];
    form.querySelector("[data-quote]").textContent = span.exact;
    form.hidden = false;
    paintOnly(text, "chosen", [[span.start, span.end]]);
  };
  const choose = () => {
    proposition.hidden = finding.value !== "";
    form.elements.proposition.required = finding.value === "";
  };
  text.addEventListener("pointerup", () => setTimeout(open));
  text.addEventListener("keyup", (event) => { if (event.shiftKey) open(); });
  page.addEventListener("keydown", (event) => {
    if (event.key !== "c" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    open();
    if (!form.hidden) {
      event.preventDefault();
      finding.focus();
    }
  });
  form.querySelector("[data-leave]").addEventListener("click", () => {
    form.hidden = true;
    paintOnly(text, "chosen", []);
  });
  finding.addEventListener("change", choose);
  if (finding.options.length > 1) finding.selectedIndex = 1;
  choose();
}
