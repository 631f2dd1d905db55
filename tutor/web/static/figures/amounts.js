/* Numbers as a figure shows them and as it sends them (plain). */

/** Round half up, away from the noise of binary fractions. */
export const rounded = (value, places = 2) => Math.sign(value) * Math.floor(Math.abs(value) * 10 ** places + 0.5 + 1e-9) / 10 ** places || 0;

/** Write a number for a person as the lesson beside it does: a decimal comma in Khmer, spaces between thousands. */
export function amount(texts, value, places = 2) {
  const [whole, part] = String(Math.abs(rounded(value, places))).split(".");
  const parted = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0") : whole;
  return `${rounded(value, places) < 0 ? "\u2212" : ""}${parted}${part ? (texts.lang === "km" ? "," : ".") + part : ""}`;
}

/** Return the word that fits a number as it is shown: for one, or for many. */
export const counted = (shown, [one, many]) => (shown === "1" ? one : many);

/** Write a number for a checker. */
export const plain = (value, places = 3) => String(rounded(value, places));

export const within = (value, from, to) => Math.min(to, Math.max(from, value));

/** Return round steps for an axis that ends at `most`, about `wanted` of them. */
export function axisStep(most, wanted = 8) {
  const rough = most / wanted;
  const ten = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * ten).find((step) => step >= rough && step >= 1) ?? 1;
}
