// The proxy keeps its connections to unix sockets open, as it does for TCP.
//
// Left alone it opens one for each request and asks the server to close it. A server that answers at once has closed before Node writes the empty end of the
// request; on a unix socket that is EPIPE, and the browser gets 503 for a request that was done. Loaded by `node --import`; may go when the proxy does this itself.
import http from "node:http";

import { ConfigurableProxy } from "configurable-http-proxy/lib/configproxy.js";

// Shorter than what our servers wait for the next request (75 s and more), so that it is the proxy that closes an idle connection.
const agent = new http.Agent({ keepAlive: true, timeout: 30_000 });
const optionsForTcp = ConfigurableProxy.prototype.proxyOptsForTarget;

ConfigurableProxy.prototype.proxyOptsForTarget = function (target) {
  const options = optionsForTcp.call(this, target);
  return options.target.socketPath ? { ...options, agent } : options;
};
