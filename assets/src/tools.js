// Theme, printing, citations, pictures as files.
import { drawn, redraw } from "./charts.js";

const root = document.documentElement;

const theme = () => {
  const button = document.getElementById("theme");
  const stored = localStorage.getItem("legation-theme");
  const apply = (name) => {
    root.dataset.theme = name;
    button?.setAttribute("aria-pressed", String(name === "dark"));
  };
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  apply(stored ?? system);
  button?.addEventListener("click", () => {
    const name = root.dataset.theme === "dark" ? "light" : "dark";
    localStorage.setItem("legation-theme", name);
    apply(name);
    redraw();
  });
  // Paper is white whatever the theme: charts are drawn in light for it, and as they were afterwards.
  let before = null;
  window.addEventListener("beforeprint", () => {
    if (root.dataset.theme === "dark") { before = "dark"; apply("light"); redraw(); }
  });
  window.addEventListener("afterprint", () => {
    if (before) { apply(before); before = null; redraw(); }
  });
};

const save = (name, form) => {
  const chart = drawn.get(name);
  if (!chart) return;
  const link = document.createElement("a");
  const put = (address) => { link.href = address; link.download = `${document.body.dataset.view}-${name}.${form}`; link.click(); };
  const svg = chart.renderToSVGString();
  if (form === "svg") { put(URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }))); return; }
  const picture = new Image();
  picture.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = chart.getWidth() * 2;
    canvas.height = chart.getHeight() * 2;
    const pen = canvas.getContext("2d");
    pen.fillStyle = getComputedStyle(root).getPropertyValue("--panel");
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    put(canvas.toDataURL("image/png"));
  };
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
};

const citation = () => {
  const heading = document.querySelector("h1")?.textContent ?? "";
  const dossier = document.querySelector(".dossier")?.textContent ?? "";
  return `${heading}. ${dossier}. ${window.location.href} (${new Date().toISOString().slice(0, 10)})`;
};

export const enableTools = () => {
  theme();
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.classList.contains("print")) window.print();
    if (button.dataset.save) save(button.dataset.of, button.dataset.save);
    if (button.dataset.copy) {
      await navigator.clipboard.writeText(button.dataset.copy === "citation" ? citation() : button.dataset.copy);
      button.dataset.done = "true";
    }
  });
};
