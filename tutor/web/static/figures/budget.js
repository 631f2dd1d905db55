/* Income, what it is spent on, and what is left. */

import { amount, within } from "./amounts.js";
import { listDials } from "./painted.js";
import { group, rect, word } from "./svg.js";

/* Left of the bars there is room for the longest name that a lesson may give. */
const [WIDTH, ROW, BAR, LEFT] = [660, 44, 260, 236];

export const size = ({ lines }) => [WIDTH, (lines.length + 2) * ROW + 28];
export const title = (texts) => texts.say("figure.budget");
export const dials = ({ lines, step, income }) => listDials({ list: "amounts", chosen: "line", count: lines.length, label: "figure.dial_line", what: "figure.dial_riel", from: 0, to: Math.max(income, step), by: step });

const spent = ({ amounts }) => amounts.reduce((all, one) => all + one, 0);
const left = (values, { income }) => income - spent(values);

export const typed = (values, options) => ({ left: `${left(values, options)}`, spent: `${spent(values)}`, all: values.amounts.join(" | ") })[options.typed];

export function say(texts, values, options) {
  const lines = options.lines.map((name, index) => `${name} ${amount(texts, values.amounts[index])}`).join("; ");
  const places = { income: amount(texts, options.income), lines, spent: amount(texts, spent(values)), left: amount(texts, Math.abs(left(values, options))) };
  const state = texts.say(left(values, options) < 0 ? "figure.budget_over" : "figure.budget_at", places);
  return options.lines.length > 1 ? `${state} ${texts.say("figure.chosen", { name: options.lines[values.line - 1] })}` : state;
}

const most = ({ income }, { amounts }) => Math.max(income, ...amounts, 1);

export function press(x, y, values, options, first) {
  const row = Math.floor((y - 12) / ROW);
  const chosen = first ? row : values.line;
  if (chosen < 1 || chosen > options.lines.length) return null;
  if (x < LEFT) return { ...values, line: chosen };
  const value = within(Math.round((((x - LEFT) / BAR) * most(options, values)) / options.step) * options.step, 0, Math.max(options.income, options.step));
  return { line: chosen, amounts: values.amounts.map((one, index) => (index === chosen - 1 ? value : one)) };
}

export function paint(values, options, texts) {
  const rest = left(values, options);
  const rows = [[texts.say("figure.income"), options.income, "third"], ...options.lines.map((name, index) => [name, values.amounts[index], index === values.line - 1 ? "accent" : "main"])];
  const last = [texts.say(rest < 0 ? "figure.budget_missing" : "figure.budget_left"), Math.abs(rest), rest < 0 ? "bad" : "good"];
  return [...rows, last].map(([name, value, fill], index) => {
    const y = 12 + index * ROW + (index > rows.length - 1 ? 8 : 0);
    const own = index > 0 && index === values.line && index < rows.length;
    return group({ part: index === 0 ? "income" : index === rows.length ? "left" : `line-${index}` },
      (own || index === rows.length) && rect(4, y, WIDTH - 8, ROW - 2, { fill: own ? "faint" : "none", stroke: own ? "accent" : "grid", rx: 6 }),
      word(14, y + 27, name, { anchor: "start", "font-weight": own || index === 0 || index === rows.length ? 650 : 400 }),
      rect(LEFT, y + 9, BAR, ROW - 20, { fill: "none", stroke: "grid", thick: 1 }),
      rect(LEFT, y + 9, (BAR * Math.min(value, most(options, values))) / most(options, values), ROW - 20, { fill, stroke: "none" }),
      word(WIDTH - 14, y + 28, `${amount(texts, value)} ៛`, { anchor: "end", "font-weight": 600 }));
  });
}
