/* A square cut into rows and columns: the product of two fractions is where both colours lie. */

import { clear, INK, onPress, openBoard, shape } from "./board.js";

export const keys = [
  { act: "rows-less", label: "figure.less", shape: "up" },
  { act: "rows-more", label: "figure.more", shape: "down" },
  { act: "columns-less", label: "figure.less", shape: "left" },
  { act: "columns-more", label: "figure.more", shape: "right_arrow" },
];
export const arrows = { ArrowUp: "rows-less", ArrowDown: "rows-more", ArrowLeft: "columns-less", ArrowRight: "columns-more" };

const within = (value, most) => Math.min(most, Math.max(0, value));

export const title = (texts) => texts.say("figure.area_model");

export function step(act, { across, down }, { rows, columns }) {
  const [what, way] = act.split("-");
  const change = way === "more" ? 1 : -1;
  return what === "rows" ? { across: within(across + change, rows), down } : { across, down: within(down + change, columns) };
}

export const typed = ({ across, down }, { rows, columns }) => `${across * down}/${rows * columns}`;

export function say(texts, { across, down }, { rows, columns }) {
  return texts.say("figure.area_model_at", { across, rows, down, columns, both: across * down, all: rows * columns });
}

export async function draw(element, options, set) {
  element.style.maxWidth = "20rem";
  const { board } = await openBoard(element, [-0.04, 1.04, 1.04, -0.04], 300);
  const cells = [];
  onPress(board, (x, y) => set({ across: within(Math.ceil((1 - y) * options.rows), options.rows), down: within(Math.ceil(x * options.columns), options.columns) }));
  return { show: (values) => { clear(board, cells); cells.push(...drawCells(board, values, options)); } };
}

function drawCells(board, { across, down }, { rows, columns }) {
  const cells = [];
  for (let row = 0; row < rows; row += 1) for (let column = 0; column < columns; column += 1) {
    const [left, right, top, bottom] = [column / columns, (column + 1) / columns, 1 - row / rows, 1 - (row + 1) / rows];
    const both = row < across && column < down;
    const one = row < across || column < down;
    cells.push(shape(board, [[left, bottom], [right, bottom], [right, top], [left, top]], both ? INK.primary : one ? INK.pale : INK.paper));
  }
  return cells;
}
