// The page: asks POST /v1/ask/stream and shows the answer as it comes, with its quotes.
// Everything that is not ours goes into the page as text nodes, never as HTML.
"use strict";

const WORDS = {
  en: {
    skip: "Skip to the question", languages: "Language", title: "Ask the hub’s documents",
    lead: "Ask in English, Spanish or Catalan. Every answer quotes the passages it rests on, word for word.",
    label: "Your question", placeholder: "Write a question", ask: "Ask",
    examples: "Examples", answers: "Answers", reset: "New conversation",
    note: "Answers come from the documents loaded into this service. Check the quoted page before you rely on one.",
    abstained: "Not in the documents", noAnswer: "The documents do not answer this question.", conflict: "The documents give several values", asof: "As of",
    page: "page", openPage: "Open page", open: "Open the document", newTab: "opens in a new tab",
    source: "Source", empty: "Write a question first.", busy: "Wait until this answer is complete.",
    searching: "Searching the documents", ready: "The answer is ready. Sources:",
    failed: "The answer could not be fetched. Try again.",
  },
  es: {
    skip: "Ir a la pregunta", languages: "Idioma", title: "Pregunte a los documentos del hub",
    lead: "Pregunte en español, catalán o inglés. Cada respuesta cita, palabra por palabra, los pasajes en que se apoya.",
    label: "Su pregunta", placeholder: "Escriba una pregunta", ask: "Preguntar",
    examples: "Ejemplos", answers: "Respuestas", reset: "Nueva conversación",
    note: "Las respuestas salen de los documentos cargados en este servicio. Compruebe la página citada antes de darla por buena.",
    abstained: "No está en los documentos", noAnswer: "Los documentos no responden a esta pregunta.", conflict: "Los documentos dan varios valores", asof: "Datos de",
    page: "página", openPage: "Abrir la página", open: "Abrir el documento", newTab: "se abre en otra pestaña",
    source: "Fuente", empty: "Escriba primero una pregunta.", busy: "Espere a que esta respuesta esté completa.",
    searching: "Buscando en los documentos", ready: "La respuesta está lista. Fuentes:",
    failed: "No se ha podido obtener la respuesta. Inténtelo de nuevo.",
  },
  ca: {
    skip: "Vés a la pregunta", languages: "Idioma", title: "Pregunteu als documents del hub",
    lead: "Pregunteu en català, castellà o anglès. Cada resposta cita, paraula per paraula, els passatges en què es basa.",
    label: "La vostra pregunta", placeholder: "Escriviu una pregunta", ask: "Pregunta",
    examples: "Exemples", answers: "Respostes", reset: "Conversa nova",
    note: "Les respostes surten dels documents carregats en aquest servei. Comproveu la pàgina citada abans de donar-la per bona.",
    abstained: "No és als documents", noAnswer: "Els documents no responen aquesta pregunta.", conflict: "Els documents donen diversos valors", asof: "Dades de",
    page: "pàgina", openPage: "Obre la pàgina", open: "Obre el document", newTab: "s’obre en una pestanya nova",
    source: "Font", empty: "Escriviu primer una pregunta.", busy: "Espereu que aquesta resposta sigui completa.",
    searching: "S’està cercant als documents", ready: "La resposta és a punt. Fonts:",
    failed: "No s’ha pogut obtenir la resposta. Torneu-ho a provar.",
  },
};
const EXAMPLES = {
  en: [["Entrepreneurs", "Who in Catalonia can produce CAR-T therapies?"],
    ["Press office", "How many members does the hub have?"],
    ["Visitors", "What is the Advanced Therapies Hub of Catalonia?"]],
  es: [["Emprendedores", "¿Quién puede producir terapias CAR-T en Cataluña?"],
    ["Prensa", "¿Cuántos miembros tiene el hub?"],
    ["Visitantes", "¿Qué es el Hub de Terapias Avanzadas de Cataluña?"]],
  ca: [["Emprenedors", "Qui pot produir teràpies CAR-T a Catalunya?"],
    ["Premsa", "Quants membres té el hub?"],
    ["Visitants", "Què és el Hub de Teràpies Avançades de Catalunya?"]],
};
const HISTORY_TURNS = 6;
const byId = (id) => document.getElementById(id);
const form = byId("form");
const field = byId("question");
let language = firstLanguage();
let turns = [];
let running = null;
let asked = 0;

