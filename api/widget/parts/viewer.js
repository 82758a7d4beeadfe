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
      const text = () => this.text(found, body);
      if (!found.picture) return text();
      const picture = () => this.picture(language, found, body);
      views.append(...this.choices(language, { viewer_page: picture, viewer_text: text }));
      await picture();
    } catch {
      if (body.isConnected) this.fallback(language, citation, body);
    }
  }

  choices(language, views) {
    const buttons = Object.entries(views).map(([key, open], place) => make("button", {
      type: "button", textContent: say(language, key), attributes: { "aria-pressed": String(place === 0) },
      on: { click: ({ currentTarget }) => {
        for (const button of buttons) button.setAttribute("aria-pressed", String(button === currentTarget));
        open();
      } },
    }));
    return buttons;
  }

  text({ before, quote, after, language }, body) {
    const mark = make("mark", { textContent: quote });
    body.replaceChildren(make("p", { className: "plain-text", lang: language, dir: "auto" }, before, mark, after));
    mark.scrollIntoView({ block: "center" });
  }

  async picture(language, found, body) {
    try {
      const { bitmap, box } = await this.service.picture(found.picture);
      if (!body.isConnected) return;
      const canvas = make("canvas", { width: bitmap.width, height: bitmap.height, role: "img", attributes: { "aria-label": say(language, "viewer_picture", { page: found.page }) } });
      canvas.getContext("2d").drawImage(bitmap, 0, 0);
      bitmap.close();
      body.replaceChildren(canvas);
      if (box) body.scrollTo(box[0] * canvas.clientWidth - 12, box[1] * canvas.clientHeight - body.clientHeight / 3);
    } catch {
      this.text(found, body);
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
