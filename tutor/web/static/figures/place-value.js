/* Blocks of one, ten, a hundred and a thousand; larger places have counters. */

import { amount } from "./amounts.js";
import { dot, group, line, rect, shape, word, words } from "./svg.js";

const [WIDTH, TOP] = [700, 44];

export const size = () => [WIDTH, 350];
export const title = (texts) => texts.say("figure.place_value");
export const typed = ({ value }) => String(value);

const digit = (value, place) => Math.floor(value / 10 ** place) % 10;
const places = ({ places: count }) => Array.from({ length: count }, (_, index) => count - 1 - index);
const name = (texts, place) => texts.say(`figure.place_${place}`);

export function dials(options) {
  const last = 10 ** options.places - 1;
  return places(options).map((place) => ({ label: `figure.place_${place}`, name: "value", from: 0, to: last, by: 10 ** place, strict: true, slot: place, shown: ({ value }) => digit(value, place) }));
}

export function say(texts, { value }, options) {
  const parts = places(options).filter((place) => digit(value, place)).map((place) => `${name(texts, place)} ${amount(texts, digit(value, place))}`);
  return texts.say("figure.place_value_at", { value: amount(texts, value), parts: parts.join(", ") || amount(texts, 0) });
}

export function press(x, _y, { value }, options, first) {
  const place = places(options)[Math.floor(x / (WIDTH / options.places))];
  return first && place !== undefined && value + 10 ** place < 10 ** options.places ? { value: value + 10 ** place } : null;
}

export function paint({ value }, options, texts) {
  const wide = WIDTH / options.places;
  return places(options).map((place, index) => {
    const count = digit(value, place);
    const middle = (index + 0.5) * wide;
    return group({ part: `place-${place}` },
      rect(index * wide + 3, 3, wide - 6, 344, { fill: index % 2 ? "paper" : "faint", stroke: "none", rx: 8 }),
      options.places > 5 ? words(middle, 22, name(texts, place).split(" "), { size: 14 }, 16) : word(middle, 28, name(texts, place)),
      options.places > 4 ? counters(count, middle) : blocks(count, place, middle, options.places > 3 ? 4.6 : 7),
      word(middle, 322, `${amount({ lang: "km" }, count)}  ${count}`, { size: 26, "font-weight": 650 }),
    );
  });
}

const rows = (count, wide, high, middle, draw) => Array.from({ length: count }, (_, index) => draw(middle + ((index % 3) - Math.min(3, count) / 2) * wide, TOP + Math.floor(index / 3) * high));

function blocks(count, place, middle, unit) {
  const side = 10 * unit;
  if (place === 0) return rows(count, unit + 8, unit + 8, middle, (x, y) => rect(x + 4, y, unit, unit, { fill: "main", stroke: "none" }));
  if (place === 1) return Array.from({ length: count }, (_, index) => rod(middle + (index - count / 2) * (unit + 7), TOP, unit));
  if (place === 2) return rows(count, side + 3, side + 4, middle, (x, y) => flat(x, y, unit));
  return rows(count, side + 11, side + 12, middle, (x, y) => [shape([[x, y + 8], [x + 8, y], [x + side + 8, y], [x + side + 8, y + side], [x + side, y + side + 8]], { fill: "main", stroke: "paper", thick: 1 }), flat(x, y + 8, unit)]);
}

function rod(x, y, unit) {
  return [rect(x, y, unit, 10 * unit, { fill: "main", stroke: "none" }), Array.from({ length: 9 }, (_, row) => line(x, y + (row + 1) * unit, x + unit, y + (row + 1) * unit, { stroke: "paper", thick: 0.8 }))];
}

function flat(x, y, unit) {
  const lines = Array.from({ length: 9 }, (_, index) => (index + 1) * unit);
  return [rect(x, y, 10 * unit, 10 * unit, { fill: "main", stroke: "paper", thick: 1 }), lines.map((at) => [line(x, y + at, x + 10 * unit, y + at, { stroke: "paper", thick: 0.6 }), line(x + at, y, x + at, y + 10 * unit, { stroke: "paper", thick: 0.6 })])];
}

const counters = (count, middle) => rows(count, 28, 28, middle, (x, y) => dot(x + 14, y + 30, 11, { fill: "main" }));
