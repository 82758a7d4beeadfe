// An answer's text with its marks [1] as chips. Only the marks that follow a statement are the service's own:
// a quote may hold marks of its own, which stay text.

function marked(answer, chip) {
  const parts = [];
  let from = 0;
  const told = new Set(answer.statements.flatMap(({ citations }) => citations));
  const own = answer.citations.map(({ number }) => number).filter((number) => !told.has(number));
  for (const { text, citations } of answer.statements) {
    const start = answer.text.indexOf(text, from);
    const marks = citations.map((number) => ` [${number}]`).join("");
    const at = start < 0 ? -1 : answer.text.indexOf(marks, start + text.length);
    if (at < 0) continue;
    parts.push(...linked(answer.text.slice(from, at), own, chip));
    parts.push(...citations.flatMap((number) => [" ", chip(number)]));
    from = at + marks.length;
  }
  return [...parts, ...linked(answer.text.slice(from), own, chip)];
}

// As paragraphs, and as a list where lines begin with "- ".
function blocks(parts) {
  const lines = [[]];
  for (const part of parts) {
    const [first, ...others] = typeof part === "string" ? part.split("\n") : [part];
    lines.at(-1).push(first);
    lines.push(...others.map((text) => [text]));
  }
  const made = [];
  for (const [first, ...others] of lines) {
    const item = typeof first === "string" && first.startsWith("- ");
    if (!item) made.push(make("p", {}, first, ...others));
    else if (made.at(-1)?.tagName === "UL") made.at(-1).append(make("li", {}, first.slice(2), ...others));
    else made.push(make("ul", {}, make("li", {}, first.slice(2), ...others)));
  }
  return made;
}

// The assistant's own words end a line with the mark of what they rest on: the way to reach somebody.
function linked(text, own, chip) {
  return text.split(/(?<= )\[(\d+)\](?=\n|$)/).map((part, place) => {
    if (place % 2 === 0) return part;
    return own.includes(Number(part)) ? chip(Number(part)) : `[${part}]`;
  });
}

// A greeting is answered with one: nothing was looked for, so nothing is missing.
function looksMissing(answer) {
  return answer.status === "abstained" && answer.text.startsWith(NOT_ANSWERED[answer.language]);
}

function tagOf(language, answer) {
  if (answer.checked) return ["checked", say(language, "checked", { date: written(language, answer.checked.date) })];
  if (answer.status === "conflict") return ["conflict", say(language, "conflict")];
  return looksMissing(answer) ? ["abstained", say(language, "abstained")] : null;
}
