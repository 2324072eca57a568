// Jobs that are not over are asked about once a second; when one changes, the list is fetched anew.
const WAIT = 1000;

const swap = async () => {
  const answer = await fetch(window.location.href, { cache: "no-store" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("jobs");
  if (fresh) document.getElementById("jobs").replaceWith(document.adoptNode(fresh));
};

const ask = async (card) => {
  const answer = await fetch(`/add/progress?job=${card.dataset.job}`, { cache: "no-store", headers: { accept: "application/json" } });
  if (!answer.ok) return false;
  const job = await answer.json();
  const bar = card.querySelector("progress");
  if (bar) bar.value = job.done;
  const count = card.querySelector(".count");
  if (count) count.textContent = `${job.done} / ${job.files}`;
  return job.state !== card.dataset.state;
};

const poll = async () => {
  const cards = [...document.querySelectorAll("[data-job]")];
  if (!cards.length) return;
  try {
    const changed = await Promise.all(cards.map(ask));
    if (changed.some(Boolean)) await swap();
  } catch {
    // The server may be busy with the final write; the next round asks again.
  }
  setTimeout(poll, WAIT);
};

export const enableAdd = () => {
  if (document.body.dataset.view === "add") poll();
};
