// What the other files build on: the data, the words of the page in the reader's language, elements, numbers.

const data = JSON.parse(document.getElementById("data").textContent);
const column = Object.fromEntries(data.columns.map((name, index) => [name, index]));
const NOTHING = "\u0000"; // the choice "not said"; no text holds it

/** Facts as objects with the number of their document; `row` keeps the values in the order of the columns. */
const facts = data.facts.map((row, index) => {
  const fact = { index, row };
  for (const name of data.columns) fact[name] = row[column[name]];
  return fact;
});
data.documents.forEach((one, number) => {
  one.number = number;
  for (let index = one.facts[0]; index < one.facts[1]; index++) facts[index].document = number;
});

const get = (id) => document.getElementById(id);

// Words ---------------------------------------------------------------------------------------------------

let language = (navigator.languages?.[0] || navigator.language || "en").toLowerCase().startsWith("zh") ? "zh" : "en";

/** The words for a key, with {n} and the like filled in. */
function say(key, fill = {}) {
  const words = data.words[language][key] ?? key;
  return words.replace(/\{(\w+)\}/g, (whole, name) => fill[name] ?? whole);
}

/** Why a numeral is no fact; what follows a colon says what is wrong with one draft. */
function sayReason(reason) {
  const name = reason.split(":")[0];
  return data.words[language][`reason_${name.replaceAll(" ", "_")}`] ?? name;
}

function sayAll() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
  for (const node of document.querySelectorAll("[data-name]")) node.setAttribute("aria-label", say(node.dataset.name));
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
  get("search").placeholder = say("search");
  get("previous-document").setAttribute("aria-label", say("previous_document"));
  get("next-document").setAttribute("aria-label", say("next_document"));
}

// Elements ------------------------------------------------------------------------------------------------

/** An element with attributes (functions listen, null is left out) and children (strings become text). */
function make(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

function draw(tag, attributes = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function dress(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** Attributes of something that acts as a button without being one. */
function acting(action) {
  return {
    role: "button",
    tabindex: "0",
    click: action,
    keydown: (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        action(event);
      }
    },
  };
}

// Numbers -------------------------------------------------------------------------------------------------

const SIGNS = { approx: "≈ ", over: "> ", at_least: "≥ ", under: "< ", at_most: "≤ " };
const ARROWS = { up: " ↑", down: " ↓", flat: " →" };

/** A number with its thousands parted, every digit kept. */
function number(value) {
  const [whole, decimals] = String(value).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (decimals ? `.${decimals}` : "");
}

/** A large number in short: 1.09亿, 109M. */
function short(value) {
  return new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en", { notation: "compact", maximumSignificantDigits: 4 }).format(value);
}

function interval(fact) {
  return `${fact.lower === null ? "" : number(fact.lower)}–${fact.upper === null ? "" : number(fact.upper)}`;
}

/** Bound, number, unit and direction: ≥ 90 %, 3–5 天, -13.1 % ↓; 下降15%以上 is ≥ 15 % ↓. */
function quantity(fact) {
  const limited = fact.direction === "down" && fact.bound in SIGNS && fact.bound !== "approx";
  const value = limited ? String(fact.value).replace("-", "") : fact.value;
  const amount = fact.value === null ? interval(fact) : (SIGNS[fact.bound] ?? "") + number(value);
  return amount + (fact.unit ? ` ${fact.unit}` : "") + (ARROWS[fact.direction] ?? "");
}

/** A number to sort and draw by; a quantity without a value has that of its interval's lower end. */
function size(fact) {
  return Number(fact.value ?? fact.lower ?? fact.upper ?? 0);
}

/** What is measured, in words: the object, or else the action or the quote. */
function about(fact) {
  return fact.object ?? fact.action ?? fact.quote;
}

/** How often each key occurs, the most frequent first. */
function tally(items, key) {
  const counts = new Map();
  for (const item of items) {
    const name = key(item);
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1] || String(one[0]).localeCompare(String(other[0])));
}

function plural(count, one, many) {
  return say(count === 1 ? one : many);
}
