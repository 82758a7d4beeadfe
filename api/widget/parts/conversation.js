// Asking: from a question to an exchange that is kept and shown. The answer grows in a draft that is not read
// aloud; the whole of it comes into the log at once, so that a screen reader hears it once.

class Conversation {
  constructor(service, memory, view) {
    Object.assign(this, { service, memory, view, running: null });
  }

  async ask(question) {
    if (this.running) return;
    const exchange = { question, pending: true };
    const history = this.memory.history();
    this.memory.add(exchange);
    const draft = this.view.begin(question);
    // A word or two, a name mostly, tells no language: the answer has that of the panel.
    const language = question.split(/\s+/).length < 3 ? { language: this.view.language } : {};
    const running = (this.running = new AbortController());
    try {
      exchange.answer = await this.answer({ question, history, conversation_id: this.memory.state.id, ...language }, draft, running.signal);
    } catch (error) {
      this.fail(exchange, error);
    }
    // What was stopped by deleting the conversation is not to come back.
    if (this.running === running) this.end(exchange);
  }

  async answer(body, draft, signal) {
    for await (const { name, data } of this.service.ask(body, signal)) {
      if (name === "delta") draft.append(data.text);
      if (name === "answer") return data;
    }
    throw new Failure("broken");
  }

  fail(exchange, error) {
    const kind = error.name === "AbortError" ? "stopped" : error instanceof Failure ? error.kind : "broken";
    if (kind === "broken" && !(error instanceof Failure)) console.error("hub-assistant:", error);
    exchange.failure = { kind, values: error.values || {} };
    if (kind === "limited") exchange.until = Date.now() + error.values.seconds * 1000;
  }

  end(exchange) {
    this.running = null;
    exchange.pending = false;
    this.memory.save();
    this.view.finish(exchange);
  }

  stop() {
    this.running?.abort();
  }

  // An exchange without an answer gives way to the one that asks again.
  retry(exchange) {
    if (this.running) return;
    const { state } = this.memory;
    state.exchanges = state.exchanges.filter((one) => one !== exchange);
    this.view.drop(exchange);
    this.ask(exchange.question);
  }

  // What is under way is shown nowhere any more; it stays kept as interrupted.
  leave() {
    const { running } = this;
    this.running = null;
    running?.abort();
  }

  clear() {
    this.leave();
    const asked = this.memory.state.exchanges.length > 0;
    const gone = this.memory.clear();
    if (asked) this.service.forget(gone);
  }

  async rate(exchange, rating, comment) {
    try {
      await this.service.rate({ answer_id: exchange.answer.answer_id, rating, ...(comment ? { comment } : {}) });
    } catch {
      return false;
    }
    exchange.rating = rating;
    this.memory.save();
    return true;
  }
}