function firstLanguage() {
  const wanted = (navigator.languages || []).map((name) => name.slice(0, 2));
  return wanted.find((name) => name in WORDS) || "en";
}

function t(key) {
  return WORDS[language][key];
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function showLanguage() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", t(element.dataset.tLabel));
  field.placeholder = t("placeholder");
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.setAttribute("aria-pressed", String(button.dataset.lang === language));
  }
  byId("examples").replaceChildren(...EXAMPLES[language].map(([who, question]) => {
    const button = make("button", { type: "button" }, make("span", { className: "who", textContent: who }), question);
    button.addEventListener("click", () => ask(question));
    return button;
  }));
}

// Answer text with its marks [1] as links to the sources below it. Only the marks that follow a
// statement are ours: a quote may hold marks of its own, which stay text.
function marked(answer, exchange) {
  const parts = [];
  let from = 0;
  const told = new Set(answer.statements.flatMap(({ citations }) => citations));
  const own = answer.citations.map(({ number }) => number).filter((number) => !told.has(number));
  for (const { text, citations } of answer.statements) {
    const start = answer.text.indexOf(text, from);
    const marks = citations.map((number) => ` [${number}]`).join("");
    const at = start < 0 ? -1 : answer.text.indexOf(marks, start + text.length);
    if (at < 0) continue;
    parts.push(...linked(answer.text.slice(from, at), own, exchange));
    parts.push(...citations.flatMap((number) => [" ", chip(number, exchange)]));
    from = at + marks.length;
  }
  return [...parts, ...linked(answer.text.slice(from), own, exchange)];
}

// The assistant's own words end a line with the mark of what they rest on: the way to reach somebody.
function linked(text, own, exchange) {
  return text.split(/(?<= )\[(\d+)\](?=\n|$)/).map((part, place) => {
    if (place % 2 === 0) return part;
    return own.includes(Number(part)) ? chip(Number(part), exchange) : `[${part}]`;
  });
}

function chip(number, exchange) {
  const link = make("a", { className: "chip", href: `#source-${exchange}-${number}`, textContent: String(number) });
  link.setAttribute("aria-label", `${t("source")} ${number}`);
  return link;
}

function sourceCard(citation, exchange) {
  const about = [citation.date, citation.page === null ? null : `${t("page")} ${citation.page}`, citation.section];
  const card = make("li", { className: "source", id: `source-${exchange}-${citation.number}`, tabIndex: -1 },
    make("span", { className: "number", textContent: String(citation.number) }),
    make("div", {},
      make("p", { className: "title", textContent: citation.title }),
      make("p", { className: "about", textContent: about.filter(Boolean).join(" · ") })),
    make("blockquote", { lang: citation.language, textContent: citation.quote }));
  if (citation.url.startsWith("/v1/documents/")) {
    const label = citation.page === null ? t("open") : `${t("openPage")} ${citation.page}`;
    const link = make("a", { className: "open", href: citation.url, target: "_blank", rel: "noopener", textContent: label });
    link.setAttribute("aria-label", `${label}: ${citation.title} (${t("newTab")})`);
    card.append(link);
  }
  return card;
}

function newExchange(question) {
  const number = ++asked;
  const text = make("p", { className: "text waiting" });
  const answer = make("div", { className: "answer" }, text);
  const sources = make("ol", { className: "sources" });
  const element = make("article", { className: "exchange" },
    make("h2", { textContent: question }), answer, sources);
  byId("thread").append(element);
  return { number, element, answer, text, sources };
}

function showSources(exchange, citations) {
  exchange.sources.replaceChildren(...citations.map((citation) => sourceCard(citation, exchange.number)));
}

