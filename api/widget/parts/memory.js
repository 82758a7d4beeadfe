// The conversation of this tab, kept over page loads until the tab is closed. No cookie, no other tab.

// Another one when what is kept takes another shape: what an older script kept is not read then.
const FORMAT = 1;
const KEPT = 50;
const TURNS = 6;
const TURN_LENGTH = 2000;

function unguessable() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Two assistants on a page have a conversation each; another one in the place of the first goes on with its own.
const PLACES = new Set();

class Memory {
  constructor(host) {
    for (this.place = 0; PLACES.has(this.place); ) this.place += 1;
    PLACES.add(this.place);
    this.key = `hub-assistant ${FORMAT} ${host}${this.place || ""}`;
    this.state = { id: unguessable(), open: false, language: null, draft: "", exchanges: [], ...this.stored() };
    for (const one of this.state.exchanges) if (one.pending) Object.assign(one, { pending: false, failure: { kind: "interrupted", values: {} } });
  }

  leave() {
    PLACES.delete(this.place);
  }

  stored() {
    try {
      const found = JSON.parse(sessionStorage.getItem(this.key));
      return { ...found, exchanges: found.exchanges.filter((one) => one.question && (one.pending || one.failure || one.answer?.citations)) };
    } catch {
      return {};
    }
  }

  // A full or forbidden storage costs the conversation at the next page, never an answer.
  save() {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(this.state));
    } catch {
      this.state.exchanges = this.state.exchanges.slice(-Math.ceil(KEPT / 2));
    }
  }

  add(exchange) {
    this.state.exchanges = [...this.state.exchanges, exchange].slice(-KEPT);
    this.save();
  }

  clear() {
    const gone = this.state.id;
    Object.assign(this.state, { id: unguessable(), exchanges: [] });
    this.save();
    return gone;
  }

  // What was said before, for a service that has forgotten it.
  history() {
    return this.state.exchanges.filter((one) => one.answer).slice(-TURNS / 2).flatMap(({ answer }) => [
      { role: "user", content: answer.question.slice(0, TURN_LENGTH) },
      { role: "assistant", content: answer.text.slice(0, TURN_LENGTH) },
    ]);
  }

  // As a text that a person can keep.
  written(language) {
    const parts = this.state.exchanges.filter((one) => one.answer).map(({ answer }) => [
      `## ${answer.question}`, answer.text,
      ...answer.citations.map((one) => `[${one.number}] “${one.quote}”\n${reference(language, one)}`),
    ].join("\n\n"));
    return `# ${say(language, "log")}\n\n${location.href}, ${new Date().toISOString().slice(0, 10)}\n\n${parts.join("\n\n")}\n`;
  }
}

function reference(language, citation) {
  const page = citation.page === null ? null : say(language, "page", { page: citation.page });
  const date = citation.date ? written(language, citation.date) : say(language, "undated");
  return [citation.title, date, page].filter(Boolean).join(", ");
}
