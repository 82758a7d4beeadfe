// How a page sets the assistant up: `data-` attributes of the script, or attributes of the element, which count first.

const DEFAULTS = { mode: "launcher", position: "right", theme: "auto", colour: "", language: "", title: "", greeting: "", logo: "", privacy: "" };
const SCRIPT = document.currentScript;
const HOST = SCRIPT ? new URL(SCRIPT.src).origin + new URL(".", SCRIPT.src).pathname.replace(/\/$/, "") : "";

function optionsOf(element) {
  const given = (name) => element.getAttribute(`data-${name}`) ?? (name === "title" ? null : element.getAttribute(name)) ?? SCRIPT?.dataset[name];
  return Object.fromEntries(Object.entries(DEFAULTS).map(([name, left]) => [name, given(name) || left]));
}
