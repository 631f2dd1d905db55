/* A text with gaps, and a table with empty cells. */

import { make } from "../dom.js";
import { Fields } from "./fields.js";

/** A text in which fields stand. */
export function makeGaps(around) {
  const fields = new Fields(around.options.fields, around);
  return input(fields, fields.fill(make("div", { class: "gaps", html: around.options.html })));
}

/** A table in which fields stand. */
export function makeTable(around) {
  const { head, rows } = around.options;
  const fields = new Fields(around.options.fields, around);
  const cell = (tag) => ({ html }) => make(tag, { html, scope: tag === "th" ? "col" : null });
  const line = (cells, tag) => make("tr", {}, ...cells.map(cell(tag)));
  const table = make("table", { class: "table answer-table", "aria-labelledby": around.labelledby },
    head.length ? make("thead", {}, line(head, "th")) : null, make("tbody", {}, ...rows.map((row) => line(row, "td"))));
  return input(fields, make("div", { class: "table-wrap" }, fields.fill(table)));
}

function input(fields, content) {
  return {
    element: make("div", { class: "stack answer-fields" }, content, fields.keys),
    read: () => fields.read(),
    write: (typed) => fields.write(typed),
    focus: () => fields.focus(),
    lock: (yes) => fields.lock(yes),
    mark: (parts) => fields.mark(parts),
  };
}
