/* One way to answer for each kind. All of them read and write one text, which is what the tutor is sent. */

import { make } from "./dom.js";
import { makeKeypad } from "./keypad.js";
import { ensureStyle } from "./maths.js";
import { makeChoice } from "./choice.js";
import { makeOrdering } from "./ordering.js";

const MAX_LETTERS = 10_000;

/**
 * Make the input for one kind of answer.
 *
 * `around` gives `texts`, `options`, `labelledby` (an element's id), `changed()` and `enter()`.
 * Returns `{element, read(), write(typed), focus(), lock(yes)}`.
 */
export function makeInput(kind, around) {
  const makers = { fraction: makeFraction, number: makeNumber, choice: makeChoice, ordering: makeOrdering, text: makeText, long_text: makeLongText };
  return (makers[kind] ?? makeText)(around);
}

function lineInput(around, attributes = {}) {
  return make("input", {
    type: "text", class: "answer-line", autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: MAX_LETTERS,
    "aria-labelledby": around.labelledby, oninput: around.changed,
    onkeydown: (event) => event.key === "Enter" && (event.preventDefault(), around.enter()), ...attributes,
  });
}

function plain(field, element = field, extra = {}) {
  return {
    element,
    read: () => field.value.trim(),
    write: (typed) => { field.value = typed; },
    focus: () => field.focus(),
    lock: (yes) => lockAll(element, yes),
    ...extra,
  };
}

function lockAll(element, yes) {
  const fields = element.matches("input, textarea") ? [element] : element.querySelectorAll("input, textarea, button");
  fields.forEach((field) => { if (field.matches("button")) field.disabled = yes; else field.readOnly = yes; });
}

function makeText(around) {
  return plain(lineInput(around));
}

function makeLongText(around) {
  const field = make("textarea", { class: "answer-long", rows: "8", maxlength: MAX_LETTERS, "aria-labelledby": around.labelledby, oninput: around.changed });
  return plain(field);
}

function makeNumber(around) {
  const field = lineInput(around, { inputmode: "none", class: "answer-line answer-number" });
  const pad = makeKeypad("number", around.texts, (key) => (pressOnLine(field, key), around.changed()));
  const unit = around.options.unit ? make("span", { class: "answer-unit" }, around.options.unit) : null;
  return plain(field, make("div", { class: "answer-with-keys" }, make("div", { class: "answer-row" }, field, unit), pad));
}

const WRITTEN = { minus: "-", comma: ",", fraction: "/" };

/** Do in a line of text what a key says. */
function pressOnLine(field, key) {
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

/** A fraction: a line at once, and MathLive in its place as soon as it is loaded and nobody is typing. */
function makeFraction(around) {
  const line = lineInput(around, { inputmode: "none", class: "answer-line answer-number", placeholder: "▯/▯" });
  const row = make("div", { class: "answer-row" }, line);
  const state = { field: line, locked: false };
  const pad = makeKeypad("fraction", around.texts, (key) => (pressOn(state, key), around.changed()));
  loadMathlive().then((mathlive) => mathlive && swapIn(mathlive, state, row, around));
  return {
    element: make("div", { class: "answer-with-keys" }, row, pad),
    read: () => state.field.value.trim(),
    write: (typed) => { state.field.value = typed; },
    focus: () => state.field.focus(),
    lock: (yes) => { state.locked = yes; state.field.readOnly = yes; pad.querySelectorAll("button").forEach((key) => { key.disabled = yes; }); },
  };
}

let mathlive = null;

/** Load MathLive once; a page without it keeps the plain line. */
function loadMathlive() {
  mathlive ??= import("./vendor/mathlive/mathlive.js").then(prepareMathlive).catch(() => null);
  return mathlive;
}

function prepareMathlive({ MathfieldElement }) {
  ensureStyle("vendor/katex/katex.css");
  MathfieldElement.fontsDirectory = new URL("vendor/katex/fonts", import.meta.url).href;
  MathfieldElement.soundsDirectory = null;
  MathfieldElement.plonkSound = null;
  MathfieldElement.keypressSound = null;
  return MathfieldElement;
}

function swapIn(MathfieldElement, state, row, around) {
  const line = state.field;
  const typing = document.activeElement === line && line.value !== "";
  if (typing) return line.addEventListener("blur", () => swapIn(MathfieldElement, state, row, around), { once: true });
  const field = makeMathField(MathfieldElement, line, around);
  const focused = document.activeElement === line;
  line.replaceWith(field);
  field.menuItems = [];
  field.readOnly = state.locked;
  state.field = field;
  if (focused) field.focus();
}

function makeMathField(MathfieldElement, line, around) {
  const field = new MathfieldElement();
  field.className = "answer-maths";
  field.mathVirtualKeyboardPolicy = "manual";
  field.setAttribute("aria-labelledby", around.labelledby);
  field.value = line.value;
  field.addEventListener("input", around.changed);
  field.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), around.enter()), { capture: true });
  return field;
}

const COMMANDS = { left: "moveToPreviousChar", right: "moveToNextChar", erase: "deleteBackward" };

function pressOn(state, key) {
  if (state.field.tagName !== "MATH-FIELD") return pressOnLine(state.field, key);
  state.field.focus({ preventScroll: true });
  if (key in COMMANDS) return state.field.executeCommand(COMMANDS[key]);
  if (key === "fraction") return state.field.insert("\\frac{#@}{#?}", { selectionMode: "placeholder" });
  return state.field.insert(WRITTEN[key] ?? key);
}
