/* A triangle, a parallelogram or a trapezoid on unit squares, with its base and its height. */

import { amount, plain, within } from "./amounts.js";
import { dot, line, path, shape, word } from "./svg.js";

const [COLUMNS, ROWS, CELL, LEFT, TOP] = [20, 10, 28, 16, 26];
const [MOST_BASE, MOST_HEIGHT, MOST_SHIFT, START] = [12, 9, 6, 1];
const BOTTOM = TOP + ROWS * CELL;

export const size = () => [COLUMNS * CELL + 2 * LEFT, BOTTOM + 36];
export const title = (texts) => texts.say("figure.base_height");
export const typed = (values, options) => (options.typed === "area" ? plain(areaOf(values, options)) : sidesOf(values, options).join(" | "));

const sidesOf = ({ base, top, height }, { kind }) => (kind === "trapezoid" ? [base, top, height] : [base, height]);

function areaOf({ base, height, top }, { kind }) {
  return { triangle: (base * height) / 2, parallelogram: base * height, trapezoid: ((base + top) * height) / 2 }[kind];
}

export function dials({ kind }) {
  const third = kind === "trapezoid" ? { label: "figure.dial_top", name: "top", from: 1, to: MOST_BASE } : { label: "figure.dial_shift", name: "shift", from: 0, to: MOST_SHIFT };
  return [{ label: "figure.dial_base", name: "base", from: 1, to: MOST_BASE }, { label: "figure.dial_upright", name: "height", from: 1, to: MOST_HEIGHT }, third];
}

export function say(texts, values, options) {
  const places = { base: amount(texts, values.base), height: amount(texts, values.height), top: amount(texts, values.top), area: amount(texts, areaOf(values, options)) };
  return texts.say(`figure.${options.kind}_area${options.tell ? "" : "_asks"}`, { ...places, unit: texts.say(`figure.unit_${options.unit}`) });
}

/** Move the tip, or the corner of the upper side: up and down its height, to the side what the third dial turns. */
export function press(x, y, values, { kind }) {
  const [column, height] = [Math.round((x - LEFT) / CELL) - START, within(Math.round((BOTTOM - y) / CELL), 1, MOST_HEIGHT)];
  if (kind === "trapezoid") return { ...values, height, top: within(column - values.shift, 1, MOST_BASE) };
  return { ...values, height, shift: within(column, 0, MOST_SHIFT) };
}

export function paint(values, options, texts) {
  const { base, height, top, shift } = values;
  const upper = { triangle: 0, parallelogram: base, trapezoid: top }[options.kind];
  const at = (column, row) => [LEFT + (START + column) * CELL, BOTTOM - row * CELL];
  const [name, foot] = [texts.say(`figure.unit_${options.unit}`), at(shift, 0)];
  const [tip, held] = [at(shift, height), at(options.kind === "trapezoid" ? shift + top : shift, height)];
  return [
    grid(),
    shape([at(0, 0), at(base, 0), at(shift + upper, height), ...(upper ? [tip] : [])], { stroke: "main", thick: 4, part: "shape" }),
    shift > base && line(...at(base, 0), ...foot, { stroke: "ink", thick: 1.5, dash: "4 4" }),
    line(...tip, ...foot, { stroke: "accent", thick: 3, dash: "7 5", part: "height" }),
    path(`M ${foot[0]} ${foot[1] - 12} h 12 v 12`, { stroke: "accent", thick: 2 }),
    word(foot[0] + 8, (tip[1] + foot[1]) / 2 + 6, `${amount(texts, height)} ${name}`, { anchor: "start", "font-weight": 650 }),
    word((at(0, 0)[0] + at(base, 0)[0]) / 2, BOTTOM + 24, `${amount(texts, base)} ${name}`, { "font-weight": 650, part: "base" }),
    options.kind === "trapezoid" && word((tip[0] + held[0]) / 2, tip[1] - 9, `${amount(texts, top)} ${name}`, { "font-weight": 650, part: "top" }),
    dot(...held, 9, { stroke: "paper", thick: 2, part: "corner" }),
  ];
}

function grid() {
  const across = Array.from({ length: COLUMNS + 1 }, (_, index) => line(LEFT + index * CELL, TOP, LEFT + index * CELL, BOTTOM, { stroke: "grid", thick: 1 }));
  const down = Array.from({ length: ROWS + 1 }, (_, index) => line(LEFT, TOP + index * CELL, LEFT + COLUMNS * CELL, TOP + index * CELL, { stroke: "grid", thick: 1 }));
  return [across, down];
}
