/* One learner, one seat: the screen locks when nobody is there, and says so when the learner went on elsewhere. What is typed stays. */

import { make } from "./dom.js";
import { makeKeypad } from "./keypad.js";
import { toArabicDigits } from "./texts.js";

const BEAT_MS = 15_000;
const WARN_SECONDS = 20;
const SIGNS_OF_LIFE = ["pointerdown", "keydown", "wheel", "touchstart"];

/**
 * Watch the seat. `transport.send` asks the tutor; `seat` is this seat's id.
 *
 * Returns what the tutor says of the seat at once: `{name, number, state, lock_minutes}`.
 */
export async function startSeat({ transport, texts, seat }) {
  const watcher = new SeatWatcher(transport, texts, seat);
  const first = await watcher.beat();
  watcher.start(first);
  return first;
}

class SeatWatcher {
  constructor(transport, texts, seat) {
    Object.assign(this, { transport, texts, seat, curtain: null, idle_seconds: 0 });
    SIGNS_OF_LIFE.forEach((sign) => document.addEventListener(sign, () => this.alive(), { passive: true }));
    document.addEventListener("rean-locked", () => this.lock(false));
    document.addEventListener("rean-moved", () => this.moved());
    document.addEventListener("rean-take", () => this.take());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.beat());
  }

  start(first) {
    this.about = first;
    this.limit_seconds = 60 * (first.lock_minutes ?? 5);
    setInterval(() => this.tick(), 1_000);
    setInterval(() => this.beat(), BEAT_MS);
  }

  alive() {
    this.last = Date.now();
    this.warning?.remove();
    this.warning = null;
  }

  /* Idle time is counted by the clock, so that a slept lid counts too. */
  tick() {
    const idle = Math.round((Date.now() - (this.last ??= Date.now())) / 1_000);
    const left = this.limit_seconds - idle;
    if (this.curtain) return;
    if (left <= 0) this.lock(true);
    else if (left <= WARN_SECONDS) this.warn(left);
  }

  warn(seconds) {
    this.warning ??= document.body.appendChild(make("p", { class: "notice notice-warn lesson-notice", role: "status" }));
    this.warning.replaceChildren(this.texts.say("seat.warning", { seconds }), " ", make("button", { type: "button", class: "button" }, this.texts.say("seat.stay")));
  }

  async ask(action, body = {}) {
    return this.transport.send(action, this.seat ? { ...body, seat: this.seat } : body);
  }

  async beat() {
    const reply = await this.ask("seat");
    if (reply.status !== 200) return this.about ?? {};
    if (reply.body.state === "locked" && !this.curtain) this.lock(false);
    if (reply.body.state === "moved" && !this.curtain) this.moved();
    if (reply.body.state === "here" && this.curtain) this.open();
    return reply.body;
  }

  async lock(tell) {
    if (this.curtain) return;
    if (tell) await this.ask("seat/lock");
    this.warning?.remove();
    this.warning = null;
    this.draw(this.pinForm());
  }

  pinForm() {
    const say = (id, values) => this.texts.say(`seat.${id}`, values);
    const pin = make("input", { type: "password", id: "seat-pin", class: "answer-line answer-number", inputmode: "none", autocomplete: "off", maxlength: "40" });
    const said = make("p", { role: "alert", class: "error" });
    const keys = makeKeypad("number", this.texts, (key) => {
      if (/^[0-9]$/.test(key)) pin.value += key;
      if (key === "erase") pin.value = pin.value.slice(0, -1);
      pin.focus();
    });
    const form = make("form", { class: "stack" }, make("h2", {}, say("locked")), make("p", {}, say("hello", { name: this.about?.name ?? "" })), make("p", { class: "muted" }, say("safe")),
      make("div", { class: "field" }, make("label", { for: "seat-pin" }, say("pin")), pin), keys, said,
      make("div", { class: "row" }, make("button", { type: "submit", class: "button button-primary" }, say("open")), this.leaveLink(say("not_you"))));
    form.addEventListener("submit", (event) => { event.preventDefault(); this.unlock(pin, said); });
    return form;
  }

  leaveLink(text) {
    return make("a", { class: "button button-quiet", href: "/services/tutor/signout" }, text);
  }

  async unlock(pin, said) {
    const reply = await this.ask("seat/unlock", { pin: toArabicDigits(pin.value) });
    pin.value = "";
    if (reply.status === 200 && reply.body.ok) return this.open();
    said.textContent = this.whyNot(reply);
    return pin.focus();
  }

  whyNot({ status, body }) {
    if (status === 0 || status >= 500) return this.texts.say("seat.offline");
    if (body.locked) return this.texts.say("seat.closed");
    if (body.wait_seconds) return this.texts.say("seat.wait", { seconds: Math.ceil(body.wait_seconds) });
    return this.texts.say("seat.wrong_pin");
  }

  moved() {
    const say = (id) => this.texts.say(`seat.${id}`);
    const take = make("button", { type: "button", class: "button button-primary", onclick: () => this.take() }, say("take"));
    this.draw(make("div", { class: "stack" }, make("h2", {}, say("moved")), make("p", {}, say("moved_help")), make("div", { class: "row" }, take, this.leaveLink(say("leave")))));
  }

  async take() {
    const reply = await this.ask("seat/take");
    if (reply.status === 200) this.open();
  }

  draw(content) {
    this.curtain?.remove();
    this.curtain = make("dialog", { class: "dialog seat-curtain", oncancel: (event) => event.preventDefault() }, content);
    document.body.append(this.curtain);
    this.curtain.showModal();
    this.curtain.querySelector("input, button")?.focus();
  }

  open() {
    this.curtain?.remove();
    this.curtain = null;
    this.alive();
    document.dispatchEvent(new CustomEvent("rean-unlocked"));
  }
}
