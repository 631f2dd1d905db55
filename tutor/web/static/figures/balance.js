/* Scales for an equation: bags of x and ones on two pans; whatever is done is done on both sides. */

import { amount } from "./amounts.js";
import { dot, group, line, path, rect, shape, word } from "./svg.js";

const [BAGS, ONES] = [12, 24];
const STEPS = { "less-one": [0, -1], "more-one": [0, 1], "less-x": [-1, 0], "more-x": [1, 0] };
const PARTS = { "by-2": 2, "by-3": 3, "by-5": 5 };

export const size = () => [660, 350];
export const title = (texts) => texts.say("figure.balance");
export const arrows = { ArrowLeft: "less-one", ArrowRight: "more-one", ArrowDown: "less-x", ArrowUp: "more-x", 2: "by-2", 3: "by-3", 5: "by-5", Home: "again" };
export const acts = () => [...Object.keys(STEPS), ...Object.keys(PARTS), "again"].map((act) => ({ act, label: act === "again" ? "figure.reset" : `figure.balance_${act}` }));
export const typed = ({ left, right }) => `${written(left)} = ${written(right)}`;
export const say = (texts, { left, right }) => texts.say("figure.balance_at", { equation: `${written(left, texts)} = ${written(right, texts)}` });

function written([bags, ones], texts = null) {
  const number = (value) => (texts ? amount(texts, value) : String(value));
  const terms = [bags ? `${bags === 1 ? "" : number(bags)}x` : "", ones || !bags ? number(ones) : ""];
  return terms.filter(Boolean).join(" + ");
}

const held = ([bags, ones]) => bags >= 0 && ones >= 0 && bags <= BAGS && ones <= ONES && Number.isInteger(bags) && Number.isInteger(ones);

export function step(act, values, options) {
  if (act === "again") return { left: [...options.left], right: [...options.right] };
  const change = STEPS[act] ? ([bags, ones]) => [bags + STEPS[act][0], ones + STEPS[act][1]] : ([bags, ones]) => [bags / PARTS[act], ones / PARTS[act]];
  const next = { left: change(values.left), right: change(values.right) };
  return held(next.left) && held(next.right) ? next : values;
}

export function paint(values, _options, texts) {
  return [
    word(330, 36, `${written(values.left, texts)} = ${written(values.right, texts)}`, { size: 26, "font-weight": 650, part: "equation" }),
    shape([[330, 262], [290, 338], [370, 338]], { fill: "grid" }),
    line(60, 262, 600, 262, { stroke: "ink", thick: 6, part: "beam" }),
    pan(175, values.left, "left"),
    pan(485, values.right, "right"),
  ];
}

function pan(middle, [bags, ones], part) {
  const tall = Math.ceil(bags / 6);
  return group({ part },
    path(`M ${middle - 140} 236 h 280 l -22 22 h -236 Z`, { fill: "faint", stroke: "ink" }),
    rowsOf(bags, 6, middle, 44, 232, bag),
    rowsOf(ones, 8, middle, 30, 232 - tall * 46, one),
  );
}

function rowsOf(count, most, middle, wide, floor, draw) {
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / most);
    const inRow = Math.min(most, count - row * most);
    return draw(middle + ((index % most) - (inRow - 1) / 2) * wide, floor - row * (wide + 2));
  });
}

const bag = (x, floor) => [rect(x - 19, floor - 38, 38, 38, { fill: "main", stroke: "paper", rx: 9 }), word(x, floor - 13, "x", { fill: "paper", size: 21, "font-style": "italic" })];
const one = (x, floor) => dot(x, floor - 14, 13, { fill: "warm", stroke: "ink", thick: 1.5 });
