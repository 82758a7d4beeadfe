// The document at the page of a quote, with the quote marked: as a picture where it has pages, and as text.

class Viewer {
  constructor(service) {
    this.service = service;
    this.element = make("dialog", { className: "viewer", on: { close: () => this.element.replaceChildren() } });
  }

  async show(language, citation) {
    const close = iconButton("close", say(language, "viewer_close"), () => this.element.close());
    const body = make("div", { className: "leaf", tabIndex: 0, role: "region", attributes: { "aria-label": citation.title } },
      make("p", { className: "about", role: "status", textContent: say(language, "viewer_loading") }));
    const views = make("div", { className: "views", role: "group", attributes: { "aria-label": say(language, "viewer_view") } });
    const heading = make("h2", { textContent: citation.title, id: "viewer-title" });
    this.element.setAttribute("aria-labelledby", "viewer-title");
    this.element.replaceChildren(
      make("div", { className: "top" }, make("div", {}, heading, make("p", { className: "about", textContent: reference(language, citation).slice(citation.title.length + 2) })), close),
      body, make("div", { className: "foot" }, views, this.link(language, citation)));
    this.element.showModal();
    try {
      const found = await this.service.text(citation);
      if (!found.picture) return this.text(found, body);
      const open = (key) => {
        body.dataset.view = key;
        for (const [name, button] of Object.entries(buttons)) button.setAttribute("aria-pressed", String(name === key));
        return key === "viewer_page" ? this.picture(language, found, body, () => open("viewer_text")) : this.text(found, body);
      };
      const buttons = this.choices(language, open);
      views.append(...Object.values(buttons));
      await open("viewer_page");
    } catch {
      if (body.isConnected) this.fallback(language, citation, body);
    }
  }

  choices(language, open) {
    const choice = (key) => make("button", { type: "button", textContent: say(language, key), on: { click: () => open(key) } });
    return { viewer_page: choice("viewer_page"), viewer_text: choice("viewer_text") };
  }

  text({ before, quote, after, language }, body) {
    const mark = make("mark", { textContent: quote });
    body.replaceChildren(make("p", { className: "plain-text", lang: language, dir: "auto" }, before, mark, after));
    mark.scrollIntoView({ block: "center" });
  }

  // Whoever went on to the text meanwhile is not brought back; without a picture there is the text.
  async picture(language, found, body, instead) {
    const wanted = () => body.isConnected && body.dataset.view === "viewer_page";
    try {
      const { bitmap, box } = await this.service.picture(found.picture);
      if (!wanted()) return bitmap.close();
      const canvas = make("canvas", { width: bitmap.width, height: bitmap.height, role: "img", attributes: { "aria-label": say(language, "viewer_picture", { page: found.page }) } });
      canvas.getContext("2d").drawImage(bitmap, 0, 0);
      bitmap.close();
      body.replaceChildren(canvas);
      if (box) body.scrollTo(box[0] * canvas.clientWidth - 12, box[1] * canvas.clientHeight - body.clientHeight / 3);
    } catch {
      if (wanted()) instead();
    }
  }

  // The quote is known even where the document is not to be had any more.
  fallback(language, citation, body) {
    body.replaceChildren(make("p", { className: "text", role: "status", textContent: say(language, "viewer_failed") }),
      make("blockquote", { lang: citation.language, textContent: citation.quote }));
  }

  link(language, citation) {
    const [path, page = ""] = citation.url.split("#");
    const asked = new URLSearchParams({ start: citation.start, end: citation.end });
    const text = say(language, "viewer_open");
    return outward(`${this.service.host}${path}?${asked}${page && `#${page}`}`, text, `${text}: ${citation.title} (${say(language, "new_tab")})`);
  }
}
