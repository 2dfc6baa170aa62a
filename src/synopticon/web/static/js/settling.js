// Settling disagreements by keyboard: j and k walk them, a number chooses what shall count, Enter keeps it with its reason.

export function settling(page) {
  const list = page.querySelector(".differences");
  if (!list) return;
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input:not([type=radio]), textarea, select") || page.querySelector("dialog[open]")) return;
    const row = page.activeElement.closest?.(".differences > li");
    const choice = row && /^[0-9]$/.test(event.key) && row.querySelector(`input[type=radio][data-number="${event.key}"]`);
    if (!choice) return;
    event.preventDefault();
    choice.checked = true;
    row.querySelector("input[name=reason]").focus();
  });
  // What was just settled gives the focus to the next one.
  const settled = location.hash.startsWith("#d") ? page.getElementById(location.hash.slice(1)) : null;
  (settled ?? (location.hash.startsWith("#d") ? list : null))?.querySelector("a")?.focus();
}
