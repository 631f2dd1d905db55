/* How far the marking is; when it is done the page is read again. */

const box = document.querySelector("[data-progress]");

async function ask() {
  const reply = await fetch(box.dataset.progress, { headers: { "X-XSRFToken": cookie("rean_xsrf") } }).catch(() => null);
  const job = reply?.ok ? await reply.json() : { state: "running" };
  if (job.state !== "running") return location.reload();
  box.querySelector(".progress > span").style.setProperty("--part", `${job.total ? Math.round((100 * job.done) / job.total) : 5}%`);
  if (job.total) box.querySelector("[data-progress-count]").textContent = `${job.done} / ${job.total}`;
  return setTimeout(ask, 500);
}

const cookie = (name) => document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.split("=")[1] ?? "";

if (box.dataset.state === "running") ask();
