/* A PIN is tapped or typed; both digit systems are the same PIN. */

import { makeKeypad } from "./keypad.js";

/** Make the keys of a PIN; the last one sends the form that the field stands in. */
export function makePinKeys(field, texts) {
  return makeKeypad("pin", texts, (key) => {
    if (key === "enter") return field.form.requestSubmit();
    field.value = key === "erase" ? field.value.slice(0, -1) : (field.value + key).slice(0, 40);
    return field.focus();
  });
}
