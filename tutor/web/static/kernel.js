/* The one conversation a lesson has: comm messages with its kernel, over the websocket, and again after a break. */

import { makeId } from "./dom.js";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** A kernel that a page may send comm messages to. It tells `rean-kernel` with `open`, `lost` or `gone`. */
export class Kernel extends EventTarget {
  constructor(base, id) {
    super();
    this.address = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${base}api/kernels/${id}/channels`;
    this.session = makeId();
    this.waiting = [];
    this.callbacks = new Map();
    this.comms = new Map();
    this.wait_ms = FIRST_WAIT_MS;
    this.failures = 0;
  }

  /** Open the websocket, and open it again whenever it breaks. */
  open() {
    this.socket = new WebSocket(`${this.address}?session_id=${this.session}`);
    this.socket.addEventListener("open", () => this.opened());
    this.socket.addEventListener("message", (event) => this.received(event.data));
    this.socket.addEventListener("close", () => this.closed());
  }

  opened() {
    this.wait_ms = FIRST_WAIT_MS;
    this.failures = 0;
    this.waiting.splice(0).forEach((text) => this.socket.send(text));
    this.tell("open");
  }

  closed() {
    this.failures += 1;
    this.tell(this.failures > 2 ? "gone" : "lost");
    if (this.ended) return;
    this.timer = setTimeout(() => this.open(), this.wait_ms);
    this.wait_ms = Math.min(2 * this.wait_ms, LONGEST_WAIT_MS);
  }

  /** Stop trying. */
  end() {
    this.ended = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }

  tell(state) {
    this.dispatchEvent(new CustomEvent("rean-kernel", { detail: state }));
  }

  /** Send one message on the shell channel; `callbacks` hear what comes back. */
  send(type, content, callbacks, metadata = {}) {
    const header = { msg_id: makeId(), msg_type: type, session: this.session, username: "", date: new Date().toISOString(), version: "5.3" };
    const text = JSON.stringify({ channel: "shell", header, parent_header: {}, metadata, content, buffers: [] });
    if (callbacks) this.callbacks.set(header.msg_id, callbacks);
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(text);
    else this.waiting.push(text);
    return header.msg_id;
  }

  /** Send a request and wait for its reply. */
  ask(type, content) {
    return new Promise((resolve) => { this.send(type, content, { shell: { reply: (message) => resolve(message.content) } }); });
  }

  received(data) {
    if (typeof data !== "string") return;
    const message = { buffers: [], ...JSON.parse(data) };
    const callbacks = this.callbacks.get(message.parent_header?.msg_id);
    const type = message.header.msg_type;
    if (message.channel === "shell") callbacks?.shell?.reply?.(message);
    if (type === "status") this.status(message, callbacks);
    if (type === "comm_open") this.onOpen?.(this.comm(message.content.target_name, message.content.comm_id), message);
    if (type === "comm_msg") this.comms.get(message.content.comm_id)?.onMessage?.(message);
    if (type === "comm_close") this.comms.get(message.content.comm_id)?.onClose?.(message);
  }

  status(message, callbacks) {
    callbacks?.iopub?.status?.(message);
    if (message.content.execution_state === "idle") setTimeout(() => this.callbacks.delete(message.parent_header?.msg_id), 5_000);
  }

  /** Return the comm of this id. */
  comm(target, id) {
    if (!this.comms.has(id)) this.comms.set(id, new Comm(this, target, id));
    return this.comms.get(id);
  }
}

/** One comm, with the methods that ipywidgets calls. */
class Comm {
  constructor(kernel, target, id) {
    Object.assign(this, { kernel, target_name: target, comm_id: id });
  }

  open(data, callbacks, metadata) {
    return this.kernel.send("comm_open", { comm_id: this.comm_id, target_name: this.target_name, data: data ?? {} }, callbacks, metadata);
  }

  send(data, callbacks, metadata) {
    return this.kernel.send("comm_msg", { comm_id: this.comm_id, data }, callbacks, metadata);
  }

  close(data, callbacks, metadata) {
    this.kernel.comms.delete(this.comm_id);
    return this.kernel.send("comm_close", { comm_id: this.comm_id, data: data ?? {} }, callbacks, metadata);
  }

  on_msg(act) {
    this.onMessage = act;
  }

  on_close(act) {
    this.onClose = act;
  }
}
