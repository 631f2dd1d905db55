/* anywidget's loader is written for AMD: it hands its factory to `define`. Old browsers lack `AbortSignal.any`, which it uses. */
export let factory;
export const define = (_names, made) => { factory = made; };

function anyOf(signals) {
  const joint = new AbortController();
  const end = (signal) => joint.abort(signal.reason);
  const ended = signals.find((signal) => signal.aborted);
  if (ended) end(ended);
  else signals.forEach((signal) => signal.addEventListener("abort", () => end(signal), { once: true }));
  return joint.signal;
}
if (!AbortSignal.any) AbortSignal.any = anyOf;
