/* An answer that is typed on one line: by the keyboard, or by keys on the screen that fit the kind. */

import { make } from "../dom.js";
import { makeKeypad } from "../keypad.js";

/** The longest answer that is sent. */
export const MAX_LETTERS = 10_000;
const ELEMENTS = ["H", "C", "N", "O", "Na", "Mg", "Al", "S", "Cl", "K", "Ca", "Fe", "Cu", "Zn"];

/** For each kind: which number keys, which keys more, and how the text looks while it is typed. */
export const TYPED = {
  text: { rows: null },
  number: { rows: "number" },
  quantity: { rows: "number", more: (o) => [...(o.unit_keys ?? []), ...(o.compound ? ["/", "·", "²", "³"] : [])] },
  algebra: { rows: "number", more: (o) => [...(o.letters ?? []), "+", "(", ")", "/", "²", "^", ...(o.signs === "equation" ? ["="] : [])], look: raised },
  interval: { rows: "number", more: (o, texts) => intervalKeys(o, texts) },
  formula: { rows: "digits", more: (o) => [...ELEMENTS, ...(o.elements ?? []), "(", ")", "+", "^"], look: lowered },
  reaction: { rows: "digits", more: () => [...ELEMENTS, "(", ")", " + ", " → ", "^"], look: lowered },
};

function intervalKeys(options, texts) {
  const [letter] = options.letters ?? ["x"];
  const compare = [letter, "<", ">", "≤", "≥"];
  const between = ["[", "]", ";", "+∞", "−∞"];
  const chosen = { inequality: compare, interval: between }[options.signs] ?? [...compare, ...between];
  return [...chosen, ` ${texts.say("exercise.key_or")} `];
}

/** Make a line of text for a kind; `attributes` may overrule its own. */
export function makeLine(kind, around, attributes = {}) {
  return make("input", {
    type: "text", class: `answer-line${TYPED[kind]?.rows ? " answer-number" : ""}`, autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: MAX_LETTERS,
    inputmode: TYPED[kind]?.rows ? "none" : null, "aria-labelledby": around.labelledby, oninput: around.changed,
    onkeydown: (event) => event.key === "Enter" && (event.preventDefault(), around.enter()), ...attributes,
  });
}

/** Make the keys on the screen that fit a kind, or null where letters are typed. */
export function makeKeys(kind, around, press) {
  const about = TYPED[kind];
  return about?.rows ? makeKeypad(about.rows, around.texts, press, about.more?.(around.options, around.texts) ?? [], around.options.unit_names) : null;
}

/** A line with its keys, its unit, and a view of how it reads. */
export function makeTyped(around) {
  const { kind, options } = around;
  const look = TYPED[kind].look;
  const shown = look ? make("output", { class: "answer-look", "aria-live": "off" }) : null;
  const draw = () => shown?.replaceChildren(...look(field.value));
  const changed = () => { draw(); around.changed(); };
  const field = makeLine(kind, { ...around, changed });
  const keys = makeKeys(kind, around, (key) => (pressOnLine(field, key), changed()));
  const unit = options.unit ? make("span", { class: "answer-unit" }, options.unit) : null;
  const row = make("div", { class: "stack answer-typed" }, make("div", { class: "answer-row" }, field, unit), shown);
  const element = keys ? make("div", { class: "answer-with-keys" }, row, keys) : field;
  return plain(field, element, { write: (typed) => { field.value = typed; draw(); } });
}

/** Writing for the teacher. */
export function makeLongText(around) {
  const field = make("textarea", { class: "answer-long", rows: "8", maxlength: MAX_LETTERS, "aria-labelledby": around.labelledby, oninput: around.changed });
  return plain(field);
}

/** What every input of one field can do. */
export function plain(field, element = field, extra = {}) {
  return {
    element,
    read: () => field.value.trim(),
    write: (typed) => { field.value = typed; },
    focus: () => field.focus(),
    lock: (yes) => lockAll(element, yes),
    ...extra,
  };
}

/** Keep everything typed as it is, or open it again. */
export function lockAll(element, yes) {
  const fields = element.matches("input, textarea, select") ? [element] : element.querySelectorAll("input, textarea, button, select");
  fields.forEach((field) => { if (field.matches("button, select")) field.disabled = yes; else field.readOnly = yes; });
}

export const WRITTEN = { minus: "-", comma: ",", point: ".", fraction: "/", space: " " };

/** Do in a line of text what a key says. */
export function pressOnLine(field, key) {
  if (field.readOnly) return;
  field.focus({ preventScroll: true });
  const [start, end] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length];
  if (key === "left" || key === "right") return moveCaret(field, key === "left" ? start - 1 : end + 1);
  if (key === "erase") return field.setRangeText("", start === end ? Math.max(0, start - 1) : start, end, "end");
  field.setRangeText(WRITTEN[key] ?? key, start, end, "end");
}

function moveCaret(field, place) {
  const inside = Math.max(0, Math.min(field.value.length, place));
  field.setSelectionRange(inside, inside);
}

/** Show `x^2` with its exponent raised; nothing where the text has none. */
function raised(text) {
  return text.includes("^") ? cut(text, /\^\(?(-?[\d\u17e0-\u17e9]+)\)?/g, "sup") : [];
}

/** Show `H2O` with its small numbers; charges raised. */
function lowered(text) {
  if (!/[A-Za-z)][\d\u17e0-\u17e9]|\^/.test(text)) return [];
  return text.split(/(\^\{?\d*[+-]\}?)/).flatMap((piece, i) => (i % 2 ? [make("sup", {}, piece.replace(/[\^{}]/g, ""))] : cut(piece, /(?<=[A-Za-z)])([\d\u17e0-\u17e9]+)/g, "sub")));
}

function cut(text, pattern, tag) {
  const pieces = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    pieces.push(text.slice(at, match.index), make(tag, {}, match[1]));
    at = match.index + match[0].length;
  }
  return [...pieces, text.slice(at)];
}
