import { GeoComponent, type GeoComponentOption, TooltipComponent, type TooltipComponentOption, AriaComponent, type AriaComponentOption } from "echarts/components";
import { EffectScatterChart, type EffectScatterSeriesOption, ScatterChart, type ScatterSeriesOption } from "echarts/charts";
import type { ComposeOption } from "echarts/core";
import { init, registerMap, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef, useState } from "react";

import boundary from "../../../../seed/data/pengjiang_wgs84.geojson?url";
import { colours, fontFamily } from "../app/theme";
import type { CandidateFragment } from "../gql/graphql";
import { map as mapWords } from "../words/intake";
import { fill, useWords } from "../words/locale";
import { markersOf } from "./markers";
import type { Places } from "./places";

use([GeoComponent, TooltipComponent, AriaComponent, ScatterChart, EffectScatterChart, CanvasRenderer]);

type Option = ComposeOption<GeoComponentOption | TooltipComponentOption | ScatterSeriesOption | EffectScatterSeriesOption | AriaComponentOption>;

interface SketchMapProps {
  candidates: readonly CandidateFragment[];
  places: Places;
  matter: string | null;
  chosen: string | null;
  onChoose: (mediatorId: string) => void;
}

/** SketchMap shows the district's outline with the matter and the candidates. It is a sketch and says so. */
export default function SketchMap({ candidates, places, matter, chosen, onChoose }: SketchMapProps) {
  const words = useWords(mapWords);
  const box = useRef<HTMLDivElement>(null);
  const [outline, setOutline] = useState<"waiting" | "ready" | "failed">("waiting");
  useEffect(() => {
    fetch(boundary)
      .then((response) => response.json())
      .then((json: Parameters<typeof registerMap>[1]) => {
        registerMap("district", json);
        setOutline("ready");
      })
      .catch(() => setOutline("failed"));
  }, []);
  const found = markersOf(candidates);
  const choose = useRef(onChoose);
  choose.current = onChoose;
  useEffect(() => {
    if (outline !== "ready" || !box.current) return undefined;
    const chart = init(box.current, null, { renderer: "canvas" });
    const at = matter ? places.byCode.get(matter) : undefined;
    const option: Option = {
      aria: { enabled: true, label: { description: words.title } },
      animation: false,
      textStyle: { fontFamily },
      tooltip: { renderMode: "richText", trigger: "item" },
      geo: { map: "district", roam: true, layoutCenter: ["50%", "50%"], layoutSize: "97%", scaleLimit: { min: 0.8, max: 12 }, aspectScale: 0.92, itemStyle: { areaColor: "#e9eff5", borderColor: "#8ea3b8", borderWidth: 1.2 }, emphasis: { disabled: true }, silent: true },
      series: [
        {
          type: "scatter", coordinateSystem: "geo", symbolSize: 4, silent: true, itemStyle: { color: "#9aaaba" },
          label: { show: true, position: "top", distance: 12, color: "#4b5a69", fontSize: 12, formatter: "{b}" },
          data: places.roots.flatMap((t) => (typeof t.longitude === "number" && typeof t.latitude === "number" ? [{ name: t.name, value: [t.longitude, t.latitude] }] : [])),
        },
        {
          type: "scatter", coordinateSystem: "geo", symbolSize: (value: number[]) => (value[2] === 1 ? 26 : 20), itemStyle: { color: colours.brand, borderColor: "#fff", borderWidth: 2 },
          label: { show: true, color: "#fff", fontSize: 12, fontWeight: "bold", formatter: ({ data }) => String((data as { rank: number }).rank) },
          tooltip: { formatter: (item) => (Array.isArray(item) ? "" : (item.data as { words: string }).words) },
          data: found.markers.map((m) => ({ name: m.id, rank: m.rank, words: m.words, value: [m.longitude, m.latitude, m.people.includes(chosen ?? "") ? 1 : 0], itemStyle: m.people.includes(chosen ?? "") ? { color: colours.bad } : {} })),
        },
        {
          type: "scatter", coordinateSystem: "geo", symbolSize: 1, silent: true, labelLayout: { hideOverlap: true },
          label: { show: true, position: "right", distance: 14, color: colours.ink, fontSize: 13, fontWeight: "bold", formatter: "{b}" },
          data: found.markers.map((m) => ({ name: m.title, value: [m.longitude, m.latitude] })),
        },
        {
          type: "effectScatter", coordinateSystem: "geo", symbol: "pin", symbolSize: 34, z: 6, silent: true, rippleEffect: { number: 0 }, itemStyle: { color: "#d08700" },
          label: { show: true, position: "left", distance: 4, color: "#6b4300", fontSize: 12, fontWeight: "bold", formatter: words.matter },
          data: typeof at?.longitude === "number" && typeof at.latitude === "number" ? [{ name: words.matter, value: [at.longitude, at.latitude] }] : [],
        },
      ],
    };
    chart.setOption(option);
    chart.on("click", (event) => choose.current(event.name));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [outline, candidates, places, matter, chosen, words]);
  return (
    <figure className="map">
      {outline === "failed" && <p role="alert">{words.failed}</p>}
      <div ref={box} className="map-canvas" role="img" aria-label={words.title} />
      <figcaption>
        <strong>{words.mark}</strong>
        {found.unplaced > 0 && <span className="hint">{fill(words.unplaced, { n: found.unplaced })}</span>}
      </figcaption>
    </figure>
  );
}
