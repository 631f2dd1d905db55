/* "Something is wrong here": three reasons to tap, and words for those who want them. */

import { make } from "./dom.js";

const REASONS = ["unclear", "verdict", "broken"];

/** Open the question in a dialog; what is sent goes to the teacher. */
export function makeReport(host, texts) {
  const radios = REASONS.map((reason) => make("label", { class: "choice" },
    make("input", { type: "radio", name: "reason", value: reason, required: true }), make("span", {}, texts.say(`exercise.report_${reason}`))));
  const words = make("textarea", { rows: "3", maxlength: "500", id: "report-words" });
  const answer = make("p", { role: "status" });
  const close = make("button", { type: "button", class: "button", onclick: () => dialog.close() }, texts.say("exercise.cancel"));
  const send = make("button", { type: "submit", class: "button button-primary" }, texts.say("exercise.report_send"));
  const form = make("form", { class: "stack", method: "dialog" },
    make("h2", {}, texts.say("exercise.report_title")),
    make("fieldset", { class: "choices" }, make("legend", {}, texts.say("exercise.report_ask")), ...radios),
    make("div", { class: "field" }, make("label", { for: "report-words" }, texts.say("exercise.report_words")), words),
    answer, make("div", { class: "row" }, send, close));
  const dialog = make("dialog", { class: "dialog", "aria-label": texts.say("exercise.report_title"), onclose: () => dialog.remove() }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const reason = form.querySelector("input:checked").value;
    const sent = await host.report([reason, words.value.trim()].filter(Boolean).join(": "));
    answer.textContent = texts.say(sent ? "exercise.report_thanks" : "exercise.trouble");
    send.hidden = sent;
    if (sent) close.textContent = texts.say("exercise.close");
  });
  document.body.append(dialog);
  dialog.showModal();
}
