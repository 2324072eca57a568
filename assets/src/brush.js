// A stretch of time drawn over a chart becomes `since` and `until` in the address.
// The chart's act is the address, with {since} and {until} of the data under the ends of the brush.
import { drawn } from "./charts.js";

const acts = () => JSON.parse(document.getElementById("charts")?.textContent || "{}");

const attach = (name, chart) => {
  const option = chart.getOption();
  const act = acts()[name]?.act;
  if (!option.brush?.length || !act?.includes("{since}")) return;
  const cursor = { type: "takeGlobalCursor", key: "brush", brushOption: { brushType: "lineX", brushMode: "single" } };
  chart.dispatchAction(cursor);
  chart.on("brushEnd", ({ areas }) => {
    const range = areas[0]?.coordRange;
    if (!range) return;
    const data = option.series[0].data;
    const [first, last] = range.map((at) => data[Math.min(data.length - 1, Math.max(0, at))]);
    if (range[0] === range[1] && !first.value) return;
    window.location.assign(act.replace("{since}", first.since).replace("{until}", last.until));
  });
};

export const enableBrushes = () => {
  const root = document.documentElement;
  const all = () => drawn.forEach((chart, name) => attach(name, chart));
  // Charts are drawn anew when the theme changes; each time they set data-ready.
  new MutationObserver(all).observe(root, { attributes: true, attributeFilter: ["data-ready"] });
};
