// j and k go from record to record, Enter opens, / searches, ? lists the keys.
const records = () => [...document.querySelectorAll("[data-record][tabindex]")];

const move = (step) => {
  const all = records();
  if (!all.length) return;
  const at = all.findIndex((one) => one === document.activeElement || one.contains(document.activeElement));
  const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
};

const help = () => document.getElementById("keys")?.showModal?.();

export const enableKeys = () => {
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select, [contenteditable]") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "Enter" && document.activeElement?.dataset?.href) window.location.assign(document.activeElement.dataset.href);
    else if (event.key === "/") document.getElementById("quick")?.focus();
    else if (event.key === "?") help();
    else return;
    event.preventDefault();
  });
};
