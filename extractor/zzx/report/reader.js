// The text of one document, line by line: facts highlighted by kind, other numerals faint, findings marked.
// The record of the chosen fact stands below the text.

const reader = { document: -1, segments: [], fact: null, rejected: true };

/** Show a document; the lines are made when it is another one. */
function openDocument(index) {
  if (reader.document === index) return;
  reader.document = index;
  reader.fact = null;
  const one = data.documents[index];
  const lines = one.text === null ? quotedLines(one) : textLines(one);
  get("text").replaceChildren(...lines);
  get("text-scroll").scrollTop = 0;
  get("document").value = String(index);
  get("previous-document").disabled = index === 0;
  get("next-document").disabled = index === data.documents.length - 1;
  dimText();
}

function drawDocuments() {
  get("document").replaceChildren(
    ...data.documents.map((one) =>
      make("option", { value: one.number, selected: one.number === reader.document }, `${one.path} (${number(one.facts[1] - one.facts[0])})`),
    ),
  );
}

// Lines ---------------------------------------------------------------------------------------------------

/** The stretches of a document that carry something, each `{start, end, fact | rejected | finding}`. */
function stretches(one) {
  const found = facts.slice(...one.facts).map((fact) => ({ start: fact.value_start, end: fact.value_end, fact }));
  for (const [start, end, , reason] of one.rejected ?? []) found.push({ start, end, reason });
  for (const [number, start, end, message] of data.findings) if (number === one.number) found.push({ start, end, message: message[language] });
  return found;
}

function textLines(one) {
  // Offsets count characters (code points), strings of this language count halves of some.
  const characters = Array.from(one.text);
  const found = stretches(one);
  const quotes = facts.slice(...one.facts);
  const edges = new Set([0, characters.length]);
  for (const { start, end } of [...found, ...quotes]) edges.add(start).add(end);
  const breaks = new Set();
  characters.forEach((character, index) => {
    if (character === "\n" || (character === "\r" && characters[index + 1] !== "\n")) {
      breaks.add(index + 1);
      edges.add(index).add(index + 1);
    }
  });
  const cuts = [...edges].sort((a, b) => a - b);
  found.sort((a, b) => a.start - b.start);

  reader.segments = [];
  const lines = [];
  let line = startLine(1);
  let active = [];
  let next = 0;
  for (let index = 0; index + 1 < cuts.length; index++) {
    const [start, end] = [cuts[index], cuts[index + 1]];
    while (next < found.length && found[next].start <= start) active.push(found[next++]);
    active = active.filter((stretch) => stretch.end > start);
    const text = characters.slice(start, end).join("");
    if (breaks.has(end) && /^\r?\n?$/.test(text)) {
      lines.push(line);
      line = startLine(lines.length + 1);
    } else {
      const node = segment(text, active);
      reader.segments.push({ start, end, node, line, facts: active.flatMap((stretch) => stretch.fact ?? []) });
      line.lastChild.append(node);
    }
  }
  lines.push(line);
  return withoutBlankRuns(lines);
}

function startLine(count) {
  return make("div", { class: "line", id: `line-${count}` }, make("span", { class: "line-number", "aria-hidden": "true" }, String(count)), make("p"));
}

/** Empty lines are drawn as a gap, several as one. */
function withoutBlankRuns(lines) {
  return lines.filter((line, index) => {
    const blank = line.lastChild.textContent.trim() === "";
    if (blank) line.className = "gap";
    else if (/^#{1,6} /.test(line.lastChild.textContent)) line.classList.add("heading");
    return !(blank && (index === 0 || lines[index - 1].className === "gap"));
  });
}

function segment(text, active) {
  const fact = active.find((stretch) => stretch.fact)?.fact;
  const rejected = active.find((stretch) => stretch.reason);
  const messages = active.filter((stretch) => stretch.message).map((stretch) => stretch.message);
  const marked = messages.length ? " finding" : "";
  if (fact) {
    const open = () => (reader.fact === fact ? closeFact() : openFact(fact, { focus: false }));
    return make("mark", { class: `fact k-${fact.kind}${marked}`, "data-fact": fact.index, title: messages.join("\n") || null, "aria-expanded": "false", ...acting(open) }, text);
  }
  const title = [rejected ? sayReason(rejected.reason) : null, ...messages].filter(Boolean).join("\n");
  return make("span", { class: (rejected ? "rejected" : "") + marked || null, title: title || null }, text);
}

/** Without the text: the quotes of the facts, each a line. */
function quotedLines(one) {
  const lines = [make("p", { class: "notice" }, say("no_text"))];
  reader.segments = [];
  for (const fact of facts.slice(...one.facts)) {
    const line = make("div", { class: "line" }, make("span", { class: "line-number", "aria-hidden": "true" }, String(fact.line)), make("p"));
    const node = segment(fact.quote, [{ fact }]);
    line.lastChild.append(node);
    reader.segments.push({ start: fact.value_start, end: fact.value_end, node, line, facts: [fact] });
    lines.push(line);
  }
  return lines;
}

/** Facts that the filter leaves out are only hinted at. */
function dimText() {
  const visible = new Set(shown);
  for (const { node, facts: carried } of reader.segments) {
    if (carried.length) node.classList.toggle("off", !carried.some((fact) => visible.has(fact)));
  }
  get("text").classList.toggle("plain", !reader.rejected);
}

// The chosen fact -----------------------------------------------------------------------------------------

function openFact(fact, { focus = true } = {}) {
  openDocument(fact.document);
  showPane("reader");
  closeFact();
  reader.fact = fact;
  let first = null;
  for (const part of reader.segments) {
    const own = part.facts.includes(fact);
    part.node.classList.toggle("chosen", own);
    part.node.classList.toggle("quoted", part.start >= fact.start && part.end <= fact.end);
    if (own) {
      first ??= part;
      part.node.setAttribute("aria-expanded", "true");
      part.node.setAttribute("aria-controls", "record");
    }
  }
  get("reader").append(record(fact));
  if (first) {
    reveal(get("text-scroll"), first.node);
    if (focus) first.node.focus({ preventScroll: true });
  }
  markRow();
  history.replaceState(null, "", `#${fact.id}`);
}

function closeFact() {
  if (reader.fact === null) return;
  reader.fact = null;
  get("record")?.remove();
  for (const { node } of reader.segments) {
    node.classList.remove("chosen", "quoted");
    if (node.hasAttribute("aria-expanded")) node.setAttribute("aria-expanded", "false");
  }
  markRow();
}

/** Bring an element of a box into view, a third of the way down, unless it is there already; and the box itself. */
function reveal(box, node) {
  const outer = box.getBoundingClientRect();
  const inner = node.getBoundingClientRect();
  if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - box.clientHeight / 3;
  const panes = get("panes").getBoundingClientRect();
  if (panes.top < 0 || panes.bottom > innerHeight + 1) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    get("panes").scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "end" });
  }
}

