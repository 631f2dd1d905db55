/* A square cut into rows and columns: the product of two fractions is where both colours lie. */

import { clear, INK, onPress, openBoard, shape } from "./board.js";

export const dials = ({ rows, columns }) => [{ label: "figure.dial_columns", name: "down", from: 0, to: columns }, { label: "figure.dial_rows", name: "across", from: 0, to: rows }];
export const arrows = { ArrowUp: "1-less", ArrowDown: "1-more" };

const within = (value, most) => Math.min(most, Math.max(0, value));

export const title = (texts) => texts.say("figure.area_model");

export const fraction = ({ across, down }, { rows, columns }) => [across * down, rows * columns];

export const typed = ({ across, down }, { rows, columns }) => `${across * down}/${rows * columns}`;

export function say(texts, { across, down }, { rows, columns }) {
  return texts.say("figure.area_model_at", { across, rows, down, columns, both: across * down, all: rows * columns });
}

export async function draw(element, options, set) {
  element.style.maxWidth = "20rem";
  const { board } = await openBoard(element, [-0.04, 1.04, 1.04, -0.04], "square");
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
