/* The pH scale, and things of daily life on it. */

import { amount, within } from "./amounts.js";
import { group, rect, shape, word } from "./svg.js";

const [CELL, LEFT, TOP] = [43, 12, 92];
const THINGS = { 2: "lemon", 3: "vinegar", 5: "coffee", 7: "water", 8: "sea", 10: "soap", 12: "lime" };

export const size = () => [670, 240];
export const title = (texts) => texts.say("figure.ph_scale");
export const dials = ({ tell }) => [{ label: "figure.dial_ph", name: "ph", from: 0, to: 14, bare: !tell }];

/** Return the id of the kind: acid, neutral, base. */
export const kindOf = (ph) => (ph < 7 ? "acid" : ph > 7 ? "base" : "neutral");

export const typed = ({ ph }, options) => (options.typed === "kind" ? kindOf(ph) : String(ph));

export function say(texts, { ph }, { tell }) {
  const kind = texts.say(`figure.ph_${kindOf(ph)}`);
  const thing = THINGS[ph] ? texts.say("figure.ph_like", { thing: texts.say(`figure.thing_${THINGS[ph]}`) }) : "";
  return `${tell ? texts.say("figure.ph_at", { ph: amount(texts, ph), kind }) : kind} ${thing}`.trim();
}

export const press = (x) => ({ ph: within(Math.floor((x - LEFT) / CELL), 0, 14) });

export function paint({ ph }, { tell }, texts) {
  const middle = (at) => LEFT + (at + 0.5) * CELL;
  return [
    Array.from({ length: 15 }, (_, at) => group({ part: `ph-${at}` }, rect(LEFT + at * CELL, TOP, CELL, 56, { fill: `ph-${at}`, stroke: "paper", thick: 1 }), word(middle(at), TOP + 36, amount(texts, at), { size: 19, "font-weight": 650, class: "figure-halo" }))),
    rect(LEFT + ph * CELL, TOP, CELL, 56, { fill: "none", stroke: "ink", thick: 5, part: "chosen" }),
    group({ part: "pointer" }, shape([[middle(ph), TOP - 6], [middle(ph) - 13, TOP - 28], [middle(ph) + 13, TOP - 28]], { fill: "accent", stroke: "none" }), tell && word(within(middle(ph), 60, 610), TOP - 40, `pH ${amount(texts, ph)}`, { size: 22, "font-weight": 650 })),
    ["acid", "neutral", "base"].map((kind, index) => word([LEFT, middle(7), LEFT + 15 * CELL][index], 24, texts.say(`figure.ph_${kind}_word`), { anchor: ["start", "middle", "end"][index], fill: "soft" })).filter((_, index) => index !== 1 || ph < 5 || ph > 9),
    Object.entries(THINGS).map(([at, thing], index) => word(middle(Number(at)), TOP + (index % 2 ? 110 : 82), texts.say(`figure.thing_${thing}`), { size: 14.5 })),
  ];
}