function showAnswer(exchange, answer) {
  showSources(exchange, answer.citations);
  exchange.text.replaceChildren(...marked(answer, exchange.number));
  exchange.text.lang = answer.language;
  exchange.text.classList.remove("waiting");
  // A greeting is answered with one: nothing was looked for, so nothing is missing.
  const greeted = answer.status === "abstained" && !answer.text.startsWith(WORDS[answer.language].noAnswer);
  if (!greeted) exchange.answer.classList.add(answer.status);
  if (answer.status !== "answered" && !greeted) {
    exchange.answer.prepend(make("p", { className: "tag", textContent: t(answer.status) }));
  }
  if (answer.as_of) exchange.answer.append(make("p", { className: "asof", textContent: `${t("asof")} ${answer.as_of}` }));
  if (answer.suggestions.length) exchange.element.append(suggestions(answer.suggestions));
  byId("spoken").textContent = `${answer.text} ${t("ready")} ${answer.citations.length}`;
  turns.push({ role: "user", content: answer.question }, { role: "assistant", content: answer.text });
  turns = turns.slice(-HISTORY_TURNS);
}

function suggestions(questions) {
  return make("div", { className: "follow" }, ...questions.map((question) => {
    const button = make("button", { type: "button", textContent: question });
    button.addEventListener("click", () => ask(question));
    return button;
  }));
}

function showFailure(exchange, message) {
  exchange.text.classList.remove("waiting");
  exchange.answer.classList.add("failed");
  exchange.text.textContent = message || t("failed");
  exchange.sources.replaceChildren();
  byId("spoken").textContent = exchange.text.textContent;
}

// One server-sent event: its name and its JSON; null for a comment.
function parsed(frame) {
  const lines = frame.split("\n");
  const name = lines.find((line) => line.startsWith("event: "));
  const data = lines.filter((line) => line.startsWith("data: ")).map((line) => line.slice(6)).join("\n");
  return name && data ? { name: name.slice(7), data: JSON.parse(data) } : null;
}

async function* events(response) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    rest += decoder.decode(value, { stream: !done });
    const frames = rest.split("\n\n");
    rest = frames.pop();
    for (const frame of frames) {
      const event = parsed(frame);
      if (event) yield event;
    }
    if (done) return;
  }
}

async function stream(question, exchange, signal) {
  const response = await fetch("/v1/ask/stream", {
    method: "POST", signal, headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ question, history: turns }),
  });
  if (!response.ok) {
    const body = await response.json().catch(() => null);
    showFailure(exchange, body && [body.error.message, body.error.hint].filter(Boolean).join(". "));
    return;
  }
  for await (const { name, data } of events(response)) {
    if (name === "sources") showSources(exchange, data.citations);
    if (name === "delta") exchange.text.append(data.text);
    if (name === "error") return showFailure(exchange, data.error.message);
    if (name === "answer") return showAnswer(exchange, data);
  }
  showFailure(exchange, null);
}

async function ask(question) {
  const wanted = question.trim();
  byId("problem").textContent = running ? t("busy") : wanted ? "" : t("empty");
  if (running || !wanted) return field.focus();
  field.value = "";
  fit();
  byId("examples").hidden = true;
  byId("again").hidden = false;
  byId("spoken").textContent = t("searching");
  const exchange = newExchange(wanted);
  exchange.element.scrollIntoView({ block: "start" });
  running = new AbortController();
  byId("send").setAttribute("aria-disabled", "true");
  try {
    await stream(wanted, exchange, running.signal);
  } catch (error) {
    if (error.name !== "AbortError") showFailure(exchange, null);
  } finally {
    running = null;
    byId("send").removeAttribute("aria-disabled");
    byId("problem").textContent = "";
  }
}

function fit() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(field.value);
});
field.addEventListener("input", fit);
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
byId("reset").addEventListener("click", () => {
  if (running) running.abort();
  turns = [];
  byId("thread").replaceChildren();
  byId("examples").hidden = false;
  byId("again").hidden = true;
  field.focus();
});
for (const button of document.querySelectorAll("[data-lang]")) {
  button.addEventListener("click", () => {
    language = button.dataset.lang;
    showLanguage();
  });
}
showLanguage();
