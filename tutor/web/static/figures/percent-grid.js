/* A hundred squares, some coloured, and the same part of an amount. */

import { amount, counted, plain } from "./amounts.js";
import { group, rect, word } from "./svg.js";

const [CELL, LEFT, TOP, BAR] = [27, 14, 14, 330];

export const size = () => [620, 300];
export const title = (texts) => texts.say("figure.percent_grid");
export const dials = () => [1, 10].map((by) => ({ label: by === 1 ? "figure.dial_one_square" : "figure.dial_ten_squares", name: "percent", from: 0, to: 100, by, bare: true }));

const isBare = ({ whole, unit }) => whole === 100 && !unit[0];
const part = ({ percent }, { whole }) => (percent * whole) / 100;

export const typed = (values, options) => (options.typed === "part" ? plain(part(values, options)) : String(values.percent));

export function say(texts, values, options) {
  const places = { percent: amount(texts, values.percent), part: amount(texts, part(values, options)), whole: amount(texts, options.whole) };
  const units = { unit: counted(places.whole, options.unit), part_unit: counted(places.part, options.unit) };
  return texts.say(isBare(options) ? "figure.percent_only_at" : "figure.percent_grid_at", { ...places, ...units }).replace(/\s+([.។,])/g, "$1");
}

export function press(x, y, { percent }, _options, first) {
  const [column, row] = [Math.floor((x - LEFT) / CELL), Math.floor((y - TOP) / CELL)];
  if (column < 0 || column > 9 || row < 0 || row > 9) return null;
  const wanted = row * 10 + column + 1;
  return { percent: first && wanted === percent ? wanted - 1 : wanted };
}

export function paint(values, options, texts) {
  const { percent } = values;
  const cells = Array.from({ length: 100 }, (_, index) => rect(LEFT + (index % 10) * CELL, TOP + Math.floor(index / 10) * CELL, CELL, CELL, { fill: index < percent ? "main" : "paper", thick: 1 }));
  const only = isBare(options);
  const withUnit = (shown) => `${shown} ${counted(shown, options.unit)}`.trimEnd();
  return [
    group({ part: "squares" }, cells),
    word(BAR, 74, `${amount(texts, percent)} %`, { size: 34, "font-weight": 650, anchor: "start", part: "percent" }),
    group({ part: "bar" }, rect(BAR, 108, 260, 44), rect(BAR, 108, 2.6 * percent, 44, { fill: "main" })),
    !only && word(BAR, 186, withUnit(amount(texts, part(values, options))), { anchor: "start", size: 20, "font-weight": 650 }),
    !only && word(BAR + 260, 216, `/ ${withUnit(amount(texts, options.whole))}`, { anchor: "end", fill: "soft" }),
  ];
}
