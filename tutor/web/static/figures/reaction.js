/* A reaction as pictures of its molecules; the numbers before the formulae are set, and the atoms of both sides are counted. */

import { amount } from "./amounts.js";
import { listDials } from "./painted.js";
import { dot, el, group, line, word } from "./svg.js";

const [WIDTH, FLOOR] = [700, 230];
const USUAL = { C: "main", H: "warm", O: "third", N: "pale" };
const OTHERS = ["accent", "grid", "main", "warm", "third", "pale"];
const DARK = new Set(["main", "accent"]);

export const size = () => [WIDTH, 390];
export const title = (texts) => texts.say("figure.reaction");
export const typed = ({ numbers }) => numbers.join(", ");

const sides = ({ reaction }) => reaction.split(/-+>|=+>?|→|⟶/).map((side) => side.split(/\s\+\s|\+/).map((formula) => formula.trim()));
const formulas = (options) => sides(options).flat();

export const dials = (options) => listDials({ list: "numbers", chosen: "one", count: formulas(options).length, label: "figure.dial_formula", what: "figure.dial_number", from: 1, to: options.most });

/** Write `H2O` as chemists do, its numbers small and low. */
const lowered = (formula) => formula.replace(/(?<=[A-Za-z)\]])\d+/g, (number) => [...number].map((digit) => String.fromCharCode(0x2080 + Number(digit))).join(""));

/** Count the atoms of a formula, such as `Ca(OH)2`. */
export function atomsOf(formula) {
  const stack = [{}];
  for (const [, element, count, open, close, times] of formula.matchAll(/([A-Z][a-z]?)(\d*)|([([])|([)\]])(\d*)/g)) {
    if (open) stack.push({});
    else if (close) {
      const inner = stack.pop();
      for (const [name, many] of Object.entries(inner)) stack.at(-1)[name] = (stack.at(-1)[name] ?? 0) + many * Number(times || 1);
    } else stack.at(-1)[element] = (stack.at(-1)[element] ?? 0) + Number(count || 1);
  }
  return stack[0];
}

function counts({ numbers }, options) {
  const left = sides(options)[0].length;
  const totals = new Map();
  formulas(options).forEach((formula, index) => Object.entries(atomsOf(formula)).forEach(([element, count]) => {
    const both = totals.get(element) ?? [0, 0];
    both[index < left ? 0 : 1] += count * numbers[index];
    totals.set(element, both);
  }));
  return [...totals];
}

export function say(texts, values, options) {
  const written = formulas(options).map((formula, index) => `${values.numbers[index] === 1 ? "" : `${amount(texts, values.numbers[index])} `}${lowered(formula)}`);
  const left = sides(options)[0].length;
  const both = counts(values, options).map(([element, [one, other]]) => texts.say("figure.reaction_atoms", { element, left: amount(texts, one), right: amount(texts, other) })).join(" ");
  return `${written.slice(0, left).join(" + ")} → ${written.slice(left).join(" + ")}. ${both} ${texts.say("figure.chosen", { name: lowered(formulas(options)[values.one - 1]) })}`;
}

export function press(x, _y, values, options, first) {
  return first ? { ...values, one: Math.min(values.numbers.length, Math.floor(x / (WIDTH / values.numbers.length)) + 1) } : null;
}

export function paint(values, options, texts) {
  const all = formulas(options);
  const [wide, left] = [WIDTH / all.length, sides(options)[0].length];
  const elements = counts(values, options).map(([element]) => element);
  return [
    all.map((formula, index) => {
      const middle = (index + 0.5) * wide;
      const own = index === values.one - 1 && all.length > 1;
      return group({ part: `formula-${index + 1}` },
        own && el("rect", { x: middle - wide / 2 + 16, y: 4, width: wide - 32, height: FLOOR + 48, rx: 10, fill: "faint", stroke: "accent", thick: 2.5 }),
        molecules(atomsOf(formula), values.numbers[index], middle, wide - 44, elements),
        written(formula, values.numbers[index], middle, texts),
        index < all.length - 1 && word((index + 1) * wide, FLOOR + 30, index === left - 1 ? "→" : "+", { size: 26, "font-weight": 650 }));
    }),
    table(values, options, texts, elements),
  ];
}

function written(formula, number, middle, texts) {
  const parts = formula.split(/(\d+)/).filter(Boolean).map((part) => el("tspan", /^\d/.test(part) ? { size: 15, dy: 6 } : { size: 22 }, part));
  for (let index = 1; index < parts.length; index += 1) if (!/^\d/.test(parts[index].textContent)) parts[index].setAttribute("dy", "-6");
  return el("text", { x: middle, y: FLOOR + 32, anchor: "middle", fill: "ink", "font-weight": 650 }, number > 1 ? el("tspan", { size: 22, fill: "accent" }, `${amount(texts, number)} `) : null, parts);
}

