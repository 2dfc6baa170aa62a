// One question at a time, asked in the margin: a reason, words, or the letter of a kind. Escape takes it back.

export class Asking {
  // back: where the keyboard goes when a question is settled.
  constructor(form, back) {
    this.form = form;
    this.back = back;
    this.settle = null;
    this.after = null;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.answer(form.querySelector("input")?.value ?? null);
    });
    form.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") this.done();
      const letter = form.querySelector(`[data-letter="${CSS.escape(event.key)}"]`);
      if (letter && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        this.answer(letter.dataset.kind);
      }
    });
    form.addEventListener("click", (event) => {
      const letter = event.target.closest("[data-kind]");
      if (letter) this.answer(letter.dataset.kind);
      else if (event.target.closest("[data-no]")) this.done();
    });
  }

  get open() {
    return !this.form.hidden;
  }

  // Ask for words. settle is given them; where it throws a Refusal the question stands and says why.
  words(label, value, verb, settle) {
    const input = Object.assign(document.createElement("input"), {
      id: "answer", value, autocomplete: "off", spellcheck: false, maxLength: 1000,
    });
    input.setAttribute("autocorrect", "off");
    this.show(settle, labelled(label, input), input, button(verb, true), button("Leave it", false));
    input.focus();
    input.select();
  }

  // Ask for a kind by its letter. after: called when the question is gone, settled or left.
  kind(label, kinds, settle, after = null) {
    const letters = document.createElement("div");
    letters.className = "letters";
    for (const [kind, letter] of kinds) {
      const one = button("", false);
      one.className = "quiet";
      delete one.dataset.no;
      Object.assign(one.dataset, { letter, kind });
      const key = document.createElement("kbd");
      key.textContent = letter;
      one.append(key, ` ${kind}`);
      letters.append(one);
    }
    this.show(settle, labelled(label, null), letters, button("Leave it", false));
    this.after = after;
    letters.firstElementChild.focus();
  }

  show(settle, ...parts) {
    this.settle = settle;
    this.after = null;
    this.form.replaceChildren(...parts);
    this.form.classList.remove("refusing");
    this.form.hidden = false;
  }

  async answer(value) {
    if (!this.settle || value === null) return;
    try {
      await this.settle(value);
      this.done();
    } catch (refusal) {
      const why = this.form.querySelector(".refused") ?? this.form.appendChild(document.createElement("p"));
      why.className = "refused";
      why.role = "alert";
      why.textContent = refusal.message;
      this.form.classList.add("refusing");
    }
  }

  done() {
    this.settle = null;
    this.form.hidden = true;
    this.form.replaceChildren();
    this.after?.();
    this.back.focus({ preventScroll: true });
  }
}

function labelled(words, control) {
  const label = document.createElement("label");
  label.textContent = words;
  if (control) label.htmlFor = control.id;
  return label;
}

function button(words, submits) {
  const made = document.createElement("button");
  made.type = submits ? "submit" : "button";
  made.textContent = words;
  if (!submits) {
    made.className = "quiet";
    made.dataset.no = "";
  }
  return made;
}
