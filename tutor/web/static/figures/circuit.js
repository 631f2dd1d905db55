/* An electric circuit: battery, switch, resistors, ammeter and voltmeter; Ohm's law. */

import { amount, plain } from "./amounts.js";
import { dot, group, line, path, rect, word } from "./svg.js";

const [LEFT, RIGHT, TOP, FLOOR] = [80, 590, 60, 250];

export const size = () => [660, 345];
export const title = (texts, { join, ohms }) => texts.say(ohms.length === 1 ? "figure.circuit" : `figure.circuit_${join}`);
export const acts = () => [{ act: "switch", label: "figure.switch" }];
export const arrows = { " ": "switch", Enter: "switch" };
export const step = (_act, values) => ({ ...values, closed: !values.closed });

export function dials({ change, ohms: given }) {
  const volts = { label: "figure.dial_volts", name: "volts", from: 0, to: 24 };
  const ohms = { label: given.length > 1 ? "figure.dial_ohms" : "figure.dial_one_resistor", name: "ohms", from: 1, to: 100 };
  return { both: [volts, ohms], volts: [volts], ohms: [ohms] }[change];
}

const resistors = ({ ohms }, options) => [ohms, ...options.ohms.slice(1)];

/** Return what the meters show: current in all, voltage at the first resistor, resistance of all. */
export function measure(values, options) {
  const all = resistors(values, options);
  const resistance = options.join === "parallel" ? 1 / all.reduce((sum, ohms) => sum + 1 / ohms, 0) : all.reduce((sum, ohms) => sum + ohms, 0);
  const current = values.closed ? values.volts / resistance : 0;
  return { current, resistance, voltage: options.join === "parallel" ? (values.closed ? values.volts : 0) : current * all[0] };
}

export function typed(values, options) {
  const unit = { current: "A", voltage: "V", resistance: "ohm" }[options.typed];
  return `${plain(measure(values, options)[options.typed])} ${unit}`;
}

export function say(texts, values, options) {
  const { current, voltage } = measure(values, options);
  const places = { volts: amount(texts, values.volts), ohms: resistors(values, options).map((ohms) => amount(texts, ohms)).join(", "), current: amount(texts, current), voltage: amount(texts, voltage) };
  if (!values.closed) return texts.say("figure.circuit_open", places);
  return texts.say(options.tell ? "figure.circuit_at" : "figure.circuit_asks", places);
}

export function press(x, y, values, _options, first) {
  return first && x > 130 && x < 250 && y < 100 ? { ...values, closed: !values.closed } : null;
}

export function paint(values, options, texts) {
  const [all, meters] = [resistors(values, options), measure(values, options)];
  const parallel = options.join === "parallel" && all.length > 1;
  const reading = (value, unit) => (options.tell || !values.closed ? `${amount(texts, value)} ${unit}` : `? ${unit}`);
  const first = parallel ? RIGHT - 110 * (all.length - 1) : null;
  return [
    path(`M ${LEFT} ${TOP} H 150 M 230 ${TOP} H ${RIGHT} V ${FLOOR} H ${LEFT} V ${TOP}`, { stroke: "ink", thick: 3, part: "wire" }),
    battery(values.volts, texts),
    lever(values.closed),
    meter(330, TOP, "A", reading(meters.current, "A")),
    parallel
      ? all.map((ohms, index) => group({}, index < all.length - 1 && line(first + 110 * index, TOP, first + 110 * index, FLOOR, { stroke: "ink", thick: 3 }), upright(first + 110 * index, ohms, texts, index)))
      : all.map((ohms, index) => flat(LEFT + ((RIGHT - LEFT) * (index + 1)) / (all.length + 1), ohms, texts, index)),
    voltmeter(parallel ? first : LEFT + (RIGHT - LEFT) / (all.length + 1), parallel, reading(meters.voltage, "V")),
  ];
}

function battery(volts, texts) {
  return group({ part: "battery" }, rect(LEFT - 8, 142, 16, 26, { stroke: "none" }), line(LEFT - 26, 142, LEFT + 26, 142, { stroke: "ink", thick: 3 }), line(LEFT - 13, 168, LEFT + 13, 168, { stroke: "ink", thick: 7, "stroke-linecap": "butt" }),
    word(LEFT + 34, 137, "+", { size: 20 }), word(LEFT - 32, 162, `${amount(texts, volts)} V`, { anchor: "end", "font-weight": 650 }));
}

const lever = (closed) => group({ part: "switch" }, line(150, TOP, closed ? 230 : 218, closed ? TOP : TOP - 38, { stroke: "accent", thick: 5 }), dot(150, TOP, 6, { fill: "ink" }), dot(230, TOP, 6, { fill: "ink" }));

function meter(x, y, letter, text) {
  return group({ part: letter === "A" ? "ammeter" : "voltmeter" }, dot(x, y, 22, { fill: "paper", stroke: "ink", thick: 3 }), word(x, y + 7, letter, { size: 20, "font-weight": 650 }), word(x, y - 32, text, { size: 17, "font-weight": 650, class: "figure-halo" }));
}

const label = (ohms, texts) => `${amount(texts, ohms)} Ω`;
const body = (index) => ({ fill: index ? "pale" : "warm", stroke: "ink", thick: 3 });
const flat = (x, ohms, texts, index) => group({ part: `resistor-${index + 1}` }, rect(x - 38, FLOOR - 14, 76, 28, body(index)), word(x, FLOOR - 24, label(ohms, texts)));
const upright = (x, ohms, texts, index) => group({ part: `resistor-${index + 1}` }, rect(x - 14, 120, 28, 70, body(index)), word(x + 20, 161, label(ohms, texts), { anchor: "start" }));

function voltmeter(x, parallel, text) {
  if (parallel) return [line(x - 110, TOP, x - 110, FLOOR, { stroke: "soft", thick: 2, dash: "7 5" }), meter(x - 110, 155, "V", ""), word(x - 82, 161, text, { anchor: "start", "font-weight": 650, class: "figure-halo" })];
  return [path(`M ${x - 62} ${FLOOR} V 312 H ${x + 62} V ${FLOOR}`, { stroke: "soft", thick: 2, dash: "7 5" }), meter(x, 312, "V", ""), word(x + 74, 318, text, { anchor: "start", "font-weight": 650 })];
}
