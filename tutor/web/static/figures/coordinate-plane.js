/* A plane with squares: a point, or a line through two points. */

import { amount, within } from "./amounts.js";
import { arrow, dot, group, line, word } from "./svg.js";

const [SIDE, EDGE] = [460, 26];

export const size = () => [SIDE, SIDE];
export const title = (texts) => texts.say("figure.coordinate_plane");
export const typed = (values) => ("x2" in values ? `(${values.x}; ${values.y}), (${values.x2}; ${values.y2})` : `(${values.x}; ${values.y})`);

const isLine = ({ mode }) => mode === "line";
const moving = ({ moves }) => (moves === 2 ? ["x2", "y2"] : ["x", "y"]);
const written = (texts, x, y) => `(${amount(texts, x)}; ${amount(texts, y)})`;

export function dials(options) {
  const turn = (axis, label) => ({ label, from: options.from, to: options.to, get: (values) => values[moving(values)[axis]], put: (values, value) => ({ ...values, [moving(values)[axis]]: value }) });
  return [turn(0, "figure.dial_x"), turn(1, "figure.dial_y"), ...(isLine(options) ? [{ label: "figure.dial_which", name: "moves", from: 1, to: 2 }] : [])];
}

export function say(texts, values, { given }) {
  const points = given.map(([x, y], index) => `${"ABCDEF"[index]}${written(texts, x, y)}`).join(", ");
  const own = isLine({ mode: "x2" in values ? "line" : "" })
    ? texts.say("figure.line_at", { first: written(texts, values.x, values.y), second: written(texts, values.x2, values.y2) })
    : texts.say("figure.point_at", { point: written(texts, values.x, values.y) });
  return points ? `${own} ${texts.say("figure.points_given", { points })}` : own;
}

const scale = ({ from, to }) => (SIDE - 2 * EDGE) / (to - from);

export function press(x, y, values, options, first) {
  const unit = scale(options);
  const at = [x, SIDE - y].map((place) => within(Math.round((place - EDGE) / unit) + options.from, options.from, options.to));
  const far = (px, py) => Math.hypot(px - at[0], py - at[1]);
  const moves = first && isLine(options) ? (far(values.x2, values.y2) < far(values.x, values.y) ? 2 : 1) : values.moves;
  const [nameX, nameY] = moving({ moves });
  return { ...values, ...(isLine(options) ? { moves } : {}), [nameX]: at[0], [nameY]: at[1] };
}

export function paint(values, options, texts) {
  const unit = scale(options);
  const at = (x, y) => [EDGE + (x - options.from) * unit, SIDE - EDGE - (y - options.from) * unit];
  const own = [["x", "y"], ...(isLine(options) ? [["x2", "y2"]] : [])].map(([x, y], index) => [at(values[x], values[y]), values.moves === undefined || values.moves === index + 1]);
  return [
    squares(options, at, texts),
    isLine(options) && through(own[0][0], own[1][0]),
    options.given.map(([x, y], index) => group({ part: `given-${index + 1}` }, dot(...at(x, y), 6, { fill: "ink" }), word(at(x, y)[0] + 13, at(x, y)[1] - 9, "ABCDEF"[index], { "font-weight": 650 }))),
    own.map(([[x, y], here], index) => group({ part: `point-${index + 1}` }, dot(x, y, here ? 10 : 8, { fill: here ? "accent" : "main", stroke: "paper", thick: 2.5 }))),
  ];
}

function squares(options, at, texts) {
  const [every, marks] = [options.to - options.from > 24 ? 5 : options.to - options.from > 12 ? 2 : 1, []];
  for (let mark = options.from; mark <= options.to; mark += 1) {
    marks.push(line(...at(mark, options.from), ...at(mark, options.to), { stroke: "grid", thick: 1 }), line(...at(options.from, mark), ...at(options.to, mark), { stroke: "grid", thick: 1 }));
    if (mark % every || mark === 0) continue;
    marks.push(word(at(mark, 0)[0], at(mark, 0)[1] + 18, amount(texts, mark), { size: 14 }), word(at(0, mark)[0] - 6, at(0, mark)[1] + 5, amount(texts, mark), { size: 14, anchor: "end" }));
  }
  const axes = [arrow(...at(options.from, 0), at(options.to, 0)[0] + 18, at(options.to, 0)[1], { stroke: "ink" }), arrow(...at(0, options.from), at(0, options.to)[0], at(0, options.to)[1] - 18, { stroke: "ink" })];
  const names = [word(at(options.to, 0)[0] + 14, at(0, 0)[1] - 10, "x", { "font-style": "italic" }), word(at(0, 0)[0] + 14, at(0, options.to)[1] - 8, "y", { "font-style": "italic" })];
  return [marks, axes, names, word(at(0, 0)[0] - 9, at(0, 0)[1] + 18, amount(texts, 0), { size: 14 })];
}

function through([x1, y1], [x2, y2]) {
  if (x1 === x2 && y1 === y2) return null;
  const reach = (2 * SIDE) / Math.hypot(x2 - x1, y2 - y1);
  return line(x1 - (x2 - x1) * reach, y1 - (y2 - y1) * reach, x1 + (x2 - x1) * reach, y1 + (y2 - y1) * reach, { stroke: "main", thick: 3, part: "line" });
}
