/* A number line and one point on it, which moves from mark to mark. */

import { amount, axisStep, plain, within } from "./amounts.js";
import { clear, INK, onDrag, openBoard, stroke, word } from "./board.js";

export const acts = () => [
  { act: "less", label: "figure.less", shape: "left" },
  { act: "more", label: "figure.more", shape: "right_arrow" },
];
export const arrows = { ArrowLeft: "less", ArrowDown: "less", ArrowRight: "more", ArrowUp: "more", Home: "first", End: "last" };

const bounds = ({ from, to, denominator }) => [from * denominator, to * denominator];

export function title(texts, options) {
  return texts.say("figure.number_line", { start: amount(texts, options.from), end: amount(texts, options.to) });
}

export function step(act, { top }, options) {
  const [first, last] = bounds(options);
  const wanted = { less: top - 1, more: top + 1, first, last }[act];
  return { top: Math.min(last, Math.max(first, wanted)) };
}

export const fraction = ({ top }, { denominator, typed: form }) => (denominator > 1 && form !== "decimal" ? [top, denominator] : null);

export function typed({ top }, options) {
  if (options.typed === "decimal") return plain(top / options.denominator);
  return options.denominator === 1 ? String(top) : `${top}/${options.denominator}`;
}

export function say(texts, { top }, options) {
  const whole = top % options.denominator === 0 || options.typed === "decimal";
  const value = whole ? amount(texts, top / options.denominator) : `${amount(texts, top)}/${amount(texts, options.denominator)}`;
  return texts.say("figure.number_line_at", { value });
}

export async function draw(element, options, set, texts) {
  const { from, to, denominator } = options;
  const room = 0.08 * (to - from);
  const { board } = await openBoard(element, [from - room, 1.2, to + room, -1.5], 170);
  drawLine(board, options, room, texts);
  const [first, last] = bounds(options);
  onDrag(board, (x) => set({ top: Math.min(last, Math.max(first, Math.round(x * denominator))) }));
  const point = board.create("point", [from, 0], { fixed: true, highlight: false, withLabel: false, size: 9, fillColor: INK.accent, strokeColor: INK.paper, strokeWidth: 2 });
  const covered = board.create("segment", [[within(0, from, to), 0], point], { fixed: true, highlight: false, strokeColor: INK.accent, strokeWidth: 5, point1: { visible: false } });
  board.on("update", () => covered);
  return { show: ({ top }) => { point.setPositionDirectly(1, [top / denominator, 0]); board.fullUpdate(); } };
}

/* A hundred marks between two whole numbers are too many to count: each tenth has its number too. */
const showsTenths = ({ from, to, denominator, typed: form }) => form === "decimal" && denominator === 100 && to - from === 1;

function drawLine(board, options, room, texts) {
  const { from, to, denominator } = options;
  const every = axisStep(to - from, 14);
  const tenths = showsTenths(options);
  stroke(board, [from - room / 2, 0], [to + room / 2, 0], 3);
  for (let mark = from * denominator; mark <= to * denominator; mark += 1) {
    const whole = mark % denominator === 0;
    const tenth = tenths && mark % 10 === 0;
    const x = mark / denominator;
    const reach = whole ? 0.35 : tenth ? 0.28 : 0.2;
    stroke(board, [x, reach], [x, -reach], whole ? 3 : tenths && !tenth ? 1 : 2);
    if (tenth || (whole && x % every === 0)) word(board, x, -0.5, amount(texts, x));
  }
  clear(board, []);
}