function step(by) {
  const index = shown.indexOf(reader.fact);
  const fact = shown[index + by];
  if (index >= 0 && fact) openFact(fact);
}

// The record ----------------------------------------------------------------------------------------------

function record(fact) {
  const index = shown.indexOf(fact);
  const button = (key, mark, action, disabled) =>
    make("button", { type: "button", class: "quiet", "aria-label": say(key), title: say(key), disabled, click: action }, mark);
  return make(
    "aside",
    { id: "record", class: `record k-${fact.kind}`, "aria-label": say("record"), lang: language },
    make(
      "div",
      { class: "record-head" },
      make("span", { class: "kind" }, say(`kind_${fact.kind}`)),
      make("strong", {}, quantity(fact)),
      make(
        "span",
        { class: "record-buttons" },
        button("previous", "‹", () => step(-1), index <= 0),
        button("next", "›", () => step(1), index < 0 || index === shown.length - 1),
        button("close", "×", () => {
          const node = reader.segments.find((part) => part.facts.includes(fact))?.node;
          closeFact();
          node?.focus({ preventScroll: true });
        }),
      ),
    ),
    make("dl", {}, ...details(fact).map(([name, ...said]) => make("div", {}, make("dt", {}, name), make("dd", {}, ...said)))),
    ...messagesOf(fact).map((message) => make("p", { class: "message" }, message)),
  );
}

/** What there is to say of a fact; what is not said is left out. */
function details(fact) {
  const days = fact.period_start || fact.period_end ? ` · ${fact.period_start ?? "…"} – ${fact.period_end ?? "…"}` : "";
  const peers = fact.group === null ? [] : siblings(fact).filter((other) => other.group === fact.group && other !== fact);
  const level = fact.of === null ? [] : siblings(fact).filter((other) => other.id === fact.of);
  const changes = siblings(fact).filter((other) => other.of === fact.id);
  const where = `${data.documents[fact.document].path} · ${say("line", { n: fact.line })}`;
  return [
    ["field_subject", fact.subject],
    ["field_action", fact.action],
    ["field_object", fact.object],
    ["field_bound", fact.bound === "exact" ? null : say(`bound_${fact.bound}`)],
    ["interval", fact.bound === "exact" ? null : limits(fact)],
    ["field_basis", fact.basis && say(`basis_${fact.basis}`)],
    ["field_direction", fact.direction && say(`direction_${fact.direction}`)],
    ["field_modality", fact.modality === "target" ? say("modality_target") : null],
    ["field_period", fact.period_text && fact.period_text + days],
    ["field_place", fact.place],
    ["field_section", fact.section],
    ["qualifies", ...level.map(link)],
    ["qualified_by", ...changes.map(link)],
    ["together", ...peers.map(link)],
    ["source", fact.page ? `${where} · ${say("field_page")} ${fact.page}` : where],
    ["field_rule", fact.rule],
    ["field_id", fact.id],
  ]
    .filter(([, said]) => said !== null && said !== undefined && said !== "")
    .map(([key, ...said]) => [say(key), ...said]);
}

function limits(fact) {
  if (fact.lower !== null && fact.upper !== null) return `${number(fact.lower)} – ${number(fact.upper)}`;
  if (fact.lower !== null) return `≥ ${number(fact.lower)}`;
  return fact.upper === null ? null : `≤ ${number(fact.upper)}`;
}

function siblings(fact) {
  return facts.slice(...data.documents[fact.document].facts);
}

function link(fact) {
  return make("button", { type: "button", class: `link k-${fact.kind}`, click: () => openFact(fact) }, `${about(fact)} ${quantity(fact)}`);
}

function messagesOf(fact) {
  return data.findings
    .filter(([number, start, end]) => number === fact.document && start < fact.value_end && end > fact.value_start)
    .map(([, , , message]) => message[language]);
}
