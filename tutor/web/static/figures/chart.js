/* Data as bars, as a histogram or as a pie; one value, or all, can be set. */

import { amount, axisStep, plain, within } from "./amounts.js";
import { listDials } from "./painted.js";
import { group, line, path, rect, slice, word } from "./svg.js";

const [WIDTH, HEIGHT, LEFT, TOP, FLOOR] = [640, 360, 74, 46, 306];
const FILLS = ["main", "warm", "third", "pale", "accent", "grid"];

export const size = () => [WIDTH, HEIGHT];
export const title = (texts, { title: own }) => own || texts.say("figure.chart");
export const typed = ({ values, bar }, options) => (options.typed === "all" ? values.map((one) => plain(one)).join(" | ") : plain(values[bar - 1]));

export function dials(options) {
  const all = listDials({ list: "values", chosen: "bar", count: options.values.length, label: "figure.dial_bar", what: "figure.dial_value", from: 0, to: options.most, by: options.step });
  return options.set ? all.slice(1) : all;
}

const names = ({ kind, labels, values }) => (kind === "histogram" ? values.map((_, index) => `${labels[index]}–${labels[index + 1]}`) : labels);
const sum = (values) => values.reduce((total, one) => total + one, 0);

export function say(texts, { values, bar }, options) {
  const all = values.map((value, index) => `${names(options)[index]}${texts.lang === "km" ? "៖" : ":"} ${amount(texts, value)}`).join("; ");
  return texts.say("figure.chart_at", { all, name: names(options)[bar - 1], value: amount(texts, values[bar - 1]) });
}

const wide = ({ values }) => (WIDTH - LEFT - 16) / values.length;

export function press(x, y, state, options, first) {
  if (options.kind === "pie") return null;
  const pressed = within(Math.floor((x - LEFT) / wide(options)) + 1, 1, options.values.length);
  const bar = options.set || (first ? pressed : state.bar);
  const value = within(Math.round((((FLOOR - y) / (FLOOR - TOP)) * options.most) / options.step) * options.step, 0, options.most);
  return { bar, values: state.values.map((one, index) => (index === bar - 1 ? value : one)) };
}

export function paint(state, options, texts) {
  const head = options.title && word(WIDTH / 2, 26, options.title, { "font-weight": 650 });
  return [head, options.kind === "pie" ? pie(state, options, texts) : bars(state, options, texts)];
}

function bars({ values, bar }, options, texts) {
  const unit = (FLOOR - TOP) / options.most;
  const every = axisStep(options.most);
  const marks = Array.from({ length: Math.floor(options.most / every) + 1 }, (_, index) => index * every);
  const gap = options.kind === "histogram" ? 0 : wide(options) * 0.16;
  return [
    marks.map((mark) => [mark > 0 && line(LEFT, FLOOR - mark * unit, WIDTH - 16, FLOOR - mark * unit, { stroke: "grid" }), word(LEFT - 8, FLOOR - mark * unit + 5, amount(texts, mark), { anchor: "end", size: 14 })]),
    values.map((value, index) => {
      const x = LEFT + index * wide(options);
      const own = index === bar - 1;
      return group({ part: `bar-${index + 1}` },
        rect(x + gap, FLOOR - value * unit, wide(options) - 2 * gap, value * unit, { fill: own ? "accent" : "main", stroke: "paper" }),
        own && line(x + gap, FLOOR - value * unit, x + wide(options) - gap, FLOOR - value * unit, { stroke: "ink", thick: 5 }),
        options.kind === "bar" && word(x + wide(options) / 2, FLOOR + 24, options.labels[index], { size: 15 }));
    }),
    line(LEFT, FLOOR, WIDTH - 16, FLOOR, { stroke: "ink" }),
    options.kind === "histogram" && options.labels.map((label, index) => word(LEFT + index * wide(options), FLOOR + 24, label, { size: 15 })),
  ];
}

function pie({ values, bar }, options, texts) {
  const total = sum(values) || 1;
  let share = 0;
  return values.map((value, index) => {
    const from = share;
    share += value / total;
    const y = 78 + index * Math.min(40, 270 / values.length);
    const own = index === bar - 1;
    const fill = FILLS[index % FILLS.length];
    return group({ part: `slice-${index + 1}` },
      value > 0 && path(slice(170, 200, own ? 146 : 138, from, share), { fill, stroke: own ? "ink" : "paper", thick: own ? 4 : 2 }),
      rect(350, y - 15, 20, 20, { fill }),
      word(380, y, `${names(options)[index]}: ${amount(texts, value)} (${amount(texts, (value / total) * 100, 0)} %)`, { anchor: "start", "font-weight": own ? 700 : 400 }));
  });
}
