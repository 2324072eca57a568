// The reader and the queue: the record in question is brought into sight; a, r, c, n, p act on it.
const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");

const show = () => {
  const marked = document.querySelector(".reader .own.part-trigger, .reader .own, .reader .chosen");
  const chosen = document.querySelector(".reader .chosen") ?? marked;
  const text = document.querySelector(".reader .text");
  if (!chosen || !text || window.location.hash) return;
  // The text scrolls by itself where it stands beside the record; the page stays at its top.
  if (text.scrollHeight > text.clientHeight + 1) {
    text.scrollTop += chosen.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
  } else if (chosen.getBoundingClientRect().bottom > window.innerHeight) {
    chosen.scrollIntoView({ block: "center" });
  }
};

const act = (element) => {
  if (element instanceof HTMLDetailsElement) {
    element.open = true;
    element.querySelector("select, input:not([type=hidden])")?.focus();
  } else if (element instanceof HTMLInputElement) element.focus();
  else element.click();
};

export const enableReader = () => {
  show();
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(event.target)) event.target.blur();
    if (typing(event.target) || !/^[arcnp]$/.test(event.key)) return;
    const element = document.querySelector(`[data-key="${event.key}"]`);
    if (!element) return;
    event.preventDefault();
    act(element);
  });
};
