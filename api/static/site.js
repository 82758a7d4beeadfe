// The pages for everybody: asks an example question, copies a snippet, and keeps the playground's options.

const spoken = document.getElementById("spoken");
const form = document.getElementById("options");

for (const button of document.querySelectorAll("[data-ask]")) button.addEventListener("click", () => ask(button.textContent));
for (const button of document.querySelectorAll("[data-copy]")) button.addEventListener("click", () => copy(button));
form?.addEventListener("input", apply);
form?.addEventListener("submit", (event) => event.preventDefault());

async function ask(question) {
  await customElements.whenDefined("hub-assistant");
  const assistant = document.querySelector("hub-assistant");
  assistant.scrollIntoView({ block: "nearest" });
  assistant.ask(question);
}

async function copy(button) {
  const text = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(text.textContent);
  } catch {
    getSelection().selectAllChildren(text);
    return;
  }
  const before = button.textContent;
  spoken.textContent = "";
  spoken.textContent = button.textContent = spoken.dataset.copied;
  setTimeout(() => { button.textContent = before; }, 2000);
}

// What differs from what the widget does by itself.
function chosen() {
  const given = Object.fromEntries(new FormData(form));
  const { mode, pinned, ...options } = given;
  if (options.colour === form.elements.colour.defaultValue) delete options.colour;
  return { mode, pinned, options: Object.entries(options).filter(([, value]) => value.trim()) };
}

function apply() {
  const { mode, pinned, options } = chosen();
  const assistant = document.createElement("hub-assistant");
  for (const [name, value] of [["mode", mode], ...options]) assistant.setAttribute(`data-${name}`, value);
  document.querySelector("hub-assistant").replaceWith(assistant);
  document.getElementById("corner").hidden = mode === "inline";
  document.getElementById("snippet").textContent = snippet(mode, pinned, options);
}

function snippet(mode, pinned, options) {
  const source = location.origin + (pinned ? form.dataset.pinned : "/widget.js");
  const checked = pinned ? [["integrity", form.dataset.integrity], ["crossorigin", "anonymous"]] : [];
  const attributes = [...checked, ...options.map(([name, value]) => [`data-${name}`, value])];
  const written = attributes.map(([name, value]) => ` ${name}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`).join("");
  const script = `<script src="${source}" async${written}></script>`;
  return mode === "inline" ? `<hub-assistant mode="inline"></hub-assistant>\n${script}` : script;
}
