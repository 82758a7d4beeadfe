// One question and what came of it: the answer with its cards, or why there is none and how to ask again.
// `acts` are what the conversation does for it: ask, show, rate, copy.

function exchangeOf(language, exchange, acts) {
  const body = exchange.answer ? answered(language, exchange, acts) : missing(language, exchange, acts);
  return make("article", { className: "exchange", tabIndex: -1 }, asked(language, exchange.question), ...body);
}

function asked(language, question) {
  return make("h3", { className: "question", dir: "auto" },
    make("span", { className: "hidden", textContent: `${say(language, "you_asked")} ` }), question);
}

function answered(language, exchange, acts) {
  const { answer } = exchange;
  const sources = make("ol", { className: "sources", attributes: { "aria-label": say(language, "sources"), "aria-live": "off" } },
    ...answer.citations.map((citation) => sourceCard(language, citation, acts.show)));
  const chip = (number) => chipTo(language, number, sources);
  const tag = tagOf(language, answer);
  return [
    make("div", { className: `answer ${tag ? tag[0] : ""}` },
      tag && make("p", { className: "tag", textContent: tag[1] }),
      ...told(language, answer, chip),
      answer.figures?.length ? chart(language, answer.figures) : null,
      answer.as_of ? make("p", { className: "about", textContent: say(language, "as_of", { date: written(language, answer.as_of) }) }) : null),
    sources,
    rating(language, exchange, acts),
    answer.suggestions.length ? questions(language, "follow", answer.suggestions, acts.ask) : null,
  ];
}

// Members stand as cards under the line that introduces them; everything else as the text that it is.
function told(language, answer, chip) {
  const members = answer.experts || [];
  const cited = new Set(answer.citations.map(({ number }) => number));
  if (!members.length) return [make("div", { className: "text", lang: answer.language, dir: "auto" }, ...blocks(marked(answer, chip)))];
  return [
    make("p", { className: "text", lang: answer.language, dir: "auto", textContent: answer.text.split("\n- ", 1)[0] }),
    make("ol", { className: "members", lang: answer.language, attributes: { "aria-label": say(language, "members") } },
      ...members.map((member) => memberCard(language, member, (number) => (cited.has(number) ? chip(number) : null)))),
  ];
}

function chipTo(language, number, sources) {
  const go = () => {
    const card = sources.querySelector(`[data-number="${Number(number)}"]`);
    card.focus();
  };
  return make("button", { type: "button", className: "chip", textContent: number, attributes: { "aria-label": say(language, "source", { number }) }, on: { click: go } });
}

function questions(language, key, found, ask) {
  const heading = make("p", { className: "about", textContent: say(language, key) });
  return make("div", { className: "questions", role: "group", attributes: { "aria-label": say(language, key), "aria-live": "off" } }, heading,
    ...found.map((question) => make("button", { type: "button", textContent: question, on: { click: () => ask(question) } })));
}

function missing(language, exchange, acts) {
  const { kind, values } = exchange.failure;
  const text = make("p", { className: "text", textContent: say(language, kind, values) });
  const again = make("button", { type: "button", className: "again", textContent: say(language, "retry"), on: { click: () => acts.retry(exchange) } });
  if (kind === "limited" && exchange.until > Date.now()) count(language, again, exchange.until);
  return [make("div", { className: "answer failed" }, text, again)];
}

// Counts down on the button itself; it stops when the button is gone.
function count(language, button, until) {
  const seconds = Math.ceil((until - Date.now()) / 1000);
  button.disabled = seconds > 0;
  button.textContent = seconds > 0 ? say(language, "retry_in", { seconds }) : say(language, "retry");
  if (seconds > 0) setTimeout(() => button.isConnected && count(language, button, until), 1000);
}

function rating(language, exchange, acts) {
  const note = make("span", { className: "about", role: "status" });
  const buttons = ["up", "down"].map((value) => {
    const button = iconButton(value, say(language, value), () => rate(value));
    button.setAttribute("aria-pressed", String(exchange.rating === value));
    return button;
  });
  const copy = navigator.clipboard && iconButton("copy", say(language, "copy"), () => acts.copy(exchange.answer).then(() => (note.textContent = say(language, "copied"))));
  const tell = (sent) => {
    note.textContent = say(language, sent ? "thanks" : "rating_failed");
    return sent;
  };
  const comment = commentForm(language, async (text) => {
    comment.hidden = tell(!text || (await acts.rate(exchange, exchange.rating, text)));
    if (comment.hidden) buttons[exchange.rating === "up" ? 0 : 1].focus();
  });
  comment.hidden = true;
  const rate = async (value) => {
    const sent = tell(await acts.rate(exchange, value));
    buttons.forEach((button, place) => button.setAttribute("aria-pressed", String(sent && (place === 0) === (value === "up"))));
    comment.hidden = !sent;
  };
  return make("div", { className: "rating", role: "group", attributes: { "aria-label": say(language, "useful"), "aria-live": "off" } }, ...buttons, copy || null, note, comment);
}

function commentForm(language, send) {
  const field = make("textarea", { rows: 2, maxLength: 2000, attributes: { "aria-label": say(language, "comment"), placeholder: say(language, "comment") } });
  const submit = (event) => {
    event.preventDefault();
    send(field.value.trim());
  };
  return make("form", { className: "comment", on: { submit } }, field, make("button", { type: "submit", textContent: say(language, "comment_send") }));
}
