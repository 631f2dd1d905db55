/* One way to answer for each kind. All of them read and write one text, which is what the tutor is sent. */

import { makeChoice } from "./choice.js";
import { makeFraction } from "./inputs/fraction.js";
import { TYPED, makeLongText, makeTyped } from "./inputs/typed.js";
import { makeOrdering } from "./ordering.js";

const HERE = { choice: makeChoice, choices: makeChoice, fraction: makeFraction, ordering: makeOrdering, long_text: makeLongText };

/** Fetched when a page first asks for them. */
const FETCHED = {
  gaps: async () => (await import("./inputs/gaps.js")).makeGaps,
  table: async () => (await import("./inputs/gaps.js")).makeTable,
  matching: async () => (await import("./inputs/matching.js")).makeMatching,
  parts: async () => (await import("./inputs/parts.js")).makeParts,
  point: async () => (await import("./inputs/point.js")).makePoint,
  reaction: async () => (await import("./inputs/reaction.js")).makeReaction,
  tap_words: async () => (await import("./inputs/tap-words.js")).makeTapWords,
};

/**
 * Make the input for one kind of answer.
 *
 * `around` gives `kind`, `texts`, `options`, `labelledby` (an element's id), `changed()` and `enter()`.
 * Returns `{element, read(), write(typed), focus(), lock(yes)}`, and `mark(parts)` where an answer has several parts.
 */
export async function makeInput(kind, around) {
  const make = HERE[kind] ?? (await FETCHED[kind]?.()) ?? makeTyped;
  return make({ ...around, kind: kind in TYPED || kind in HERE || kind in FETCHED ? kind : "text", makeInput });
}
