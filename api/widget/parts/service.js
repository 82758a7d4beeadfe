// The calls to the service. Every failure is one of a few kinds, which the conversation can tell kindly.

const SILENT_MS = 45000;

class Failure extends Error {
  constructor(kind, values = {}) {
    super(kind);
    this.kind = kind;
    this.values = values;
  }
}

class Service {
  constructor(host) {
    this.host = host;
  }

  // The events of an answer; throws a Failure, or an AbortError where the visitor stopped it.
  async *ask(body, signal) {
    const line = new AbortController();
    let silence = 0;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => line.abort(), SILENT_MS);
    };
    heard();
    signal.addEventListener("abort", () => line.abort());
    try {
      const reply = await this.call("/v1/ask/stream", body, line.signal);
      yield* complete(events(reply.body, heard));
    } catch (error) {
      if (signal.aborted) throw new DOMException("stopped", "AbortError");
      throw error instanceof Failure ? error : new Failure("broken");
    } finally {
      clearTimeout(silence);
    }
  }

  async call(path, body, signal) {
    if (navigator.onLine === false) throw new Failure("offline");
    let reply;
    try {
      reply = await fetch(this.host + path, {
        method: body ? "POST" : "GET", signal, credentials: "omit", referrerPolicy: "no-referrer",
        ...(body ? { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {}),
      });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      console.warn(`hub-assistant: ${this.host} did not answer. If it runs, name ${location.origin} in its HUB_ALLOWED_ORIGINS, and ${this.host} under connect-src of this page's Content-Security-Policy.`);
      throw new Failure(navigator.onLine === false ? "offline" : "unreachable");
    }
    if (!reply.ok) throw refusal(reply);
    return reply;
  }

  rate(rating) {
    return this.call("/v1/feedback", rating);
  }

  // Deleting is tried once and asks nothing of the visitor: what is left goes by itself after a day.
  forget(conversation) {
    const address = `${this.host}/v1/conversations/${encodeURIComponent(conversation)}`;
    fetch(address, { method: "DELETE", credentials: "omit", referrerPolicy: "no-referrer" }).catch(() => {});
  }

  async text(citation) {
    const asked = new URLSearchParams({ start: citation.start, end: citation.end });
    return (await this.call(`/v1/documents/${encodeURIComponent(citation.document_id)}/around?${asked}`)).json();
  }

  // The picture of a page, and where on it the quote stands, in parts of its size.
  async picture(path) {
    const reply = await this.call(path);
    const box = (reply.headers.get("Hub-Quote-Box") || "").split(",").map(Number);
    return { bitmap: await createImageBitmap(await reply.blob()), box: box.length === 4 ? box : null };
  }
}

// An answer's events, of which the last must be the answer itself: half of one is none.
async function* complete(stream) {
  for await (const event of stream) {
    if (event.name === "error") throw new Failure("broken");
    yield event;
    if (event.name === "answer") return;
  }
  throw new Failure("broken");
}

function refusal(reply) {
  const seconds = Number(reply.headers.get("Retry-After")) || 0;
  if (reply.status === 429) return new Failure("limited", { seconds: Math.max(seconds, 1) });
  if (reply.status === 413) return new Failure("too_long");
  if (reply.status >= 500) return new Failure(reply.status === 503 ? "busy" : "unreachable", { seconds });
  return new Failure("refused");
}
