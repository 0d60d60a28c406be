import { TreeSelect } from "antd";
import { useMemo } from "react";

import { useAnswer } from "../api/answer";
import { DisputeTypesDocument } from "../gql/graphql";

interface TypePickerProps {
  value: string | undefined;
  onPick: (code: string | null) => void;
  label: string;
  placeholder: string;
}

/** TypePicker chooses a dispute type from the two levels, by words or code. */
export function TypePicker({ value, onPick, label, placeholder }: TypePickerProps) {
  const { data } = useAnswer(DisputeTypesDocument, {});
  const tree = useMemo(
    () => (data?.disputeTypes ?? []).map((t) => ({
      value: t.code, title: `${t.code} ${t.name}`,
      children: t.children.map((c) => ({ value: c.code, title: `${c.code} ${c.name}` })),
    })),
    [data],
  );
  return (
    <TreeSelect
      className="picker"
      aria-label={label}
      treeData={tree}
      value={value}
      placeholder={placeholder}
      showSearch={{ treeNodeFilterProp: "title" }}
      allowClear
      popupMatchSelectWidth={320}
      onChange={(code: string | undefined) => onPick(code ?? null)}
    />
  );
}
