// Cards under an answer: a source with its exact quote, a member organisation with the way to reach it.

function sourceCard(language, citation, show) {
  const about = [citation.date ? written(language, citation.date) : say(language, "undated"),
    citation.page === null ? null : say(language, "page", { page: citation.page })].filter(Boolean).join(" · ");
  return make("li", { className: "source", tabIndex: -1, attributes: { "data-number": citation.number } },
    make("span", { className: "number", textContent: citation.number, attributes: { "aria-hidden": "true" } }),
    make("div", { className: "of" },
      make("p", { className: "title", textContent: citation.title }),
      make("p", { className: "about", textContent: about }),
      make("blockquote", { lang: citation.language, dir: "auto", textContent: citation.quote }),
      make("button", {
        type: "button", className: "show", textContent: say(language, "show"), on: { click: () => show(citation) },
        attributes: { "aria-label": `${say(language, "show")}: ${say(language, "source", { number: citation.number })}, ${citation.title}` },
      })));
}

function memberCard(language, member, chip) {
  const website = webAddress(member.website);
  const reach = member.contact?.text || "";
  const numbers = [...member.evidence, member.contact?.citation].filter(Boolean).map(({ number }) => number).filter(Boolean);
  const marks = [...new Set(numbers)].map(chip).filter(Boolean);
  return make("li", { className: "member" },
    make("p", { className: "kind", textContent: say(language, `kind_${member.kind}`) }),
    make("p", { className: "name", textContent: member.name, dir: "auto" }),
    make("p", { className: "why" }, member.why, ...marks.flatMap((mark) => [" ", mark])),
    reach && webAddress(reach) === null ? make("p", { className: "reach" }, make("b", { textContent: say(language, "reach") }), `: ${reach}`) : null,
    website ? outward(website, website.replace(/^https?:\/\/(www\.)?|\/$/g, ""), `${say(language, "website")}: ${member.name} (${say(language, "new_tab")})`) : null);
}
