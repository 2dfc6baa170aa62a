// The palette: look for a code by part of its name and give it, for codes without a key of their own.

export function paletteIn(page, give) {
  const dialog = page.getElementById("palette");
  const search = page.getElementById("palette-search");
  const options = [...page.querySelectorAll("#palette-codes [data-code]")];
  let latest = null;

  const seen = () => options.filter((one) => !one.hidden);
  const select = (one) => {
    for (const other of options) other.setAttribute("aria-selected", String(other === one));
    search.setAttribute("aria-activedescendant", one ? one.id : "");
    one?.scrollIntoView({ block: "nearest" });
  };
  const selected = () => options.find((one) => one.getAttribute("aria-selected") === "true" && !one.hidden);
  const sift = () => {
    const words = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    for (const one of options) {
      const path = one.textContent.toLocaleLowerCase();
      one.hidden = !words.every((word) => path.includes(word));
    }
    select((!words.length && latest) || seen()[0]);
  };
  const take = (one) => {
    if (!one) return;
    latest = one;
    dialog.close();
    give(one.dataset.code);
  };

  search.addEventListener("input", sift);
  search.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const rows = seen();
      select(rows[Math.min(Math.max(rows.indexOf(selected()) + step, 0), rows.length - 1)]);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      take(selected());
    }
  });
  for (const one of options) one.addEventListener("click", () => take(one));

  return {
    open() {
      search.value = "";
      dialog.showModal();
      sift();
      search.focus();
    },
  };
}
