// Which facts are shown: search words, kinds, and the choices of document, place, period and subject.

const filter = { words: "", kinds: new Set(), document: "", place: "", period: "", subject: "" };
let shown = facts;

const searched = ["quote", "subject", "action", "object", "unit", "place", "period_text", "section", "path", "rule"];

function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}

function haystack(fact) {
  fact.haystack ??= fold(searched.map((name) => fact[name] ?? "").join("\n"));
  return fact.haystack;
}

function chosen(choice, value) {
  return choice === "" || (choice === NOTHING ? value === null : value === choice);
}

/** A period is chosen by the year that it touches (y:2024) or by its words (t:去年). */
function inPeriod(fact, choice) {
  if (choice === "" || choice === NOTHING) return choice === "" || fact.period_text === null;
  if (choice.startsWith("t:")) return fact.period_text === choice.slice(2);
  return years(fact).includes(choice.slice(2));
}

function years(fact) {
  const first = fact.period_start ?? fact.period_end;
  if (first === null) return [];
  const from = Number(first.slice(0, 4));
  const to = Number((fact.period_end ?? first).slice(0, 4));
  return Array.from({ length: Math.min(to - from + 1, 200) }, (_, index) => String(from + index));
}

function applyFilter() {
  const words = fold(filter.words).split(/\s+/).filter(Boolean);
  shown = facts.filter(
    (fact) =>
      (filter.kinds.size === 0 || filter.kinds.has(fact.kind)) &&
      (filter.document === "" || fact.document === Number(filter.document)) &&
      chosen(filter.place, fact.place) &&
      inPeriod(fact, filter.period) &&
      chosen(filter.subject, fact.subject) &&
      words.every((word) => haystack(fact).includes(word)),
  );
}

function isFiltered() {
  return filter.kinds.size > 0 || Object.values(filter).some((value) => typeof value === "string" && value !== "");
}

function resetFilter() {
  Object.assign(filter, { words: "", document: "", place: "", period: "", subject: "" });
  filter.kinds.clear();
  get("search").value = "";
}

// The controls --------------------------------------------------------------------------------------------

function drawFilters() {
  const counts = Object.fromEntries(tally(facts, (fact) => fact.kind));
  get("kinds").replaceChildren(
    ...data.kinds
      .filter((kind) => counts[kind])
      .map((kind) =>
        make(
          "button",
          {
            type: "button",
            class: `chip k-${kind}`,
            "data-kind": kind,
            "aria-pressed": String(filter.kinds.has(kind)),
            click: () => {
              if (!filter.kinds.delete(kind)) filter.kinds.add(kind);
              update();
            },
          },
          make("i", { class: "dot", "aria-hidden": "true" }),
          say(`kind_${kind}`),
          make("span", { class: "number" }, number(counts[kind])),
        ),
      ),
  );
  const documents = data.documents.map((one) => [String(one.number), one.path, one.facts[1] - one.facts[0]]);
  get("choices").replaceChildren(
    ...(data.documents.length > 1 ? [choice("document", [[null, documents]])] : []),
    choice("place", [[null, counted("place")]]),
    choice("period", [
      [say("years"), tally(facts.flatMap(years), (year) => year).sort().reverse().map(([year, count]) => [`y:${year}`, year, count])],
      [say("expressions"), counted("period_text", "t:")],
    ]),
    choice("subject", [[null, counted("subject")]]),
  );
}

/** The values of a field as choices, the most frequent first, those without one last. */
function counted(name, prefix = "") {
  const values = tally(facts, (fact) => fact[name]).map(([value, count]) => [prefix + value, value, count]);
  const missing = facts.filter((fact) => fact[name] === null).length;
  return missing ? [...values, [NOTHING, say("none"), missing]] : values;
}

function choice(name, groups) {
  const options = groups.map(([label, values]) => {
    const made = values.map(([value, text, count]) =>
      make("option", { value, selected: filter[name] === value }, `${text} (${number(count)})`),
    );
    return label ? [make("optgroup", { label }, ...made)] : made;
  });
  return make(
    "label",
    {},
    make("span", { class: "hidden" }, say(name)),
    make(
      "select",
      {
        id: `filter-${name}`,
        change: (event) => {
          filter[name] = event.target.value;
          update();
        },
      },
      make("option", { value: "" }, say("choice", { name: say(name), value: say("all") })),
      ...options.flat(),
    ),
  );
}

function showFilter() {
  for (const chip of get("kinds").children) chip.setAttribute("aria-pressed", String(filter.kinds.has(chip.dataset.kind)));
  for (const name of ["document", "place", "period", "subject"]) {
    const select = get(`filter-${name}`);
    if (select) {
      select.value = filter[name];
      select.classList.toggle("set", filter[name] !== "");
    }
  }
  get("count").textContent = say("count_shown", { shown: number(shown.length), all: number(facts.length) });
  get("reset").hidden = !isFiltered();
}

// Download ------------------------------------------------------------------------------------------------

/** A cell of CSV as zzx writes it: words that a spreadsheet would run as a formula are quoted for it. */
function cell(value, isText) {
  let text = value === null || value === undefined ? "" : String(value);
  if (isText && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv(chosenFacts) {
  const numbers = new Set(["value", "lower", "upper"]);
  const lines = [[...data.columns, ...data.kept].map((name) => cell(name, true))];
  for (const fact of chosenFacts) {
    const carried = data.documents[fact.document].kept;
    lines.push([
      ...fact.row.map((value, index) => cell(value, typeof value === "string" && !numbers.has(data.columns[index]))),
      ...data.kept.map((name) => cell(carried[name], true)),
    ]);
  }
  return lines.map((line) => line.join(",") + "\r\n").join("");
}

function download() {
  const address = URL.createObjectURL(new Blob(["\ufeff", csv(shown)], { type: "text/csv;charset=utf-8" }));
  make("a", { href: address, download: "facts.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
