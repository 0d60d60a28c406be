import { Button, Checkbox, InputNumber, Segmented, Select } from "antd";
import { useState } from "react";
import type { ReactNode } from "react";

import { RiskTag } from "../disputes/RiskTag";
import type { ListenQuery, RiskLevel } from "../gql/graphql";
import { intake } from "../words/intake";
import { fill, useLocale, useWords } from "../words/locale";
import { facets as facetNames, risks } from "../words/matters";
import { languages, nameOf } from "../words/roles";
import type { Draft } from "./draft";
import { PlacePicker } from "./PlacePicker";
import type { Places } from "./places";
import { TypePicker } from "./TypePicker";

type Heard = ListenQuery["classifyDispute"];

interface UnderstandingProps {
  hidden: boolean;
  draft: Draft;
  heard: Heard | undefined;
  /** Of the type that people are looked for. */
  typeName: string | null;
  places: Places;
  homeName: string;
  onChange: (part: Partial<Draft>) => void;
}

/** Understanding shows what was heard in the text; a person may correct each part. */
export function Understanding({ hidden, draft, heard, typeName, places, homeName, onChange }: UnderstandingProps) {
  const words = useWords(intake);
  const { locale } = useLocale();
  const best = heard?.suggestions[0];
  const place = placeHeard(heard);
  const traits = draft.facets ?? heard?.facets ?? [];
  const [open, setOpen] = useState(false);
  const risk = draft.riskLevel ?? heard?.riskLevel ?? "LOW";
  const code = draft.region ?? place?.code;
  const people = draft.headcount ?? heard?.headcount;
  return (
    <section className={open ? "heard open" : "heard"} hidden={hidden} aria-label={words.heard}>
      <button type="button" className="heard-summary" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="heard-gist">
          <b>{typeName ?? words.unsure}</b>
          <RiskTag level={risk} />
          <span>{code ? (places.byCode.get(code)?.name ?? code) : homeName}</span>
          {typeof people === "number" && <span className="numeric">{fill(words.headcount, { n: people })}</span>}
        </span>
        <span className="link">{open ? words.less : words.correct}</span>
      </button>
      <Row name={words.type} corrected={draft.disputeType !== null} onUndo={() => onChange({ disputeType: null })}
        why={draft.disputeType === null ? <TypeWhy heard={heard} onPick={(code) => onChange({ disputeType: code })} /> : null}>
        <TypePicker label={words.type} placeholder={words.unsure} value={draft.disputeType ?? best?.disputeType.code} onPick={(code) => onChange({ disputeType: code })} />
      </Row>
      <Row name={words.risk} corrected={draft.riskLevel !== null} onUndo={() => onChange({ riskLevel: null })}
        why={heard && heard.riskTerms.length > 3 ? <RiskTerms all={heard.riskTerms} /> : null}>
        <Segmented<RiskLevel>
          aria-label={words.risk}
          className={`risk risk-${draft.riskLevel ?? heard?.riskLevel ?? "LOW"}`}
          value={draft.riskLevel ?? heard?.riskLevel ?? "LOW"}
          onChange={(risk) => onChange({ riskLevel: risk })}
          options={(["LOW", "MEDIUM", "HIGH"] as const).map((r) => ({ value: r, label: nameOf(risks, r, locale) }))}
        />
        {heard && heard.riskTerms.length <= 3 && <RiskTerms all={heard.riskTerms} />}
      </Row>
      <Row name={words.place} corrected={draft.region !== null} onUndo={() => onChange({ region: null })}
        why={draft.region === null && place === null ? <span className="hint">{fill(words.noPlace, { place: homeName })}</span> : null}>
        <PlacePicker label={words.place} placeholder={words.unsure} places={places} value={draft.region ?? place?.code} onPick={(code) => onChange({ region: code })} />
      </Row>
      <Row name={words.people} corrected={draft.headcount !== null} onUndo={() => onChange({ headcount: null })}>
        <InputNumber
          aria-label={words.people} min={0} max={100000} className="short"
          value={draft.headcount ?? heard?.headcount ?? null} placeholder="—"
          onChange={(n) => onChange({ headcount: n })}
        />
        {heard?.amounts.map((n) => <span key={n} className="hint numeric">{fill(words.amount, { n: n.toLocaleString("en") })}</span>)}
      </Row>
      <Row name={words.traits} corrected={draft.facets !== null} onUndo={() => onChange({ facets: null })}>
        <Select
          mode="multiple" showSearch={{ optionFilterProp: "label" }} aria-label={words.traits} className="picker" value={[...traits]} placeholder="—"
          onChange={(next: string[]) => onChange({ facets: next })}
          options={Object.keys(facetNames).map((f) => ({ value: f, label: nameOf(facetNames, f, locale) }))}
        />
      </Row>
      <Row name={words.tongue} corrected={false}>
        <Select
          mode="multiple" showSearch={{ optionFilterProp: "label" }} aria-label={words.tongue} className="picker" value={draft.languages} placeholder={words.anyLanguage}
          onChange={(next: string[]) => onChange({ languages: next })}
          options={Object.keys(languages).map((l) => ({ value: l, label: nameOf(languages, l, locale) }))}
        />
        <Checkbox checked={draft.online} onChange={(event) => onChange({ online: event.target.checked })}>{words.online}</Checkbox>
      </Row>
    </section>
  );
}

function RiskTerms({ all }: { all: readonly string[] }) {
  return <span className="terms">{all.map((t) => <b key={t} className="term term-risk" lang="zh-CN">{t}</b>)}</span>;
}

/** placeHeard is the smallest place that the text names. */
export function placeHeard(heard: Heard | undefined): { code: string; name: string } | null {
  const found = [...(heard?.places ?? [])].sort((a, b) => b.code.length - a.code.length)[0];
  return found && found.code.length >= 9 ? found : null;
}

function TypeWhy({ heard, onPick }: { heard: Heard | undefined; onPick: (code: string) => void }) {
  const words = useWords(intake);
  const best = heard?.suggestions[0];
  if (!heard || !best) return null;
  const others = heard.suggestions.slice(1, 3);
  return (
    <span className="why">
      <span className="confidence numeric" title={`${Math.round(best.confidence * 100)}%`}>{Math.round(best.confidence * 100)}%</span>
      {best.terms.map((t) => <b key={t} className="term" lang="zh-CN">{t}</b>)}
      {others.length > 0 && words.other}
      {others.map((o) => <Button key={o.disputeType.code} type="link" size="small" onClick={() => onPick(o.disputeType.code)}>{o.disputeType.name}</Button>)}
      {heard.secondaryTypes.length > 0 && <span>{fill(words.alsoTouches, { types: heard.secondaryTypes.map((t) => t.name).join("、") })}</span>}
    </span>
  );
}

interface RowProps {
  name: string;
  corrected: boolean;
  onUndo?: () => void;
  why?: ReactNode;
  children: ReactNode;
}

function Row({ name, corrected, onUndo, why, children }: RowProps) {
  const words = useWords(intake);
  return (
    <div className="heard-row">
      <span className="heard-name">{name}</span>
      <div className="heard-value">
        {children}
        {corrected && <Button type="link" size="small" title={words.undo} aria-label={`${name}：${words.undo}`} onClick={onUndo}>↺ {words.corrected}</Button>}
      </div>
      {why && <div className="heard-why">{why}</div>}
    </div>
  );
}
