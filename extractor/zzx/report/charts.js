// Charts of the facts shown: who has how many, the largest amounts, the changes, the periods.

const ROW = 34;
const MOST = 6;
const STEEP = 200;

function drawCharts() {
  const width = Math.max(chartWidth(), 220);
  const several = data.documents.length > 1;
  get("charts").replaceChildren(
    card(several ? "chart_documents" : "chart_kinds", several ? byDocument(width) : byKind(width)),
    card("chart_money", amounts(width)),
    card("chart_changes", changes(width)),
    card("chart_periods", periods(width)),
  );
}

function chartWidth() {
  const box = get("charts").getBoundingClientRect().width;
  if (innerWidth < 700) return Math.min(box * 0.84, 420) - 40;
  const across = innerWidth < 1180 ? 2 : 4;
  return (box - (across - 1) * 16) / across - 40;
}

function card(key, rows) {
  return make("figure", {}, make("figcaption", {}, say(key)), rows ?? make("p", { class: "empty" }, say("chart_empty")));
}

/** A chart of rows, each a label above its bars; `bars` gets the top of the bar. */
function chart(width, rows, foot = 0, extra = []) {
  const height = rows.length * ROW + foot;
  return draw(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height, role: "list" },
    ...extra,
    ...rows.map(({ label, value, action, bars }, index) => {
      const top = index * ROW;
      const space = width - textWidth(value) - 14;
      return draw(
        "g",
        { role: "listitem" },
        draw(
          "g",
          { class: "bar-row", "aria-label": `${label}: ${value}`, ...(action ? acting(action) : {}) },
          draw("title", {}, `${label}: ${value}`),
          draw("rect", { class: "target", x: 0, y: top, width, height: ROW - 2, rx: 4 }),
          draw("text", { x: 0, y: top + 14, class: "label" }, fitting(label, space)),
          draw("text", { x: width, y: top + 14, class: "value" }, value),
          ...bars(top + 21),
        ),
      );
    }),
  );
}

function bar(x, y, width, kind, more = "") {
  return draw("rect", { class: `bar k-${kind}${more}`, x, y, width: Math.max(width, 1.5), height: 6, rx: 2 });
}

/** About how wide a text of 12 px is: a Chinese character 12, a Latin one 6.6. */
function textWidth(text) {
  return Array.from(text).reduce((sum, character) => sum + (character.codePointAt(0) > 0x2e7f ? 12 : 6.8), 0);
}

function fitting(text, space) {
  if (textWidth(text) <= space) return text;
  const characters = Array.from(text);
  while (characters.length > 1 && textWidth(characters.join("")) > space - 10) characters.pop();
  return `${characters.join("")}…`;
}

// Facts by document or kind -------------------------------------------------------------------------------

function byDocument(width) {
  const groups = tally(shown, (fact) => fact.document);
  if (groups.length === 0) return null;
  const first = groups.slice(0, groups.length > MOST ? MOST - 1 : MOST);
  const rest = groups.slice(first.length);
  const scale = width / groups[0][1];
  const rows = first.map(([index, count]) => ({
    label: data.documents[index].path,
    value: number(count),
    action: () => choose("document", String(index)),
    bars: (top) => stacked(shown.filter((fact) => fact.document === index), top, scale),
  }));
  if (rest.length) rows.push({ label: say("others", { n: rest.length }), value: number(rest.reduce((sum, [, count]) => sum + count, 0)), bars: () => [] });
  return chart(width, rows);
}

function stacked(some, top, scale) {
  const counts = Object.fromEntries(tally(some, (fact) => fact.kind));
  let x = 0;
  return data.kinds
    .filter((kind) => counts[kind])
    .map((kind) => {
      const length = counts[kind] * scale;
      const made = bar(x, top, Math.max(length - 1, 1), kind);
      made.append(draw("title", {}, `${say(`kind_${kind}`)}: ${counts[kind]}`));
      x += length;
      return made;
    });
}

function byKind(width) {
  const groups = tally(shown, (fact) => fact.kind);
  if (groups.length === 0) return null;
  const scale = width / groups[0][1];
  return chart(
    width,
    groups.map(([kind, count]) => ({
      label: say(`kind_${kind}`),
      value: number(count),
      action: () => {
        filter.kinds = new Set([kind]);
        update();
      },
      bars: (top) => [bar(0, top, count * scale, kind)],
    })),
  );
}

// Money and changes ---------------------------------------------------------------------------------------

