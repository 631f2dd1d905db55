/* What a bar and a circle share: equal parts, some of them coloured. */

export const MOST_PARTS = 12;

const COLOURING = [
  { act: "less", label: "figure.uncolour", shape: "left" },
  { act: "more", label: "figure.colour", shape: "right_arrow" },
];
const PARTING = [
  { act: "fewer", label: "figure.fewer_parts", shape: "down" },
  { act: "parts", label: "figure.more_parts", shape: "up" },
];

export const acts = (options) => (options.fixed ? COLOURING : [...COLOURING, ...PARTING]);
export const arrows = { ArrowLeft: "less", ArrowRight: "more", ArrowDown: "fewer", ArrowUp: "parts" };

export function step(act, { bottom, top }, options) {
  const parts = options.fixed ? bottom : { fewer: Math.max(1, bottom - 1), parts: Math.min(MOST_PARTS, bottom + 1) }[act] ?? bottom;
  const coloured = { less: top - 1, more: top + 1 }[act] ?? top;
  return { bottom: parts, top: Math.min(parts, Math.max(0, coloured)) };
}

export const fraction = ({ bottom, top }) => [top, bottom];

export const typed = ({ bottom, top }) => `${top}/${bottom}`;

export const say = (texts, { bottom, top }) => texts.say("figure.parts_coloured", { top, bottom });
