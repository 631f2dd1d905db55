/* Number keys on the screen: for fingers, and for people who have not found the digits on a keyboard yet. */

import { icon, make } from "./dom.js";
import { toKhmerDigits } from "./texts.js";

const DIGITS_KEY = "rean.digits";
const DIGITS = ["7", "8", "9", "4", "5", "6", "1", "2", "3"];
const ROWS = { number: [...DIGITS, "minus", "0", "comma"], fraction: [...DIGITS, "minus", "0", "fraction"], digits: [...DIGITS, "minus", "0", "space"] };
const SIGNS = { minus: "−", comma: ",", space: "␣" };

/** Return whether this person wants Khmer digits on the keys. */
function wantsKhmer(lang) {
  try {
    return (sessionStorage.getItem(DIGITS_KEY) ?? lang) === "km";
  } catch {
    return lang === "km";
  }
}

/**
 * Make the keys for one input.
 *
 * `press(key)` is told a digit, `minus`, `comma`, `fraction`, `left`, `right`, `erase`, or one of the signs in `more`.
 */
export function makeKeypad(kind, texts, press, more = []) {
  const digits = makeDigits(kind, texts, press);
  if (!more.length) return digits;
  const signs = make("div", { class: "keypad keypad-more", role: "group", "aria-label": texts.say("exercise.key_signs") }, ...more.map((sign) => button(sign, null, [sign.trim()], press)));
  return make("div", { class: "keypads" }, signs, digits);
}

function makeDigits(kind, texts, press) {
  const pad = make("div", { class: "keypad", role: "group", "aria-label": texts.say("exercise.keypad") });
  let khmer = wantsKhmer(texts.lang);
  const draw = () => pad.replaceChildren(...ROWS[kind].map((key) => makeKey(key, khmer, texts, press)), ...editKeys(texts, press), digitsKey(texts, turn));
  const turn = () => {
    khmer = !khmer;
    rememberDigits(khmer);
    draw();
    pad.querySelector("[data-key=digits]").focus();
  };
  draw();
  return pad;
}

function rememberDigits(khmer) {
  try {
    sessionStorage.setItem(DIGITS_KEY, khmer ? "km" : "en");
  } catch {
    // Without storage the next page begins with the language's own digits.
  }
}

function makeKey(key, khmer, texts, press) {
  if (key === "fraction") return button(key, texts.say("exercise.key_fraction"), [fractionSign()], press);
  if (key in SIGNS) return button(key, texts.say(`exercise.key_${key}`), [SIGNS[key]], press);
  return button(key, null, [khmer ? toKhmerDigits(key) : key], press);
}

function editKeys(texts, press) {
  const shapes = { left: "left", right: "right_arrow", erase: "erase" };
  return Object.entries(shapes).map(([key, shape]) => button(key, texts.say(`exercise.key_${key}`), [icon(shape)], press));
}

function digitsKey(texts, turn) {
  const key = button("digits", null, ["១២៣ ⇄ 123"], turn);
  key.title = texts.say("exercise.key_digits");
  key.classList.add("keypad-wide");
  return key;
}

function fractionSign() {
  return make("span", { class: "fraction-sign", "aria-hidden": "true" }, make("i"), make("i"));
}

function button(key, label, content, press) {
  const made = make("button", { type: "button", "data-key": key, "aria-label": label }, ...content);
  made.addEventListener("pointerdown", (event) => event.preventDefault());
  made.addEventListener("click", () => press(key));
  return made;
}
