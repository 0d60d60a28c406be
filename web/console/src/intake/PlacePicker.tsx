import { TreeSelect } from "antd";
import { useMemo } from "react";

import type { Place, Places } from "./places";

interface PlacePickerProps {
  places: Places;
  value: string | undefined;
  onPick: (code: string | null) => void;
  label: string;
  placeholder: string;
}

interface Node {
  value: string;
  title: string;
  children?: Node[];
}

function nodeOf(place: Place): Node {
  return { value: place.code, title: place.name, ...(place.children ? { children: place.children.map(nodeOf) } : {}) };
}

/** PlacePicker chooses a town or a village. */
export function PlacePicker({ places, value, onPick, label, placeholder }: PlacePickerProps) {
  const tree = useMemo(() => places.roots.map(nodeOf), [places]);
  return (
    <TreeSelect
      className="picker"
      aria-label={label}
      treeData={tree}
      value={value}
      placeholder={placeholder}
      showSearch={{ treeNodeFilterProp: "title" }}
      allowClear
      popupMatchSelectWidth={280}
      onChange={(code: string | undefined) => onPick(code ?? null)}
    />
  );
}
