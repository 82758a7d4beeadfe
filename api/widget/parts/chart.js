// Dated figures of one thing as bars over time: a list that can be read aloud as well as seen.

function chart(language, figures) {
  // A better place is a smaller number: no bar.
  const dated = figures.filter((one) => one.as_of && one.value > 0 && one.unit !== "rank");
  const shown = dated.filter((one) => one.unit === dated[0].unit || !isMeasure(one.unit) && !isMeasure(dated[0].unit));
  if (shown.length < 2) return null;
  shown.sort((one, other) => (one.as_of < other.as_of ? -1 : 1));
  const most = Math.max(...shown.map(({ value }) => value));
  const notes = [shown.some((one) => one.as_of_from === "document") && "document_date", shown.some((one) => one.disagrees_with.length) && "disagrees"];
  const label = say(language, "chart", { what: shown.at(-1).what });
  return make("figure", { className: "chart", attributes: { "aria-label": label } },
    make("figcaption", { textContent: shown.at(-1).what, dir: "auto" }),
    make("ol", {}, ...shown.map((one) => bar(language, one, one.value / most))),
    ...notes.filter(Boolean).map((key) => make("p", { className: "about", textContent: say(language, key) })));
}

function bar(language, figure, part) {
  const mark = `${figure.as_of_from === "document" ? " *" : ""}${figure.disagrees_with.length ? " ≠" : ""}`;
  const line = make("span", { className: figure.qualifier ? "bar bound" : "bar", attributes: { "aria-hidden": "true" } });
  line.style.setProperty("--part", part.toFixed(3));
  return make("li", {},
    make("span", { className: "when", textContent: written(language, figure.as_of) + mark }),
    make("span", { className: "amount", textContent: amount(language, figure) }), line);
}

function isMeasure(unit) {
  return ["EUR", "USD", "%", "m2"].includes(unit);
}

function amount(language, { value, unit, qualifier, status }) {
  const money = { EUR: "€", USD: "US$" }[unit];
  const millions = money && value >= 1e6;
  const number = new Intl.NumberFormat(language === "en" ? "en-GB" : language, { maximumFractionDigits: 6, useGrouping: "always" }).format(millions ? value / 1e6 : value);
  const counted = `${number}${unit === "%" && language === "en" ? "" : "\u00a0"}${millions ? "M" : ""}${money || (unit === "m2" ? "m²" : unit)}`;
  const promised = status === "announced" || status === "planned" ? ` (${say(language, `status_${status}`)})` : "";
  return `${qualifier ? `${say(language, `qualifier_${qualifier}`)} ` : ""}${counted}${promised}`;
}
