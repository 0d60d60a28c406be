import { Button, Input, Popover } from "antd";
import { useState } from "react";

import { isComposing } from "../app/composition";
import { disputes } from "../words/disputes";
import { fill, useWords } from "../words/locale";
import type { CommonName, Filter, Saved } from "./filter";
import { common, same, savedFilters, saveFilters } from "./filter";

interface SavedFiltersProps {
  filter: Filter;
  onPick: (filter: Filter) => void;
}

/** SavedFilters are the common filters and those a clerk saved. */
export function SavedFilters({ filter, onPick }: SavedFiltersProps) {
  const words = useWords(disputes);
  const [saved, setSaved] = useState<Saved[]>(() => savedFilters(window.localStorage));
  const [name, setName] = useState("");
  const keep = (next: Saved[]) => {
    saveFilters(window.localStorage, next);
    setSaved(next);
  };
  const save = () => {
    if (name.trim() === "") return;
    keep([...saved.filter((s) => s.name !== name.trim()), { name: name.trim(), filter }]);
    setName("");
  };
  const isKnown = Object.values(common).some((c) => same(c, filter)) || saved.some((s) => same(s.filter, filter));
  return (
    <div className="saved-filters">
      {(Object.keys(common) as CommonName[]).map((key) => (
        <button key={key} type="button" className="pill" aria-pressed={same(common[key], filter)} onClick={() => onPick({ ...common[key], statuses: [...common[key].statuses], risks: [...common[key].risks] })}>{words[key]}</button>
      ))}
      {saved.map((s) => (
        <span key={s.name} className="pill-group">
          <button type="button" className="pill" aria-pressed={same(s.filter, filter)} onClick={() => onPick(s.filter)}>★ {s.name}</button>
          <button type="button" className="pill-drop" aria-label={fill(words.removeFilter, { name: s.name })} onClick={() => keep(saved.filter((x) => x !== s))}>×</button>
        </span>
      ))}
      {!isKnown && (
        <Popover
          trigger="click"
          content={
            <span className="save-filter">
              <Input aria-label={words.saveName} placeholder={words.saveName} value={name} maxLength={20} onChange={(event) => setName(event.target.value)} onKeyDown={(event) => event.key === "Enter" && !isComposing(event) && save()} />
              <Button type="primary" onClick={save}>{words.saveFilter}</Button>
            </span>
          }
        >
          <Button size="small" type="link">+ {words.saveFilter}</Button>
        </Popover>
      )}
    </div>
  );
}
