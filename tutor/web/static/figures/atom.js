/* An atom: protons and neutrons in the nucleus, electrons in shells. */

import { amount } from "./amounts.js";
import { dot, group, word, words } from "./svg.js";

const SHELLS = [2, 8, 8, 2];
const SYMBOLS = "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca".split(" ");
const [MIDDLE, NUCLEUS] = [205, 62];

export const size = () => [640, 410];
export const title = (texts) => texts.say("figure.atom");
export const dials = () => [["protons", 1, 20], ["electrons", 0, 20], ["neutrons", 0, 22]].map(([name, from, to]) => ({ label: `figure.dial_${name}`, name, from, to }));

const mass = ({ protons, neutrons }) => protons + neutrons;
const charge = ({ protons, electrons }) => protons - electrons;

export function typed(values, options) {
  if (options.typed === "all") return `${values.protons} | ${values.neutrons} | ${values.electrons}`;
  return String({ ...values, mass: mass(values), charge: charge(values) }[options.typed]);
}

const signed = (texts, value) => `${value > 0 ? "+" : ""}${amount(texts, value)}`;

export function say(texts, values) {
  const numbers = { protons: values.protons, neutrons: values.neutrons, electrons: values.electrons, mass: mass(values) };
  const places = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, amount(texts, value)]));
  return texts.say("figure.atom_at", { ...places, charge: signed(texts, charge(values)), element: texts.say(`figure.element_${values.protons}`), symbol: SYMBOLS[values.protons - 1] });
}

export function paint(values, _options, texts) {
  const rows = [["dial_protons", values.protons], ["dial_neutrons", values.neutrons], ["dial_electrons", values.electrons], ["mass_number", mass(values)]].map(([id, value]) => `${texts.say(`figure.${id}`)}: ${amount(texts, value)}`);
  return [
    shells(values.electrons),
    nucleus(values),
    word(430, 110, SYMBOLS[values.protons - 1], { anchor: "start", size: 56, "font-weight": 650, part: "symbol" }),
    word(430, 146, texts.say(`figure.element_${values.protons}`), { anchor: "start", size: 19 }),
    words(430, 200, [...rows, `${texts.say("figure.charge")}: ${signed(texts, charge(values))}`], { anchor: "start", size: 16 }, 33),
  ];
}

function shells(electrons) {
  let left = electrons;
  return SHELLS.map((most, shell) => {
    const [r, held] = [NUCLEUS + 28 + shell * 33, Math.min(most, left)];
    left -= held;
    if (shell > 0 && held === 0) return null;
    const at = (index) => [MIDDLE + r * Math.sin((2 * Math.PI * index) / held), MIDDLE - r * Math.cos((2 * Math.PI * index) / held)];
    return group({ part: `shell-${shell + 1}` }, dot(MIDDLE, MIDDLE, r, { fill: "none", stroke: "line", thick: 1.5 }), Array.from({ length: held }, (_, index) => electron(at(index))));
  });
}

const electron = ([x, y]) => group({ part: "electron" }, dot(x, y, 9, { fill: "main", stroke: "paper", thick: 1.5 }), word(x, y + 5, "−", { fill: "paper", size: 15, "font-weight": 700 }));

/* Particles lie in a spiral from the middle, protons and neutrons mixed. */
function nucleus({ protons, neutrons }) {
  const all = protons + neutrons;
  const kinds = Array.from({ length: all }, (_, index) => Math.floor(((index + 1) * protons) / all) > Math.floor((index * protons) / all));
  const spread = all < 3 ? 11 : Math.min(8.6, (NUCLEUS - 9) / Math.sqrt(all));
  return group({ part: "nucleus" }, kinds.map((proton, index) => {
    const [r, turn] = [all === 1 ? 0 : spread * Math.sqrt(index + 0.5), index * 2.39996];
    const [x, y] = [MIDDLE + r * Math.cos(turn), MIDDLE + r * Math.sin(turn)];
    return [dot(x, y, 9, { fill: proton ? "accent" : "grid", stroke: "ink", thick: 1 }), proton && word(x, y + 5, "+", { fill: "paper", size: 14, "font-weight": 700 })];
  }));
}