/** The largest amounts in the currency that most amounts are in. */
function amounts(width) {
  const money = shown.filter((fact) => fact.kind === "money");
  const [currency] = tally(money, (fact) => fact.unit)[0] ?? [];
  const largest = money.filter((fact) => fact.unit === currency).sort((a, b) => size(b) - size(a)).slice(0, MOST);
  if (largest.length === 0) return null;
  const [most, least] = [size(largest[0]), size(largest.at(-1))];
  // Where the largest would leave no room for the others, a tenth of the width stands for the same factor.
  const steep = least > 0 && most / least > STEEP;
  const length = (fact) => (steep ? Math.log(size(fact) / least) / Math.log(most / least) * 0.92 + 0.08 : size(fact) / (most || 1)) * width;
  return chart(
    width,
    largest.map((fact) => ({
      label: about(fact),
      value: `${(SIGNS[fact.bound] ?? "").trim()}${short(size(fact))}${language === "en" ? " " : ""}${currency}`,
      action: () => openFact(fact),
      bars: (top) => [bar(0, top, length(fact), "money", fact.modality === "target" ? " planned" : "")],
    })),
    steep ? 18 : 0,
    steep ? [draw("text", { class: "tick", x: 0, y: largest.length * ROW + 13 }, say("logarithmic"))] : [],
  );
}

/** The largest rises and falls in percent that there were, from the greatest rise to the greatest fall. */
function changes(width) {
  const moved = shown.filter((fact) => fact.kind === "change" && fact.unit === "%" && fact.modality === "actual" && size(fact) !== 0);
  const largest = moved.sort((a, b) => Math.abs(size(b)) - Math.abs(size(a))).slice(0, MOST).sort((a, b) => size(b) - size(a));
  if (largest.length === 0) return null;
  const most = Math.max(...largest.map(size), 0);
  const least = Math.min(...largest.map(size), 0);
  const scale = width / (most - least);
  const zero = -least * scale;
  const axis = draw("line", { class: "axis", x1: zero, x2: zero, y1: 18, y2: largest.length * ROW });
  return chart(
    width,
    largest.map((fact) => ({
      label: about(fact),
      value: quantity(fact),
      action: () => openFact(fact),
      bars: (top) => [bar(Math.min(zero, zero + size(fact) * scale), top, Math.abs(size(fact)) * scale, size(fact) > 0 ? "up" : "down")],
    })),
    0,
    [axis],
  );
}

// Periods -------------------------------------------------------------------------------------------------

/** The periods that most facts speak of, in the order of time, above an axis of years or months. */
function periods(width) {
  const key = (fact) => (fact.period_end ? `${fact.period_start ?? fact.period_end}|${fact.period_end}` : null);
  const groups = tally(shown, key).slice(0, MOST - 1);
  if (groups.length === 0) return null;
  const spans = groups
    .map(([name, count]) => {
      const [start, end] = name.split("|");
      const [words] = tally(shown.filter((fact) => key(fact) === name), (fact) => fact.period_text)[0];
      return { start, end, count, words, from: day(start), until: day(end) + 1 };
    })
    .sort((a, b) => a.from - b.from || a.until - b.until);
  const from = Math.min(...spans.map((span) => span.from));
  const until = Math.max(...spans.map((span) => span.until));
  const place = (at) => ((at - from) / (until - from)) * width;
  const height = spans.length * ROW;
  const ticks = ticksBetween(from, until, width);
  const grid = ticks.flatMap(([at, label]) => [
    draw("line", { class: "grid", x1: place(at), x2: place(at), y1: 0, y2: height }),
    draw("text", { class: "tick", x: Math.min(place(at) + 3, width - 26), y: height + 13 }, label),
  ]);
  const rows = spans.map(({ start, end, words, count, from: first, until: last }) => ({
    label: `${words}  ${start === end ? start : `${start} – ${end}`}`,
    value: number(count),
    action: () => choose("period", `t:${words}`),
    bars: (top) => [bar(Math.min(place(first), width - 3), top, Math.max(place(last) - place(first), 3), "period")],
  }));
  return chart(width, rows, 18, grid);
}

function day(date) {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

/** At most six round years, or months where the span is short, as [day, label]. */
function ticksBetween(from, until, width) {
  const most = Math.max(2, Math.floor(width / 60));
  const first = new Date(from * 86_400_000);
  const spanned = (until - from) / 365.25;
  const made = [];
  if (spanned > 1.6) {
    const by = [1, 2, 5, 10, 20, 50, 100].find((years) => spanned / years <= most) ?? 200;
    for (let year = Math.ceil(first.getUTCFullYear() / by) * by; made.length < 60; year += by) {
      const at = Date.UTC(year, 0, 1) / 86_400_000;
      if (at > until) break;
      if (at >= from) made.push([at, String(year)]);
    }
  } else {
    const by = [1, 2, 3, 6].find((months) => (spanned * 12) / months <= most) ?? 12;
    for (let month = 0; month < 24; month += by) {
      const date = new Date(Date.UTC(first.getUTCFullYear(), month, 1));
      const at = date.getTime() / 86_400_000;
      if (at >= from && at < until) made.push([at, date.toISOString().slice(0, 7)]);
    }
  }
  return made;
}
