// Server-sent events from the body of a reply, however its bytes are cut.

function* frames(text) {
  for (const frame of text) {
    const fields = { event: "message", data: [] };
    for (const line of frame.split("\n")) {
      const [, name, value] = /^(\w+):? ?(.*)$/.exec(line) || [];
      if (name === "event") fields.event = value;
      if (name === "data") fields.data.push(value);
    }
    if (fields.data.length) yield { name: fields.event, data: JSON.parse(fields.data.join("\n")) };
  }
}

// `heard` is called whenever bytes come, comments too, so that a silent line can be told from a slow answer.
async function* events(body, heard) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      heard();
      rest += decoder.decode(value, { stream: !done });
      // A line end that is cut in two is put together before the frames are told apart.
      const held = rest.endsWith("\r") && !done ? "\r" : "";
      const parts = (held ? rest.slice(0, -1) : rest).replace(/\r\n?/g, "\n").split("\n\n");
      rest = parts.pop() + held;
      yield* frames(parts);
      if (done) return;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
