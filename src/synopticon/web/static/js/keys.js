// The keyboard: "/" to search, "?" for help, j and k through a list, g and a letter to a place.

const TYPING = "input, textarea, select, [contenteditable]";
const PAUSE = 1500; // milliseconds in which the letter may follow the g

export function keys(page) {
  let going = 0;
  const dialog = page.getElementById("keys");
  page.querySelector(".rail [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
  page.addEventListener("click", (event) => {
    if (event.target.closest("[data-open=keys]")) dialog.showModal();
  });
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest(TYPING)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (dialog.open) return;
    if (event.timeStamp - going < PAUSE && going) {
      going = 0;
      const link = page.querySelector(`.rail a[data-key="${CSS.escape(event.key)}"]`);
      if (link) {
        event.preventDefault();
        link.click();
      }
      return;
    }
    const act = {
      "/": () => page.getElementById("seek")?.focus(),
      "?": () => dialog.showModal(),
      g: () => { going = event.timeStamp; },
      j: () => walk(page, 1),
      k: () => walk(page, -1),
    }[event.key] ?? pageKey(page, event.key);
    if (act) {
      event.preventDefault();
      act();
    }
  });
}

// A page names its own keys on the control that the key presses: data-press="y".
function pageKey(page, key) {
  const control = page.querySelector(`[data-press="${CSS.escape(key)}"]`);
  return control ? () => control.click() : null;
}

// Move the focus to the first link of the next or previous row.
function walk(page, step) {
  const rows = [...page.querySelectorAll("[data-walk] > li, [data-walk] > tbody > tr")];
  const links = rows.map((row) => row.querySelector("a, button")).filter(Boolean);
  if (!links.length) return;
  const here = links.findIndex((link, at) => link === page.activeElement || rows[at].contains(page.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step;
  const link = links[Math.min(Math.max(next, 0), links.length - 1)];
  link.focus();
  link.scrollIntoView({ block: "nearest" });
}
