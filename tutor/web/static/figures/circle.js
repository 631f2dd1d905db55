/* A circle whose radius is set; diameter, circumference and area follow. */

import { amount, plain, within } from "./amounts.js";
import { dot, line, word, words } from "./svg.js";

const [SIDE, PI] = [360, 3.14];

export const size = () => [600, SIDE];
export const title = (texts) => texts.say("figure.circle");
export const dials = ({ most }) => [{ label: "figure.dial_radius", name: "radius", from: 1, to: most }];

const measures = (radius) => ({ radius, diameter: 2 * radius, circumference: 2 * PI * radius, area: PI * radius * radius });

export const typed = ({ radius }, options) => plain(measures(radius)[options.typed]);

export function say(texts, { radius }, { unit, tell }) {
  const places = Object.fromEntries(Object.entries(measures(radius)).map(([name, value]) => [name, amount(texts, value)]));
  return texts.say(tell ? "figure.circle_at" : "figure.circle_asks", { ...places, unit: texts.say(`figure.unit_${unit}`) });
}

const unitOf = ({ most }) => (SIDE / 2 - 12) / most;

export function press(x, y, _values, options) {
  return { radius: within(Math.round(Math.hypot(x - SIDE / 2, y - SIDE / 2) / unitOf(options)), 1, options.most) };
}

export function paint({ radius }, options, texts) {
  const [middle, unit] = [SIDE / 2, unitOf(options)];
  const r = radius * unit;
  const name = texts.say(`figure.unit_${options.unit}`);
  const all = measures(radius);
  const rows = ["radius", ...(options.tell ? ["diameter", "circumference", "area"] : [])].map((what) => `${texts.say(`figure.${what}`)} = ${amount(texts, all[what])} ${name}${what === "area" ? "²" : ""}`);
  return [
    grid(middle, unit, options.most),
    dot(middle, middle, r, { fill: "pale", stroke: "main", thick: 3.5, part: "circle", "fill-opacity": 0.8 }),
    line(middle - r, middle, middle, middle, { stroke: "main", thick: 2, dash: "6 5", part: "diameter" }),
    line(middle, middle, middle + r, middle, { stroke: "accent", thick: 4, part: "radius" }),
    dot(middle, middle, 5, { fill: "ink" }),
    dot(middle + r, middle, 9, { stroke: "paper", thick: 2 }),
    word(middle + r / 2, middle - 10, "r", { "font-style": "italic", size: 19 }),
    words(SIDE + 22, 120, rows, { anchor: "start", size: 16 }, 36),
  ];
}

function grid(middle, unit, most) {
  const marks = Array.from({ length: 2 * most + 1 }, (_, index) => middle + (index - most) * unit);
  const [first, last] = [marks[0], marks.at(-1)];
  return marks.map((mark) => [line(mark, first, mark, last, { stroke: "grid", thick: 1 }), line(first, mark, last, mark, { stroke: "grid", thick: 1 })]);
}
