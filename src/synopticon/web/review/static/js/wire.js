// Talks to this page's own process. The secret that opens it lives in this module's memory and nowhere else.

let secret = "";
let last = Promise.resolve();

// Trade a code for the secret.
export async function enter(code) {
  secret = (await send("/api/enter", { code })).secret;
}

export function sheet() {
  return send("/api/sheet");
}

// One act after the other, in the order of the keys.
export function act(what) {
  const answer = last.then(() => send("/api/act", what));
  last = answer.catch(() => {});
  return answer;
}

export function awake() {
  return send("/api/awake", {});
}

// End the review, once everything that was decided is sealed.
export function close() {
  return last.then(() => send("/api/close", {}));
}

async function send(path, body) {
  const asked = { headers: { "x-review": secret }, cache: "no-store", credentials: "omit" };
  if (body !== undefined) {
    asked.method = "POST";
    asked.body = JSON.stringify(body);
    asked.headers["content-type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(path, asked);
  } catch {
    throw new Refusal({ what: "the review is not running any more", next: "Everything that was answered is sealed. Start it again: synopticon interview review PSEUDONYM" }, true);
  }
  const said = answer.status === 204 ? {} : await answer.json();
  if (!answer.ok) throw new Refusal(said.error ?? { what: "the request cannot be answered" }, answer.status === 401);
  return said;
}

// Why something was not done. ended: nothing more will be answered.
export class Refusal extends Error {
  constructor(error, ended = false) {
    const what = error.what.charAt(0).toUpperCase() + error.what.slice(1);
    super([what + (error.why ? `: ${error.why}` : ""), error.next].filter(Boolean).join(". "));
    this.ended = ended;
  }
}
