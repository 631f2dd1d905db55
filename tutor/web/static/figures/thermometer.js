/* A thermometer: temperatures above and below zero. */

import { amount, within } from "./amounts.js";
import { dot, line, path, rect, word } from "./svg.js";

const [TOP, FLOOR, X] = [30, 350, 150];

export const size = () => [300, 420];
export const title = (texts) => texts.say("figure.thermometer");
export const dials = ({ from, to, step, tell }) => [{ label: "figure.dial_temperature", name: "degrees", from, to, by: step, bare: !tell }];
export const typed = ({ degrees }) => String(degrees);

const height = (degrees, { from, to }) => FLOOR - ((FLOOR - TOP) * (degrees - from)) / (to - from);
const every = ({ from, to }) => (to - from > 60 ? 20 : 10);

export function say(texts, { degrees }, options) {
  if (options.tell) return texts.say("figure.thermometer_at", { degrees: amount(texts, degrees) });
  const below = Math.floor(degrees / every(options)) * every(options);
  return texts.say("figure.thermometer_asks", { below: amount(texts, below), above: amount(texts, below + every(options)) });
}

export function press(_x, y, _values, options) {
  const wanted = options.from + ((FLOOR - y) * (options.to - options.from)) / (FLOOR - TOP);
  return { degrees: within(Math.round(wanted / options.step) * options.step, options.from, options.to) };
}

export function paint({ degrees }, options, texts) {
  return [
    rect(X - 14, TOP - 18, 28, FLOOR - TOP + 34, { rx: 14, stroke: "ink" }),
    dot(X, FLOOR + 30, 28, { fill: "accent", stroke: "ink", thick: 1.5 }),
    rect(X - 7, height(degrees, options), 14, FLOOR + 30 - height(degrees, options), { fill: "accent", stroke: "none", part: "column" }),
    marks(options, texts),
    path(`M ${X - 20} ${height(degrees, options)} l -16 -9 v 18 Z`, { fill: "accent", stroke: "none", part: "mark" }),
    options.tell && word(X - 46, height(degrees, options) + 7, `${amount(texts, degrees)} °C`, { anchor: "end", size: 21, "font-weight": 650 }),
  ];
}

function marks(options, texts) {
  const small = options.to - options.from > 80 ? 5 : 1;
  const all = [];
  for (let mark = Math.ceil(options.from / small) * small; mark <= options.to; mark += small) {
    const y = height(mark, options);
    const large = mark % every(options) === 0;
    all.push(line(X + 16, y, X + (large ? 38 : mark % 5 === 0 ? 30 : 24), y, { stroke: mark === 0 ? "main" : "ink", thick: mark === 0 ? 4 : large ? 2.5 : 1 }));
    if (large) all.push(word(X + 48, y + 6, amount(texts, mark), { anchor: "start", "font-weight": mark === 0 ? 700 : 400 }));
  }
  return all;
}
