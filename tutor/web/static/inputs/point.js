/* The two coordinates of a point. */

import { make } from "../dom.js";
import { Fields } from "./fields.js";

/** Two fields between brackets; what is sent is `(x; y)`. */
export function makePoint(around) {
  const axis = (name) => ({ name, kind: "number", options: {}, label: name });
  const fields = new Fields([axis("x"), axis("y")], around);
  const [x, y] = fields.all;
  const row = make("div", { class: "answer-row answer-point", role: "group", "aria-labelledby": around.labelledby }, "(", x, ";", y, ")");
  return {
    element: make("div", { class: "answer-with-keys" }, row, fields.keys),
    read: () => (x.value.trim() || y.value.trim() ? `(${x.value.trim()}; ${y.value.trim()})` : ""),
    write: (typed) => fields.write(typed.replace(/[()]/g, ""), ";"),
    focus: () => fields.focus(),
    lock: (yes) => fields.lock(yes),
  };
}
