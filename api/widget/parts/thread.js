// The exchanges on the page, in a log that assistive technology reads once for each answer.

const SHOWN = 30;

class Thread {
  constructor(language, acts) {
    Object.assign(this, { language, acts, shown: new Map() });
    this.log = make("div", { role: "log", className: "log", attributes: { "aria-label": say(language, "log"), "aria-live": "polite", "aria-relevant": "additions" } });
    this.draft = make("div", { className: "draft", attributes: { "aria-hidden": "true" } });
    this.status = make("p", { className: "hidden", role: "status" });
    this.element = make("div", { className: "scroll" }, this.log, this.draft, this.status);
  }

  restore(exchanges) {
    this.log.replaceChildren(...exchanges.filter((one) => !one.pending).slice(-SHOWN).map((one) => this.made(one)));
  }

  made(exchange) {
    const element = exchangeOf(this.language, exchange, this.acts);
    this.shown.set(exchange, element);
    return element;
  }

  // Shows the question and gives the place where the answer grows.
  begin(question) {
    const text = make("p", { className: "text waiting", dir: "auto" });
    this.draft.replaceChildren(make("p", { className: "question", dir: "auto", textContent: question }), make("div", { className: "answer" }, text));
    this.status.textContent = say(this.language, "searching");
    this.reveal(this.draft);
    return text;
  }

  finish(exchange) {
    const element = this.made(exchange);
    this.status.textContent = "";
    this.draft.replaceChildren();
    this.log.append(element);
    while (this.log.childElementCount > SHOWN) this.log.firstElementChild.remove();
    for (const [one, made] of this.shown) if (made !== element && !made.isConnected) this.shown.delete(one);
    this.reveal(element);
  }

  // The question at the top; where it is long its end, so that the answer is seen.
  reveal({ children: [question, answer] }) {
    this.element.scrollTop = Math.max(question.offsetTop - 12, answer.offsetTop - this.element.clientHeight / 2);
  }

  remove(exchange) {
    this.shown.get(exchange)?.remove();
    this.shown.delete(exchange);
  }
}
