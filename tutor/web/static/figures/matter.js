/* Particles of a substance that is heated: solid, liquid, gas. */

import { amount, within } from "./amounts.js";
import { results } from "./chance.js";
import { dot, group, line, rect, word } from "./svg.js";

const [COUNT, R, BOX, TOP, FLOOR] = [48, 12, 400, 24, 316];

export const size = () => [640, 350];
export const title = (texts) => texts.say("figure.matter");
export const dials = ({ from, to, step }) => [{ label: "figure.dial_temperature", name: "degrees", from, to, by: step }];

/** Return the id of the state at a temperature. */
export const stateOf = ({ degrees }, { melts, boils }) => (degrees < melts ? "solid" : degrees < boils ? "liquid" : "gas");

export const typed = (values, options) => (options.typed === "state" ? stateOf(values, options) : String(values.degrees));
export const say = (texts, values, options) => texts.say("figure.matter_at", { degrees: amount(texts, values.degrees), state: texts.say(`figure.matter_${stateOf(values, options)}`), how: texts.say(`figure.matter_how_${stateOf(values, options)}`) });

const height = (degrees, { from, to }) => FLOOR - ((FLOOR - TOP - 20) * (degrees - from)) / (to - from);

export function press(x, y, _values, options) {
  if (x < BOX + 40) return null;
  return { degrees: within(Math.round((options.from + ((FLOOR - y) * (options.to - options.from)) / (FLOOR - TOP - 20)) / options.step) * options.step, options.from, options.to) };
}

export function paint(values, options, texts) {
  const state = stateOf(values, options);
  return [
    rect(14, TOP, BOX, FLOOR - TOP + 12, { stroke: "ink", thick: 3, rx: 6 }),
    group({ part: state }, places(state).map(([x, y, tail]) => [tail && line(x, y, x - tail[0], y - tail[1], { stroke: "grid", thick: 4 }), dot(x, y, R, { fill: "main", stroke: "paper", thick: 1.5 })])),
    word(BOX + 30, 52, texts.say(`figure.matter_${state}`), { anchor: "start", size: 22, "font-weight": 650 }),
    scale(values, options, texts),
  ];
}

/* Solid: rows that touch. Liquid: close together and out of order. Gas: far apart. */
function places(state) {
  const noise = results(17, 1000, 4 * COUNT);
  return Array.from({ length: state === "gas" ? 20 : COUNT }, (_, index) => {
    const [a, b] = [noise[2 * index] / 1000 - 0.5, noise[2 * index + 1] / 1000 - 0.5];
    if (state === "solid") return [102 + (index % 8) * 25 + (Math.floor(index / 8) % 2) * 12, FLOOR - 3 - Math.floor(index / 8) * 22];
    if (state === "liquid") return [40 + (index % 12) * 31 + a * 8 + (Math.floor(index / 12) % 2) * 9, FLOOR - 4 - Math.floor(index / 12) * 27 + Math.min(0, b * 9)];
    return [62 + (index % 5) * 76 + a * 56, TOP + 40 + Math.floor(index / 5) * 70 + b * 42, [b * 44, a * 44]];
  });
}

function scale({ degrees }, options, texts) {
  const x = 560;
  const mark = (at, text) => at > options.from && at < options.to && [line(x - 22, height(at, options), x + 22, height(at, options), { stroke: "ink", thick: 2 }), word(x - 30, height(at, options) + 6, text, { anchor: "end", size: 14 })];
  const y = height(degrees, options);
  return group({ part: "thermometer" }, rect(x - 9, TOP + 6, 18, FLOOR - TOP, { rx: 9, stroke: "ink" }), rect(x - 5, y, 10, FLOOR - y + 4, { fill: "accent", stroke: "none" }), dot(x, FLOOR + 12, 17, { fill: "accent", stroke: "ink", thick: 1.5 }),
    mark(options.melts, texts.say("figure.melts")), mark(options.boils, texts.say("figure.boils")), word(x + 20, y + 6, `${amount(texts, degrees)} °C`, { anchor: "start", "font-weight": 650, size: 16 }));
}
