// Opens the review by its code, keeps it awake while a person reads, and leaves nothing on the page when it ends.
import { Reading } from "./reading.js";
import { awake, enter, sheet } from "./wire.js";

const AWAKE = 20_000; // milliseconds between two words to the process that somebody is there
const rest = Number(document.body.dataset.rest) * 1000;
let seen = performance.now();
let told = seen;
let ended = false;

function end(sentence) {
  ended = true;
  const closed = Object.assign(document.createElement("main"), { className: "closed" });
  closed.append(Object.assign(document.createElement("h1"), { textContent: "Closed" }), Object.assign(document.createElement("p"), { textContent: sentence }));
  document.body.replaceChildren(closed);
  CSS.highlights.clear();
}

function here() {
  seen = performance.now();
  if (ended || seen - told < Math.min(AWAKE, rest / 3)) return;
  told = seen;
  awake().catch((refusal) => end(refusal.message));
}

for (const sign of ["keydown", "pointermove", "pointerdown", "wheel", "touchstart"]) addEventListener(sign, here, { passive: true });
addEventListener("pagehide", () => document.body.replaceChildren());
setInterval(() => {
  if (!ended && performance.now() - seen > rest) end("Nobody was here for a while, so the transcript was put away. Everything decided is sealed. Start it again: synopticon interview review PSEUDONYM");
}, 1000);

async function open(code) {
  await enter(code);
  document.getElementById("door").remove();
  document.getElementById("room").hidden = false;
  try {
    new Reading(document, await sheet(), end).begin();
  } catch (refusal) {
    end(refusal.message);
  }
}

const door = document.getElementById("door");
door.addEventListener("submit", (event) => {
  event.preventDefault();
  open(door.code.value).catch((refusal) => {
    document.getElementById("shut").textContent = refusal.message;
    door.code.select();
  });
});
door.code.focus();
