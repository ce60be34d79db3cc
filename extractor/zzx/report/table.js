// The facts shown as a table that sorts; rows are made as they come into view.

const PIECE = 80;
const list = { key: null, descending: false, order: [], made: 0 };

/** Columns: the word of the heading, what a cell shows, what it sorts by. */
const columns = [
  { key: "quantity", sort: size, show: (fact) => quantity(fact), number: true },
  { key: "what", sort: about, show: (fact) => [fact.action, fact.object].filter(Boolean).join(" · ") },
  { key: "field_subject", sort: (fact) => fact.subject, show: (fact) => fact.subject },
  { key: "field_period", sort: (fact) => fact.period_start ?? fact.period_end ?? fact.period_text, show: (fact) => fact.period_text },
  { key: "field_place", sort: (fact) => fact.place, show: (fact) => fact.place },
  { key: "where", sort: (fact) => fact.index, show: (fact) => (data.documents.length > 1 ? `${fact.document + 1}:${fact.line}` : String(fact.line)), number: true },
];

function drawHeads() {
  get("heads").replaceChildren(
    ...columns.map(({ key, number: isNumber }) =>
      make(
        "th",
        { scope: "col", class: isNumber ? "number" : null, "aria-sort": list.key === key ? (list.descending ? "descending" : "ascending") : "none" },
        make("button", { type: "button", "data-sort": key, click: () => sortBy(key) }, say(key === "where" && data.documents.length > 1 ? "where_of_several" : key)),
      ),
    ),
  );
}

/** Ascending, descending, and back to the order of the documents. */
function sortBy(key) {
  if (list.key !== key) Object.assign(list, { key, descending: false });
  else if (!list.descending) list.descending = true;
  else Object.assign(list, { key: null, descending: false });
  drawHeads();
  drawTable();
  get("heads").querySelector(`[data-sort="${key}"]`).focus();
}

function sorted() {
  const by = columns.find(({ key }) => key === list.key)?.sort;
  if (!by) return shown;
  const order = new Intl.Collator(language === "zh" ? "zh-CN" : "en", { numeric: true });
  const sign = list.descending ? -1 : 1;
  // Facts that say nothing of it come last, either way.
  return shown
    .map((fact) => [by(fact), fact])
    .sort(([one, a], [other, b]) => {
      if (one === null || other === null) return (one === null) - (other === null) || a.index - b.index;
      return sign * (typeof one === "number" ? one - other : order.compare(one, other)) || a.index - b.index;
    })
    .map(([, fact]) => fact);
}

function drawTable() {
  list.order = sorted();
  list.made = 0;
  get("rows").replaceChildren();
  get("rows").parentElement.setAttribute("aria-rowcount", String(list.order.length + 1));
  get("nothing").hidden = list.order.length > 0;
  get("table-scroll").scrollTop = 0;
  moreRows();
}

function moreRows(count = PIECE) {
  const rows = list.order.slice(list.made, list.made + count).map((fact, index) => tableRow(fact, list.made + index));
  list.made += rows.length;
  get("rows").append(...rows);
}

/** Make rows until the box is full and some more. */
function fillTable() {
  const box = get("table-scroll");
  while (list.made < list.order.length && box.scrollTop + box.clientHeight * 2 > box.scrollHeight) moreRows();
}

function tableRow(fact, position) {
  const cells = columns.map((one) => {
    const text = one.show(fact) ?? "";
    if (one.key !== "quantity") return make("td", { class: one.number ? "number" : null, lang: "zh", title: one.key === "where" ? fact.path : null }, make("span", {}, text));
    return make(
      "td",
      { class: "number quantity" },
      make("button", { type: "button", "aria-label": `${text}, ${say(`kind_${fact.kind}`)}: ${say("show_in_text")}` }, make("i", { class: "dot", "aria-hidden": "true" }), text),
      fact.modality === "target" ? make("small", {}, say("target")) : null,
    );
  });
  return make("tr", { class: `k-${fact.kind}`, "data-fact": fact.index, "aria-rowindex": position + 2, click: () => openFact(fact) }, ...cells);
}

/** The row of the chosen fact stands out and is in view. */
function markRow() {
  for (const row of get("rows").querySelectorAll("[aria-current]")) row.removeAttribute("aria-current");
  if (reader.fact === null) return;
  const position = list.order.indexOf(reader.fact);
  if (position < 0) return;
  if (position >= list.made) moreRows(position - list.made + PIECE);
  const row = get("rows").children[position];
  row.setAttribute("aria-current", "true");
  const box = get("table-scroll");
  const top = row.offsetTop - box.scrollTop;
  if (box.scrollHeight > box.clientHeight && (top < 60 || top + row.offsetHeight > box.clientHeight)) box.scrollTop = row.offsetTop - box.clientHeight / 3;
}
