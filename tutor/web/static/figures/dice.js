/* Dice are thrown and the results are counted; the results of a seed are always the same row. */

import { amount } from "./amounts.js";
import { results } from "./chance.js";
import { dot, group, line, rect, word } from "./svg.js";

const [MOST, FLOOR, HIGH] = [500, 308, 230];
const PIPS = { 1: [4], 2: [0, 8], 3: [0, 4, 8], 4: [0, 2, 6, 8], 5: [0, 2, 4, 6, 8], 6: [0, 2, 3, 5, 6, 8] };

export const size = () => [620, 350];
export const title = (texts) => texts.say("figure.dice");
export const acts = () => [{ act: "throw", label: "figure.throw" }, { act: "throw-10", label: "figure.throw_10" }, { act: "again", label: "figure.reset" }];
export const arrows = { ArrowRight: "throw", ArrowUp: "throw-10", Home: "again", Enter: "throw", " ": "throw" };

export const step = (act, { throws }) => ({ throws: { throw: Math.min(MOST, throws + 1), "throw-10": Math.min(MOST, throws + 10), again: 0 }[act] });

function thrown({ throws }, { dice, seed }) {
  const faces = results(seed, 6, throws * dice).map((face) => face + 1);
  return Array.from({ length: throws }, (_, index) => faces.slice(index * dice, index * dice + dice));
}

const total = (faces) => faces.reduce((all, face) => all + face, 0);
const count = (values, options, face) => thrown(values, options).filter((faces) => total(faces) === face).length;

export function typed(values, options) {
  if (options.typed === "throws") return String(values.throws);
  return values.throws ? `${count(values, options, options.face)}/${values.throws}` : "";
}

export function say(texts, values, options) {
  const last = thrown(values, options).at(-1);
  if (!last) return texts.say("figure.dice_ready");
  const places = { throws: values.throws, last: total(last), face: options.face, count: count(values, options, options.face) };
  return texts.say("figure.dice_at", Object.fromEntries(Object.entries(places).map(([name, value]) => [name, amount(texts, value)])));
}

export function paint(values, options, texts) {
  const sums = Array.from({ length: options.dice === 1 ? 6 : 11 }, (_, index) => index + options.dice);
  const counts = sums.map((face) => count(values, options, face));
  const wide = 400 / sums.length;
  const unit = HIGH / Math.max(5, ...counts);
  const last = thrown(values, options).at(-1) ?? Array(options.dice).fill(0);
  return [
    last.map((face, index) => die(60, options.dice === 1 ? 120 : 60 + index * 130, face)),
    line(200, FLOOR, 610, FLOOR, { stroke: "ink" }),
    sums.map((face, index) => {
      const x = 205 + index * wide;
      return group({ part: `count-${face}` }, rect(x + 5, FLOOR - counts[index] * unit, wide - 10, counts[index] * unit, { fill: face === options.face ? "accent" : "main", stroke: "none" }),
        word(x + wide / 2, FLOOR + 24, amount(texts, face), { size: 16 }), counts[index] > 0 && word(x + wide / 2, FLOOR - counts[index] * unit - 7, amount(texts, counts[index]), { size: 14 }));
    }),
  ];
}

const die = (x, y, face) => group({ part: "die" }, rect(x, y, 100, 100, { rx: 16, stroke: "ink", thick: 3 }), (PIPS[face] ?? []).map((place) => dot(x + 22 + (place % 3) * 28, y + 22 + Math.floor(place / 3) * 28, 9, { fill: "ink" })));
