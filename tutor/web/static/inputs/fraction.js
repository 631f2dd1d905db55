/* A fraction, typed as it looks. */

import { make } from "../dom.js";
import { makeKeypad } from "../keypad.js";
import { ensureStyle } from "../maths.js";
import { MAX_LETTERS, WRITTEN, makeLine, pressOnLine } from "./typed.js";

/* What is longer than any fraction is not set as one: MathLive would work on it for many seconds. */
const MATHS_LETTERS = 200;

/** A fraction: a line at once, and MathLive in its place as soon as it is loaded and nobody is typing. */
export function makeFraction(around) {
  const line = makeLine("number", around, { placeholder: "▯/▯" });
  const row = make("div", { class: "answer-row" }, line);
  const state = { field: line, locked: false };
  const pad = makeKeypad("fraction", around.texts, (key) => (pressOn(state, key), around.changed()));
  loadMathlive().then((mathlive) => mathlive && whenShown(row, () => swapIn(mathlive, state, row, around)));
  return {
    element: make("div", { class: "answer-with-keys" }, row, pad),
    read: () => asPlain(state.field.value.trim()),
    write: (typed) => write(state, line, typed),
    focus: () => state.field.focus(),
    lock: (yes) => { state.locked = yes; state.field.readOnly = yes; pad.querySelectorAll("button").forEach((key) => { key.disabled = yes; }); },
  };
}

/* MathLive works only in what stands on the page. */
function whenShown(row, act) {
  if (row.isConnected) act();
  else requestAnimationFrame(() => whenShown(row, act));
}

function write(state, line, typed) {
  if (typed.length > MATHS_LETTERS) return swapOut(state, line, typed);
  state.field.value = isMaths(state.field) ? asTex(typed) : typed;
  return undefined;
}

const isMaths = (field) => field.tagName === "MATH-FIELD";
const NUMBER = "[-−]?[\\d០-៩.,]+";
const FRAC = new RegExp(String.raw`\\[dt]?frac\s*(?:\{(${NUMBER})\}|([\d០-៩]))\s*(?:\{(${NUMBER})\}|([\d០-៩]))`, "g");
const PLAIN = new RegExp(`^([-−]?)(?:([\\d០-៩]+) )?([\\d០-៩]+)/([\\d០-៩]+)$`);

/** MathLive says `2\frac12`; the answer that is kept, and that a teacher reads, is `2 1/2`. */
export function asPlain(tex) {
  return tex.replace(/\\[:;, ]/g, " ").replace(FRAC, (_found, top, digit, bottom, last, place, all) => {
    const beside = place && /[\d០-៩]$/.test(all.slice(0, place).trimEnd());
    return `${beside ? " " : ""}${top ?? digit}/${bottom ?? last}`;
  }).replace(/\s+/g, " ");
}

/** `2 1/2` as MathLive shows it; what is no simple fraction stays as it is. */
export function asTex(plain) {
  const found = PLAIN.exec(plain.trim());
  return found ? `${found[1]}${found[2] ?? ""}\\frac{${found[3]}}{${found[4]}}` : plain;
}

let mathlive = null;

/** Load MathLive once; a page without it keeps the plain line. */
function loadMathlive() {
  mathlive ??= import("../vendor/mathlive/mathlive.js").then(prepareMathlive).catch(() => null);
  return mathlive;
}

function prepareMathlive({ MathfieldElement }) {
  ensureStyle("vendor/katex/katex.css");
  MathfieldElement.fontsDirectory = new URL("../vendor/katex/fonts", import.meta.url).href;
  MathfieldElement.soundsDirectory = null;
  MathfieldElement.plonkSound = null;
  MathfieldElement.keypressSound = null;
  return MathfieldElement;
}

function swapIn(MathfieldElement, state, row, around) {
  const line = state.field;
  if (line.value.length > MATHS_LETTERS) return undefined;
  const typing = document.activeElement === line && line.value !== "";
  if (typing) return line.addEventListener("blur", () => swapIn(MathfieldElement, state, row, around), { once: true });
  const field = makeMathField(MathfieldElement, line, around);
  const focused = document.activeElement === line;
  line.replaceWith(field);
  field.menuItems = [];
  field.mathModeSpace = "\\:";
  field.readOnly = state.locked;
  state.field = field;
  field.addEventListener("paste", (event) => keepShort(event, event.clipboardData?.getData("text"), state, line), { capture: true });
  field.addEventListener("beforeinput", (event) => keepShort(event, event.data, state, line), { capture: true });
  if (focused) field.focus();
  return undefined;
}

/* A long text stays visible as it is, in the plain line. */
function keepShort(event, added, state, line) {
  const text = state.field.value + (added ?? "");
  if (state.locked || text.length <= MATHS_LETTERS) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  swapOut(state, line, text);
  line.dispatchEvent(new Event("input", { bubbles: true }));
  line.focus();
}

function swapOut(state, line, text) {
  line.value = text.slice(0, MAX_LETTERS);
  if (state.field !== line) state.field.replaceWith(line);
  state.field = line;
}

function makeMathField(MathfieldElement, line, around) {
  const field = new MathfieldElement();
  field.className = "answer-maths";
  field.mathVirtualKeyboardPolicy = "manual";
  field.setAttribute("aria-labelledby", around.labelledby);
  field.value = asTex(line.value);
  field.addEventListener("input", around.changed);
  field.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), around.enter()), { capture: true });
  return field;
}

const COMMANDS = { left: "moveToPreviousChar", right: "moveToNextChar", erase: "deleteBackward" };

function pressOn(state, key) {
  if (!isMaths(state.field)) return pressOnLine(state.field, key);
  state.field.focus({ preventScroll: true });
  if (key in COMMANDS) return state.field.executeCommand(COMMANDS[key]);
  if (key === "fraction") return state.field.insert("\\frac{#@}{#?}", { selectionMode: "placeholder" });
  return state.field.insert(WRITTEN[key] ?? key);
}
