/* Number keys on the screen, in the order of a telephone and of the door: a key writes what is on it. */

import { icon, make } from "./dom.js";
import { toKhmerDigits } from "./texts.js";

const GRID = ["1", "2", "3", "erase", "4", "5", "6", "left", "7", "8", "9", "right"];
const ROWS = {
  number: [...GRID, "minus", "0", "mark"],
  fraction: [...GRID, "minus", "0", "mark", "fraction"],
  digits: [...GRID, "minus", "0", "space"],
  pin: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "erase", "0", "enter"],
};
const SHAPES = { left: "left", right: "right_arrow", erase: "erase" };
const SIGNS = { minus: "−", comma: ",", point: ".", space: "␣" };
const MARK = { km: "comma", en: "point" };

/**
 * Make the keys for one input: `number`, `fraction`, `digits` or `pin`.
 *
 * `press(key)` is told a digit, `minus`, `comma` or `point` (the decimal mark of the language; both may be typed), `space`, `fraction`, `left`, `right`, `erase`, `enter`, or one of the signs in `more`.
 * `names` holds words to stand below such signs.
 */
export function makeKeypad(kind, texts, press, more = [], names = {}) {
  const keys = ROWS[kind].map((key) => makeKey(key === "mark" ? MARK[texts.lang] : key, texts, press));
  const digits = make("div", { class: `keypad keypad-${kind}`, role: "group", "aria-label": texts.say("exercise.keypad") }, ...keys);
  if (!more.length) return digits;
  const signs = make("div", { class: "keypad keypad-more", role: "group", "aria-label": texts.say("exercise.key_signs") }, ...more.map((sign) => button(sign, null, [sign.trim(), ...named(names[sign])], press)));
  return make("div", { class: "keypads" }, signs, digits);
}

function makeKey(key, texts, press) {
  if (key === "enter") return button(key, null, [texts.say("seat.open")], press, "keypad-go");
  if (key === "fraction") return button(key, texts.say("exercise.key_fraction"), [fractionSign()], press);
  if (key in SHAPES) return button(key, texts.say(`exercise.key_${key}`), [icon(SHAPES[key])], press);
  if (key in SIGNS) return button(key, texts.say(`exercise.key_${key}`), [SIGNS[key]], press);
  return button(key, null, digit(key, texts.lang), press);
}

function digit(key, lang) {
  const small = make("small", { lang: "km", "aria-hidden": "true" }, toKhmerDigits(key));
  return lang === "km" ? [make("span", {}, key), small] : [key];
}

const named = (word) => (word ? [make("small", {}, word)] : []);

function fractionSign() {
  return make("span", { class: "fraction-sign", "aria-hidden": "true" }, make("i"), make("i"));
}

/* The cursor stays where it is, so that keys and keyboard can be mixed. */
function button(key, label, content, press, look = null) {
  const made = make("button", { type: "button", "data-key": key, "aria-label": label, class: look }, ...content);
  made.addEventListener("pointerdown", (event) => event.preventDefault());
  made.addEventListener("click", () => press(key));
  return made;
}
