/* While the learner's server starts: ask every half second, then open the lesson. */

const status = document.querySelector("[data-waiting]");

async function ask() {
  const reply = await fetch(status.dataset.waiting, { headers: { "X-XSRFToken": cookie("rean_xsrf") }, redirect: "manual" }).catch(() => null);
  const ready = reply?.ok && (await reply.json()).state === "ready";
  if (ready) location.reload();
  else setTimeout(ask, 400);
}

const cookie = (name) => document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.split("=")[1] ?? "";

ask();
