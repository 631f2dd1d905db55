/* What a widget's model is where no kernel stands behind it: its state lives in the page, and what it asks goes over HTTP. */

/** The model of a figure or a practice; without a `transport` nobody answers, and nothing is asked. */
export class PageModel {
  constructor(state, transport = null) {
    this.state = { ask: {}, ...state };
    this.transport = transport;
    this.listeners = [];
    this.changed = () => {};
  }

  get(name) {
    return this.state[name];
  }

  set(name, value) {
    this.state[name] = value;
  }

  save_changes() {
    this.changed();
  }

  on(event, listener) {
    if (event === "msg:custom") this.listeners.push(listener);
  }

  /** Carry one request, as the kernel does for a lesson. */
  async send({ id, action, body }) {
    const reply = await this.transport.send(action, body);
    this.listeners.forEach((listener) => listener({ id, ...reply }));
  }
}