function molecules(atoms, number, middle, room, elements) {
  const columns = number > 3 ? 2 : 1;
  const rows = Math.ceil(number / columns);
  const [places, high] = [placesOf(atoms), (FLOOR - 10) / rows];
  const [across, down] = [0, 1].map((axis) => 2 * (Math.max(...places.map((place) => Math.abs(place[axis]))) + 20));
  const scale = Math.min(1.4, room / columns / across, high / down);
  return Array.from({ length: number }, (_, index) => {
    const x = middle + ((index % columns) - (columns - 1) / 2) * Math.min(across * scale, room / columns);
    const y = FLOOR / 2 + 6 + (Math.floor(index / columns) - (rows - 1) / 2) * Math.min(down * scale, high);
    return group({ transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(3)})`, part: "molecule" }, places.map(([px, py, element]) => atom(px, py, element, elements)));
  });
}

/* A picture, not a structure: two or three in a row, one with its ring, or a chain with what hangs on it. */
function placesOf(atoms) {
  const kinds = Object.entries(atoms).sort((a, b) => a[1] - b[1]);
  const list = kinds.flatMap(([element, count]) => Array(count).fill(element));
  if (kinds.length === 1 || list.length === 2) return list.map((element, index) => [(index - (list.length - 1) / 2) * 26, 0, element]);
  const [core, hanging] = parts(kinds);
  return core.length === 1 ? ringed(core[0], hanging) : chained(core, hanging);
}

/* What hangs is hydrogen, or else the commonest; the rarest of the others is in the middle. */
function parts(kinds) {
  const outer = (kinds.length > 2 && kinds.find(([element]) => element === "H")) || kinds.at(-1);
  const rest = kinds.filter((kind) => kind !== outer).flatMap(([element, count]) => Array(count).fill(element));
  const core = rest.reduce((row, element, index) => (index % 2 ? [element, ...row] : [...row, element]), []);
  return [core, Array(outer[1]).fill(outer[0])];
}

function ringed(middle, ring) {
  const r = Math.max(ring.length === 1 ? 26 : 24, (ring.length * 26) / (2 * Math.PI));
  const bent = ring.length === 2 && middle !== "C";
  const turn = (index) => (bent ? Math.PI / 6 + (index * 2 * Math.PI) / 3 : (ring.length === 2 ? 0 : -Math.PI / 2) + (index * 2 * Math.PI) / ring.length);
  return [...ring.map((element, index) => [r * Math.cos(turn(index)), r * Math.sin(turn(index)), element]), [0, 0, middle]];
}

function chained(core, hanging) {
  const x = (index) => (index - (core.length - 1) / 2) * 26;
  const ends = hanging.slice(0, 2).map((element, index) => [index ? x(core.length) : x(-1), 0, element]);
  const others = hanging.slice(2).map((element, index) => [x(Math.floor(index / 2) % core.length), (index % 2 ? 26 : -26) * (1 + Math.floor(index / 2 / core.length)), element]);
  return [...others, ...ends, ...core.map((element, index) => [x(index), 0, element])];
}

/* Carbon, hydrogen, oxygen and nitrogen look the same in every reaction; the others take what is left. */
function fillOf(element, elements) {
  const left = OTHERS.filter((fill) => !elements.some((one) => USUAL[one] === fill));
  return USUAL[element] ?? left[elements.filter((one) => !USUAL[one]).indexOf(element) % left.length];
}

function atom(x, y, element, elements) {
  const fill = fillOf(element, elements);
  return [dot(x, y, 14, { fill, stroke: "ink", thick: 1.2 }), word(x, y + 5, element, { fill: DARK.has(fill) ? "paper" : "ink", size: 14, "font-weight": 650 })];
}

function table(values, options, texts, elements) {
  const rows = counts(values, options);
  const wide = Math.min(150, 660 / rows.length);
  return group({ part: "counts" }, line(20, FLOOR + 66, WIDTH - 20, FLOOR + 66, { stroke: "grid" }), rows.map(([element, [left, right]], index) => {
    const x = WIDTH / 2 + (index - (rows.length - 1) / 2) * wide;
    return [atom(x, FLOOR + 94, element, elements), word(x, FLOOR + 138, `${amount(texts, left)} ${left === right ? "=" : "≠"} ${amount(texts, right)}`, { size: 20, "font-weight": left === right ? 700 : 400 })];
  }));
}
