// The panel's fixed parts: header with language and menu, the welcome, the field for a question.

function header(language, options, acts) {
  const chosen = make("select", { className: "languages", attributes: { "aria-label": say(language, "language") }, on: { change: ({ target }) => acts.speak(target.value) } },
    ...Object.entries(LANGUAGES).map(([code, name]) => make("option", { value: code, textContent: code.toUpperCase(), lang: code, label: code.toUpperCase(), title: name, selected: code === language })));
  return make("div", { className: "head" },
    logo(options.logo),
    make("h2", { id: "title", textContent: options.title || say(language, "title"), dir: "auto" }),
    chosen, menu(language, acts),
    acts.close && iconButton("close", say(language, "close"), acts.close));
}

function logo(address) {
  const found = optionAddress(address);
  return found ? make("img", { className: "logo", src: found, alt: "" }) : make("span", { className: "mark", attributes: { "aria-hidden": "true" } });
}

function menu(language, acts) {
  const act = (key, run) => make("button", { type: "button", textContent: say(language, key), on: { click: () => {
    leave();
    run();
  } } });
  // What cannot be undone is asked once more, in the place of the action, which keeps the focus.
  const clear = make("button", { type: "button", textContent: say(language, "clear"), on: { click: () => {
    clear.after(sure);
    sure.focus();
    clear.remove();
  } } });
  const sure = act("sure", acts.clear);
  const list = make("div", { className: "menu", id: "menu", hidden: true }, act("download", acts.download), clear);
  const close = () => open(false);
  const leave = () => {
    opener.focus();
    close();
  };
  const open = (shown) => {
    list.hidden = !shown;
    sure.replaceWith(clear);
    opener.setAttribute("aria-expanded", String(shown));
  };
  const opener = iconButton("more", say(language, "menu"), () => open(list.hidden));
  opener.setAttribute("aria-expanded", "false");
  opener.setAttribute("aria-controls", "menu");
  const escape = (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  };
  const left = ({ relatedTarget, currentTarget }) => currentTarget.contains(relatedTarget) || close();
  return make("div", { className: "more", on: { keydown: escape, focusout: left } }, opener, list);
}

function welcome(language, options, host, starters, ask) {
  const privacy = optionAddress(options.privacy);
  const link = privacy && outward(privacy, say(language, "privacy_link"), `${say(language, "privacy_link")} (${say(language, "new_tab")})`);
  return make("div", { className: "welcome" },
    make("p", { textContent: options.greeting || say(language, "greeting"), dir: "auto" }),
    starters.length ? questions(language, "starters", starters, ask) : null,
    make("p", { className: "about privacy" }, say(language, "privacy", { host: new URL(host).host }), ...(link ? [" ", link] : [])));
}

// What the service reads as a question, in signs.
const LONGEST = 4000;

// The field with its button, which asks, or stops the answer that is under way.
class QuestionForm {
  constructor(language, acts) {
    this.language = language;
    this.problem = make("p", { className: "problem", id: "problem", role: "alert" });
    this.field = make("textarea", {
      rows: 1, dir: "auto", autocomplete: "off", enterKeyHint: "send",
      attributes: { "aria-label": say(language, "question"), placeholder: say(language, "placeholder"), "aria-describedby": "problem" },
      on: { input: () => this.typed(acts), keydown: (event) => this.pressed(event) },
    });
    this.button = make("button", { type: "submit", className: "send" });
    this.element = make("form", { className: "ask", noValidate: true, on: { submit: (event) => {
      event.preventDefault();
      this.running ? acts.stop() : this.submit(acts);
    } } }, make("div", { className: "box" }, this.field, this.button), this.problem);
    this.run(false);
  }

  submit(acts) {
    const question = this.field.value.trim();
    const wrong = question ? question.length > LONGEST && "too_long" : "empty";
    this.problem.textContent = wrong ? say(this.language, wrong) : "";
    if (wrong) return this.field.focus();
    this.set("");
    acts.ask(question);
  }

  set(text) {
    this.field.value = text;
    this.fit();
  }

  run(running) {
    this.running = running;
    const key = running ? "stop" : "send";
    this.button.replaceChildren(icon(key));
    this.button.title = say(this.language, key);
    this.button.setAttribute("aria-label", say(this.language, key));
  }

  typed(acts) {
    this.problem.textContent = "";
    this.fit();
    acts.draft(this.field.value);
  }

  pressed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!this.running) this.element.requestSubmit();
  }

  fit() {
    this.field.style.setProperty("height", "auto");
    if (this.field.scrollHeight) this.field.style.setProperty("height", `${this.field.scrollHeight}px`);
  }
}
