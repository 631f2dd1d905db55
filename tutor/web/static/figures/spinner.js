/* A wheel of chance; the results of a seed are always the same row. */

import { amount } from "./amounts.js";
import { results } from "./chance.js";
import { group, path, shape, slice, word, words } from "./svg.js";

const MOST = 500;

export const size = () => [600, 350];
export const title = (texts) => texts.say("figure.spinner");
export const dials = ({ parts }) => [{ label: "figure.dial_coloured", name: "coloured", from: 0, to: parts }];
export const acts = () => [{ act: "spin", label: "figure.spin" }, { act: "spin-10", label: "figure.spin_10" }, { act: "again", label: "figure.reset" }];
export const arrows = { Enter: "spin", " ": "spin" };
export const typed = ({ coloured }, { parts }) => `${coloured}/${parts}`;

export function step(act, values) {
  return { ...values, spins: { spin: Math.min(MOST, values.spins + 1), "spin-10": Math.min(MOST, values.spins + 10), again: 0 }[act] };
}

const spun = ({ spins }, { parts, seed }) => results(seed, parts, spins);
const hits = (values, options) => spun(values, options).filter((part) => part < values.coloured).length;

export function say(texts, values, options) {
  const places = { coloured: amount(texts, values.coloured), parts: amount(texts, options.parts), spins: amount(texts, values.spins), hits: amount(texts, hits(values, options)) };
  return texts.say(values.spins ? "figure.spinner_at" : "figure.spinner_ready", places);
}

export function paint(values, options, texts) {
  const last = spun(values, options).at(-1) ?? 0;
  const turn = values.spins ? -((last + 0.5) * 360) / options.parts : 0;
  const parts = Array.from({ length: options.parts }, (_, part) => path(slice(180, 185, 145, part / options.parts, (part + 1) / options.parts), { fill: part < values.coloured ? "main" : "paper", part: `part-${part + 1}` }));
  const rows = [texts.say("figure.spins", { count: amount(texts, values.spins) }), texts.say("figure.hits", { count: amount(texts, hits(values, options)) })];
  return [
    group({ transform: `rotate(${turn} 180 185)`, part: "wheel" }, parts),
    shape([[180, 66], [166, 20], [194, 20]], { fill: "accent", stroke: "paper", part: "pointer" }),
    words(370, 110, rows, { anchor: "start", size: 19 }, 38),
    values.spins > 0 && group({ part: "share" }, path("M 370 190 h 200 v 30 h -200 Z"), path(`M 370 190 h ${(200 * hits(values, options)) / values.spins} v 30 h ${(-200 * hits(values, options)) / values.spins} Z`, { fill: "main" }), word(470, 250, `${amount(texts, hits(values, options))} / ${amount(texts, values.spins)}`)),
  ];
}
