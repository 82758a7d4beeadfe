// Elements and pictures from code. What is not ours comes in as text, never as markup.

function make(tag, properties = {}, ...children) {
  const { attributes = {}, on = {}, ...own } = properties;
  const element = Object.assign(document.createElement(tag), own);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function draw(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const SHAPES = {
  ask: "M4 5h16v11H10l-5 4v-4H4z",
  close: "M5 5l14 14M19 5L5 19",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  send: "M12 19V5M6 11l6-6 6 6",
  stop: "M7 7h10v10H7z",
  up: "M7 20V10l5-7 1.5 1.2L12.500 9H19l-1.500 11zM3 10h4v10H3z",
  down: "M7 4v10l5 7 1.500-1.200L12.500 15H19L17.500 4zM3 4h4v10H3z",
  copy: "M8 8h12v12H8zM4 16V4h12",
};

function icon(name) {
  const path = draw("path", { d: SHAPES[name] });
  return draw("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false", class: `icon icon-${name}` }, path);
}

function iconButton(name, label, onClick, className = "plain") {
  return make("button", { type: "button", className, title: label, attributes: { "aria-label": label }, on: { click: onClick } }, icon(name));
}

// Only addresses of the web: a document may name anything.
function webAddress(text) {
  return /^https?:\/\/[^\s]+$/i.test(text || "") ? text : null;
}

// An option's address, whole; nothing where the page gives one that is none.
function optionAddress(text) {
  try {
    return text ? webAddress(new URL(text, document.baseURI).href) : null;
  } catch {
    return null;
  }
}

function outward(address, text, label) {
  const link = make("a", { href: address, target: "_blank", rel: "noopener noreferrer", textContent: text });
  link.setAttribute("aria-label", label);
  return link;
}
