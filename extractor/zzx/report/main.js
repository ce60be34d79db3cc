// Totals, findings, and the wiring of it all.

/** Everything that the filter decides. */
function update() {
  applyFilter();
  showFilter();
  dimText();
  drawTable();
  drawCharts();
  if (filter.document !== "") openDocument(Number(filter.document));
  markRow();
}

/** Choose a value of one filter; a second time lets it go. */
function choose(name, value) {
  filter[name] = filter[name] === value ? "" : value;
  update();
}

function showPane(name) {
  get("panes").dataset.pane = name;
  for (const pane of ["reader", "list"]) get(`tab-${pane}`).setAttribute("aria-selected", String(pane === name));
}

// Totals and the ledger -----------------------------------------------------------------------------------

function drawTotals() {
  const places = tally(facts, (fact) => fact.place).length;
  const known = data.documents.filter((one) => one.rejected !== null);
  const rejected = known.flatMap((one) => one.rejected);
  const total = (count, one, many) => make("div", {}, make("dt", {}, plural(count, one, many)), make("dd", {}, number(count)));
  get("totals").replaceChildren(
    total(data.documents.length, "document_one", "documents"),
    total(facts.length, "fact_one", "facts"),
    total(places, "place_one", "places"),
    ...(known.length ? [total(rejected.length, "rejected", "rejected")] : []),
  );
  get("ledger").replaceChildren(...(known.length ? ledger(rejected) : [make("p", { class: "note" }, say("ledger_unknown"))]));
}

/** Facts by kind and other numerals by reason, as one bar: together they are every numeral of the texts. */
function ledger(rejected) {
  const kinds = tally(facts, (fact) => fact.kind).map(([kind, count]) => ({ name: say(`kind_${kind}`), count, look: `k-${kind}` }));
  const reasons = tally(rejected, (one) => sayReason(one[3])).map(([name, count]) => ({ name, count, look: "k-rejected" }));
  const parts = [...kinds, ...reasons];
  const all = parts.reduce((sum, part) => sum + part.count, 0) || 1;
  let x = 0;
  const bars = parts.map((part) => {
    const width = (part.count / all) * 1000;
    const made = draw("rect", { class: `bar ${part.look}`, x, y: 0, width: Math.max(width - 1.5, 0.6), height: 10 }, draw("title", {}, `${part.name}: ${part.count}`));
    x += width;
    return made;
  });
  const listed = (some) => some.flatMap((part) => [make("li", { class: part.look }, part.name, " ", make("b", {}, number(part.count)))]);
  return [
    make("p", { class: "note" }, say("ledger")),
    draw("svg", { viewBox: "0 0 1000 10", preserveAspectRatio: "none", class: "ledger-bar", "aria-hidden": "true" }, ...bars),
    make("ul", { class: "ledger-list" }, ...listed(reasons.slice(0, 9))),
  ];
}

function drawFindings() {
  get("findings").hidden = data.findings.length === 0;
  get("findings").querySelector("ol").replaceChildren(
    ...data.findings.map(([number, start, end, message]) =>
      make(
        "li",
        {},
        make("button", { type: "button", class: "link", click: () => openFinding(number, start, end) }, message[language]),
        make("small", {}, ` ${data.documents[number].path}`),
      ),
    ),
  );
}

function openFinding(number, start, end) {
  openDocument(number);
  showPane("reader");
  const part = reader.segments.find((one) => one.start < end && one.end > start);
  if (part?.facts.length) openFact(part.facts[0]);
  else if (part) reveal(get("text-scroll"), part.node);
}

// Start ---------------------------------------------------------------------------------------------------

function drawAll() {
  sayAll();
  drawTotals();
  drawFindings();
  drawFilters();
  drawDocuments();
  drawHeads();
  update();
}

function later(action, wait) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };
}

function listen() {
  get("search").addEventListener("input", later(() => {
    filter.words = get("search").value;
    update();
  }, 120));
  get("reset").addEventListener("click", () => {
    resetFilter();
    update();
    get("search").focus();
  });
  get("download").addEventListener("click", download);
  get("document").addEventListener("change", (event) => openDocument(Number(event.target.value)));
  get("previous-document").addEventListener("click", () => openDocument(reader.document - 1));
  get("next-document").addEventListener("click", () => openDocument(reader.document + 1));
  get("show-rejected").addEventListener("change", (event) => {
    reader.rejected = event.target.checked;
    dimText();
  });
  for (const pane of ["reader", "list"]) get(`tab-${pane}`).addEventListener("click", () => showPane(pane));
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => {
      language = button.dataset.language;
      const fact = reader.fact;
      drawAll();
      if (fact) openFact(fact, { focus: false });
    });
  }
  get("table-scroll").addEventListener("scroll", fillTable, { passive: true });
  addEventListener("resize", later(() => {
    drawCharts();
    fillTable();
  }, 150));
  addEventListener("beforeprint", () => moreRows(list.order.length));
  addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") closeFact();
    if (event.key === "ArrowRight" && reader.fact) step(1);
    if (event.key === "ArrowLeft" && reader.fact) step(-1);
    if (event.key === "/") {
      event.preventDefault();
      get("search").focus();
    }
  });
}

listen();
showPane("reader");
drawAll();
if (data.documents.length) {
  const linked = facts.find((fact) => `#${fact.id}` === location.hash);
  if (linked) openFact(linked, { focus: false });
  else openDocument(data.documents.findIndex((one) => one.facts[1] > one.facts[0]) === -1 ? 0 : data.documents.findIndex((one) => one.facts[1] > one.facts[0]));
}
document.documentElement.dataset.ready = "true";
