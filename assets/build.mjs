// Bundles src/ into the package's static folder: `npm ci && npm run build`. Same input, same output.
import { build } from "esbuild";
import { copyFile, readFile, rm, mkdir, writeFile } from "node:fs/promises";

const out = new URL("../src/legation/workbench/static/", import.meta.url).pathname;
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: ["src/workbench.js", "src/workbench.css"],
  outdir: out, bundle: true, minify: true, format: "esm", splitting: true, target: "es2022",
  chunkNames: "[name]-[hash]", legalComments: "none", loader: { ".json": "json" },
});
await copyFile("src/icon.svg", `${out}icon.svg`);
const parts = ["htmx.org", "echarts", "zrender", "d3-geo", "d3-array", "internmap", "topojson-client", "tslib", "world-atlas"];
const lines = [];
for (const name of parts) {
  const about = JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"));
  lines.push(`${about.name} ${about.version}: ${about.license}`);
}
await writeFile(`${out}LICENSES.txt`, `The bundled scripts contain:\n${lines.join("\n")}\n`);
