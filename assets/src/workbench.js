// The workbench works without script but for pictures; this adds them, and the keyboard.
import "htmx.org";
import { enableAdd } from "./add.js";
import { enableBrushes } from "./brush.js";
import { drawCharts } from "./charts.js";
import { enableKeys } from "./keys.js";
import { enableReader } from "./reader.js";
import { enableTools } from "./tools.js";

enableBrushes();
drawCharts();
enableKeys();
enableTools();
enableReader();
enableAdd();
