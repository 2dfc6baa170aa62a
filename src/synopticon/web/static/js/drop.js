// Files handed in: each is streamed to the study's folder, then all of them become one run of collecting.

export function drop(page) {
  const form = page.getElementById("drop");
  if (!form) return;
  const field = form.querySelector("input[type=file]");
  const button = form.querySelector("button");
  const sent = form.querySelector("[data-sent]");
  let files = [];

  const choose = (chosen) => {
    files = chosen;
    const size = files.reduce((sum, { file }) => sum + file.size, 0);
    button.disabled = files.length === 0;
    sent.textContent = files.length ? `${files.length} chosen, ${(size / 1e6).toFixed(1)} MB` : "";
  };
  field.addEventListener("change", () => {
    choose([...field.files].map((file) => ({ file, name: file.webkitRelativePath || file.name })));
  });
  for (const event of ["dragover", "dragenter"]) {
    form.addEventListener(event, (over) => { over.preventDefault(); form.classList.add("over"); });
  }
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", async (dropped) => {
    dropped.preventDefault();
    form.classList.remove("over");
    const entries = [...dropped.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    choose((await Promise.all(entries.map((entry) => inside(entry, "")))).flat());
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    const batch = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
    for (const [number, { file, name }] of files.entries()) {
      sent.textContent = `Handing in ${number + 1} of ${files.length}: ${name}`;
      const answer = await send(page, batch, name, file);
      if (!answer.ok) {
        sent.innerHTML = await answer.text();
        button.disabled = false;
        return;
      }
    }
    const fields = new FormData(form);
    fields.set("batch", batch);
    const begun = await fetch(form.action, { method: "POST", body: new URLSearchParams(fields) });
    location.assign(begun.url);
  });
}

function send(page, batch, name, file) {
  const headers = { "x-csrf-token": page.body.dataset.csrf, "hx-request": "true", "content-type": "application/octet-stream" };
  return fetch(`/collecting/files?${new URLSearchParams({ batch, name })}`, { method: "POST", headers, body: file });
}

// Every file under a dropped entry, with its path inside of what was dropped.
async function inside(entry, folder) {
  const name = folder + entry.name;
  if (entry.isFile) return [{ file: await new Promise((done, fail) => entry.file(done, fail)), name }];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) break;
    found.push(...(await Promise.all(some.map((inner) => inside(inner, `${name}/`)))).flat());
  }
  return found;
}
