// Pictures of tables. Options come from the server as data; every colour is one of the page's own.
import * as echarts from "echarts/core";
import { BarChart, GraphChart, LineChart, MapChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent, BrushComponent, DataZoomComponent, GeoComponent, GridComponent, LegendComponent,
  MarkAreaComponent, MarkLineComponent, ToolboxComponent, TooltipComponent, VisualMapComponent,
} from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

echarts.use([
  BarChart, GraphChart, LineChart, MapChart, ScatterChart, AriaComponent, BrushComponent,
  DataZoomComponent, GeoComponent, GridComponent, LegendComponent, MarkAreaComponent,
  MarkLineComponent, ToolboxComponent, TooltipComponent, VisualMapComponent, SVGRenderer,
]);

export const drawn = new Map();

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

// "var(--ink)" anywhere in an option becomes the colour of the present theme.
const resolve = (value) => {
  if (typeof value === "string") return value.replace(/^var\(--([\w-]+)\)$/, (_, name) => colour(name));
  if (Array.isArray(value)) return value.map(resolve);
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]));
  return value;
};

const follow = (act, datum) => {
  const query = act.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(datum[name] ?? ""));
  window.location.assign(query);
};

export const drawCharts = async () => {
  const holder = document.getElementById("charts");
  if (!holder) return;
  const charts = JSON.parse(holder.textContent);
  for (const place of document.querySelectorAll("[data-chart]")) {
    const { option, act } = charts[place.dataset.chart];
    place.style.height = `${place.dataset.height}px`;
    if (option.geo || (option.series ?? []).some((one) => one.type === "map")) {
      const { registerWorld } = await import("./world.js");
      registerWorld(echarts);
    }
    const chart = echarts.init(place, null, { renderer: "svg" });
    chart.setOption({
      textStyle: { color: colour("ink"), fontFamily: getComputedStyle(document.body).fontFamily },
      animation: false,
      ...resolve(option),
      tooltip: { renderMode: "richText", confine: true, ...resolve(option.tooltip ?? {}) },
    });
    if (act) chart.on("click", (event) => follow(act, { ...event.data, name: event.name, series: event.seriesName }));
    drawn.set(place.dataset.chart, chart);
  }
  window.addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
  document.documentElement.dataset.ready = "true";
};

export const redraw = () => {
  drawn.forEach((chart) => chart.dispose());
  drawn.clear();
  drawCharts();
};
