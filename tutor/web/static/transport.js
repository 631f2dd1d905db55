/* How an exercise asks the tutor. Every way answers `{status, body}`; status 0 means that nobody answered. */

import { makeId } from "./dom.js";

const WAIT_MS = 20_000;
/* A request that may outlive its page carries at most 64 KiB; a Khmer letter is three bytes. */
const KEEPALIVE_LETTERS = 20_000;

/** From a page of the tutor: over HTTP, with the page's own cookie. */
export class HttpTransport {
  /** `base` is the address that an action's name is added to. */
  constructor(base) {
    this.base = base.endsWith("/") ? base : `${base}/`;
  }

  /** Ask, and never raise. */
  async send(action, body, { method = "POST" } = {}) {
    const ended = new AbortController();
    const timer = setTimeout(() => ended.abort(), WAIT_MS);
    try {
      return await readReply(await fetch(this.base + action, request(method, body, ended.signal)));
    } catch {
      return { status: 0, body: {} };
    } finally {
      clearTimeout(timer);
    }
  }
}

function request(method, body, signal) {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-XSRFToken": readCookie("rean_xsrf") };
  const text = method === "GET" ? undefined : JSON.stringify(body);
  return { method, headers, signal, credentials: "same-origin", keepalive: !!text && text.length < KEEPALIVE_LETTERS, redirect: "manual", body: text };
}

async function readReply(reply) {
  if (reply.type === "opaqueredirect") return { status: 401, body: {} };
  return { status: reply.status, body: await reply.json().catch(() => ({})) };
}

/** Read one cookie of this page, empty where there is none. */
export function readCookie(name) {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

/** From a lesson: through the widget's comm to the learner's kernel, which asks the tutor over its socket. */
export class CommTransport {
  constructor(model) {
    this.model = model;
    this.waiting = new Map();
    model.on("msg:custom", (message) => this.receive(message));
  }

  /** Ask, and never raise. */
  send(action, body) {
    const id = makeId();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.settle(id, { status: 0, body: {} }), WAIT_MS);
      this.waiting.set(id, { resolve, timer });
      this.model.send({ id, action, body });
    });
  }

  receive(message) {
    if (message.id) this.settle(message.id, { status: message.status, body: message.body });
  }

  settle(id, reply) {
    const waiting = this.waiting.get(id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.waiting.delete(id);
    waiting.resolve(reply);
  }
}
