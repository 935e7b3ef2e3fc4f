// The three questions to the server: keep this drawing, where do its places stand, what does it hold now.
const LAYOUT_MS = 90;
const SAVE_MS = 700;
const AGAIN_MS = 5000;

export async function post(url, token, body, signal) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body),
    signal,
  });
  const isJson = response.headers.get("Content-Type")?.includes("json");
  return { status: response.status, body: isJson ? await response.json() : {} };
}

// Asks for the places of the newest drawing; an older answer is never shown.
export class Layout {
  constructor({ url, token, onPlaces, onRefused }) {
    Object.assign(this, { url, token, onPlaces, onRefused, timer: 0, asking: null });
  }

  ask(drawing, wait = LAYOUT_MS) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(drawing), wait);
  }

  async now(drawing) {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    try {
      const { status, body } = await post(this.url, this.token, { drawing }, asking.signal);
      if (asking.signal.aborted) return;
      if (status === 200) this.onPlaces(drawing, body);
      else this.onRefused(body.problems ?? []);
    } catch (error) {
      if (!asking.signal.aborted) this.onRefused([]);
    }
  }
}

// Keeps the draft, one save at a time; states: saved, waiting, saving, refused, offline, conflict.
export class Saving {
  constructor({ url, token, revision, onState }) {
    Object.assign(this, { url, token, revision, onState, timer: 0, wanted: null, busy: null, state: "saved" });
  }

  change(drawing) {
    this.wanted = drawing;
    if (this.state === "conflict") return;
    this.tell("waiting");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), SAVE_MS);
  }

  get isClean() {
    return this.wanted === null && !this.busy;
  }

  // Answers whether everything is kept.
  async flush() {
    clearTimeout(this.timer);
    if (this.busy) await this.busy;
    if (this.wanted === null) return this.state === "saved";
    if (this.state === "conflict") return false;
    this.busy = this.save(this.wanted);
    await this.busy;
    this.busy = null;
    if (this.state === "saved" && this.wanted !== null) return this.flush();
    return this.state === "saved";
  }

  async save(drawing) {
    this.tell("saving");
    try {
      const { status, body } = await post(this.url, this.token, { revision: this.revision, drawing });
      if (status === 200) {
        this.revision = body.revision;
        if (this.wanted === drawing) this.wanted = null;
        this.tell("saved", body);
      } else if (status === 409) this.tell("conflict", body);
      else if (status === 422) this.tell("refused", body);
      else throw new Error(`save answered ${status}`);
    } catch {
      this.tell("offline");
      this.timer = setTimeout(() => this.flush(), AGAIN_MS);
    }
  }

  // Theirs is what stands now: the next save goes on from it.
  took(revision) {
    this.revision = revision;
    this.wanted = null;
    this.tell("saved");
  }

  tell(state, body = {}) {
    this.state = state;
    this.onState(state, body);
  }
}
