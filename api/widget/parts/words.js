// The interface's own texts: one table, three languages.

const LANGUAGES = { ca: "Català", es: "Español", en: "English" };

function spoken(...wanted) {
  const short = wanted.flat().filter(Boolean).map((name) => name.slice(0, 2).toLowerCase());
  return short.find((name) => name in LANGUAGES) || "en";
}

function say(language, key, values = {}) {
  return WORDS[key][language].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

// A date of the documents (YYYY, YYYY-MM or YYYY-MM-DD) as people write it.
function written(language, date) {
  const [year, month, day] = date.split("-").map(Number);
  if (!month) return date;
  const when = new Date(Date.UTC(year, month - 1, day || 1));
  const shape = { year: "numeric", month: "long", timeZone: "UTC", ...(day ? { day: "numeric" } : {}) };
  return Number.isNaN(when.getTime()) ? date : new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, shape).format(when);
}
