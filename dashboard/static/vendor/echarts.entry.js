// What of Apache ECharts the charts use; README.md says how echarts.min.js is made of it.
import { BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendPlainComponent, TitleComponent, TooltipComponent } from "echarts/components";
import { format, init, use } from "echarts/core";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";

use([BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart]);
use([GridComponent, LegendPlainComponent, TitleComponent, TooltipComponent]);
use([CanvasRenderer, SVGRenderer]);
globalThis.echarts = { format, init };
