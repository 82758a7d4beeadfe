// Copies a quote with its reference at one click; where the browser refuses, the text is there to be copied by hand.

const spoken = document.getElementById("spoken");

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}

// A status is read aloud where it changes, not where it stands already.
const added = document.querySelector("[data-announce]");
if (added) {
  const said = added.textContent;
  added.textContent = "";
  setTimeout(() => { added.textContent = said; }, 100);
}

document.getElementById("quote")?.scrollIntoView({ block: "center" });

async function copy(button) {
  const text = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(text.value);
  } catch {
    text.closest("details").open = true;
    text.focus();
    text.select();
    return;
  }
  const before = button.textContent;
  spoken.textContent = "";
  spoken.textContent = spoken.dataset.copied;
  button.textContent = spoken.dataset.copied;
  setTimeout(() => { button.textContent = before; }, 2000);
}
