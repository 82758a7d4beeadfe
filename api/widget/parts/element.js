// <hub-assistant>: a launcher at the corner of the page, or a panel in its place. Everything is in its shadow tree.

const PHONE = matchMedia("(max-width: 30em)");
const DARK = matchMedia("(prefers-color-scheme: dark)");

// A rem is of the page's root, which may have any size; the text here has the size that the visitor set.
const SIZED = STYLE.replace(/([\d.]+)rem/g, "calc($1 * var(--em))");

function sheetOf(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

// The launcher that nobody asked for in so many words: it gives way to the first element that a page puts in later.
let automatic = null;

class HubAssistant extends HTMLElement {
  static observedAttributes = Object.keys(DEFAULTS).flatMap((name) => (name === "title" ? [`data-${name}`] : [name, `data-${name}`]));

  connectedCallback() {
    if (automatic !== this) automatic?.remove();
    this.root = this.shadowRoot || this.attachShadow({ mode: "open" });
    this.colours = sheetOf("");
    this.root.adoptedStyleSheets = [sheetOf(SIZED), this.colours];
    this.memory = new Memory(HOST);
    this.service = new Service(HOST);
    this.viewer = new Viewer(this.service);
    this.conversation = new Conversation(this.service, this.memory, this);
    this.watch = new AbortController();
    const { signal } = this.watch;
    DARK.addEventListener("change", () => this.paint(), { signal });
    PHONE.addEventListener("change", () => this.refit(), { signal });
    this.viewer.element.addEventListener("close", () => this.refit(), { signal });
    this.build();
  }

  disconnectedCallback() {
    this.watch.abort();
    this.conversation.leave();
    this.memory.leave();
  }

  attributeChangedCallback(_, before, after) {
    if (this.conversation && before !== after) this.build();
  }

  // Asks a question as if the visitor had typed it.
  ask(question) {
    if (!this.inline) this.open();
    if (this.form.running) return;
    this.welcome?.remove();
    this.conversation.ask(String(question));
  }

  speak(language) {
    this.memory.state.language = language;
    this.memory.save();
    this.build();
    this.root.querySelector(".languages").focus();
  }

  build() {
    if (this.conversation.running) return void (this.stale = true);
    this.stale = false;
    this.options = optionsOf(this);
    this.inline = this.options.mode === "inline";
    this.language = spoken(this.memory.state.language, this.options.language, document.documentElement.lang, navigator.languages);
    this.paint();
    this.panel = this.inline ? make("section", { className: "panel" }) : make("dialog", { className: "panel", on: { cancel: (event) => {
      event.preventDefault();
      this.close();
    } } });
    this.panel.lang = this.language;
    this.panel.setAttribute("aria-labelledby", "title");
    this.panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing && !this.inline) this.close();
    });
    this.fill();
    this.launcher = this.inline ? null : this.launching();
    this.root.replaceChildren(...[this.launcher, this.panel, this.viewer.element].filter(Boolean));
    if (this.memory.state.open && !this.inline) this.show();
  }

  fill() {
    const { language, options, conversation } = this;
    this.thread = new Thread(language, {
      ask: (question) => this.follow(question), retry: (exchange) => {
        conversation.retry(exchange);
        this.rest();
      },
      show: (citation) => this.viewer.show(language, citation), rate: (...rated) => conversation.rate(...rated),
      copy: ({ text, citations }) => navigator.clipboard.writeText([text, ...citations.map((one) => `[${one.number}] “${one.quote}” ${reference(language, one)}`)].join("\n\n")),
    });
    this.form = new QuestionForm(language, { ask: (question) => this.ask(question), stop: () => conversation.stop(), draft: (text) => this.keep({ draft: text }) });
    this.thread.restore(this.memory.state.exchanges);
    const top = header(language, options, { speak: (chosen) => this.speak(chosen), download: () => this.download(), clear: () => this.clear(), close: this.inline ? null : () => this.close() });
    this.panel.replaceChildren(top, this.thread.element, this.form.element);
    this.greet();
    this.form.set(this.memory.state.draft);
    requestAnimationFrame(() => (this.thread.element.scrollTop = this.memory.state.exchanges.length ? this.thread.element.scrollHeight : 0));
  }

  greet() {
    if (this.memory.state.exchanges.length) return;
    this.welcome = welcome(this.language, this.options, HOST, startersIn(this.language), (question) => this.follow(question));
    this.thread.element.prepend(this.welcome);
  }

  follow(question) {
    this.ask(question);
    this.rest();
  }

  // What was pressed went away: the focus goes to where the next question is typed, without a keyboard over a phone's screen.
  rest() {
    (matchMedia("(pointer: coarse)").matches ? this.form.button : this.form.field).focus();
  }

  launching() {
    const title = this.options.title || say(this.language, "title");
    return make("button", { type: "button", className: "launcher", lang: this.language, on: { click: () => this.open() }, attributes: { "aria-haspopup": "dialog", "aria-label": say(this.language, "launch_label", { title }) } },
      icon("ask"), make("span", { textContent: this.options.title || say(this.language, "launch"), dir: "auto" }));
  }

  paint() {
    const scheme = this.options.theme === "auto" ? (DARK.matches ? "dark" : "light") : this.options.theme;
    const colour = this.options.colour || getComputedStyle(this).getPropertyValue("--hub-accent").trim();
    const own = Object.entries(shades(colour, scheme === "dark" ? "dark" : "light")).map(([name, value]) => `${name}:${value}`);
    this.colours.replaceSync(`:host{--em:${getComputedStyle(this).fontSize};${own.join(";")}}`);
    this.root.host.dataset.scheme = scheme === "dark" ? "dark" : "light";
    this.root.host.dataset.place = this.inline ? "inline" : this.options.position === "left" ? "left" : "right";
  }

  open() {
    if (this.panel.open) return;
    this.keep({ open: true });
    this.show();
    this.form.field.focus();
  }

  show() {
    // Over a phone's whole screen it takes the focus; beside a page, `show()` would take it from the page's reader.
    if (PHONE.matches) this.panel.showModal();
    else this.panel.open = true;
    this.launcher.hidden = true;
    this.form.fit();
  }

  // A phone that was turned, or a window made small, with everything as it stands.
  refit() {
    if (this.inline || !this.panel.open || this.viewer.element.open || this.panel.matches(":modal") === PHONE.matches) return;
    const { activeElement } = this.root;
    this.panel.close();
    this.show();
    activeElement?.focus();
  }

  close() {
    this.keep({ open: false });
    this.panel.close();
    this.launcher.hidden = false;
    this.launcher.focus();
  }

  keep(changed) {
    Object.assign(this.memory.state, changed);
    this.memory.save();
  }

  clear() {
    this.conversation.clear();
    this.form.run(false);
    // A language that was chosen in mid answer waited for its end.
    if (this.stale) this.build();
    else this.fill();
    this.thread.status.textContent = say(this.language, "cleared");
    this.form.field.focus();
  }

  download() {
    const address = URL.createObjectURL(new Blob([this.memory.written(this.language)], { type: "text/markdown" }));
    make("a", { href: address, download: `${say(this.language, "file_name")}.md` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  begin(question) {
    this.form.run(true);
    this.keep({ draft: "" });
    return this.thread.begin(question);
  }

  finish(exchange) {
    this.form.run(false);
    this.thread.finish(exchange);
    if (this.stale) this.build();
  }

  drop(exchange) {
    this.thread.remove(exchange);
  }
}

// One of each kind of asker first, then another of the first kind.
function startersIn(language) {
  const found = STARTERS[language] || [];
  const kinds = [...new Set(found.map((one) => one.for))];
  const first = kinds.map((kind) => found.find((one) => one.for === kind));
  return [...first, ...found.filter((one) => !first.includes(one))].slice(0, 4).map(({ question }) => question);
}
