// Where the page has no element of its own, the launcher is put at its end.

function start() {
  if (document.querySelector("hub-assistant")) return;
  automatic = document.createElement("hub-assistant");
  document.body.append(automatic);
}

if (!HOST) console.error("hub-assistant: load widget.js with a classic <script src> element, not as a module.");
else if (!customElements.get("hub-assistant")) {
  customElements.define("hub-assistant", HubAssistant);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
}
