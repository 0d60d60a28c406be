import { Button, Segmented, Select, Skeleton } from "antd";
import { useEffect, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { useClient } from "urql";

import { useAnswer } from "../api/answer";
import { FaultNote } from "../app/FaultNote";
import type { DisputeRowFragment, DisputeStatus, RiskLevel } from "../gql/graphql";
import { DisputesDocument, OfferNewsDocument } from "../gql/graphql";
import { usePlaces } from "../intake/places";
import { useNews } from "../live/news";
import { disputes } from "../words/disputes";
import { fill, useLocale, useWords } from "../words/locale";
import { disputeStatuses, risks } from "../words/matters";
import { nameOf } from "../words/roles";
import { Board, boardFilter } from "./Board";
import { DisputeTable } from "./DisputeTable";
import type { Filter } from "./filter";
import { apiFilter, filterFrom, filterParams } from "./filter";
import { SavedFilters } from "./SavedFilters";

type View = "table" | "board";

/** DisputesPage lists the disputes the reader may see, as a table or a board. The address holds the filter. */
export default function DisputesPage() {
  const words = useWords(disputes);
  const { locale } = useLocale();
  const client = useClient();
  const places = usePlaces();
  const [params, setParams] = useSearchParams();
  const filter = filterFrom(params);
  const view: View = params.get("view") === "board" ? "board" : "table";
  const variables = { first: view === "board" ? 1 : 30, filter: apiFilter(view === "board" ? boardFilter(filter) : filter) };
  const key = JSON.stringify(variables);
  const [news, setNews] = useState(0);
  useNews(OfferNewsDocument, {}, () => setNews((n) => n + 1));
  const { data, error, pending } = useAnswer(DisputesDocument, variables, 0, news, 20);
  const page = data?.disputes;
  const [more, setMore] = useState<{ rows: readonly DisputeRowFragment[]; next: string | null } | null>(null);
  useEffect(() => setMore(null), [key, page]);
  const next = more ? more.next : page?.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
  const rows = [...(page?.nodes ?? []), ...(more?.rows ?? [])];
  const show = (f: Filter, v: View) => {
    const changed = filterParams(f);
    if (v === "board") changed.set("view", v);
    setParams(changed, { replace: true });
  };
  const showMore = async () => {
    const result = await client.query(DisputesDocument, { ...variables, after: next }).toPromise();
    const following = result.data?.disputes;
    if (following) setMore((old) => ({ rows: [...(old?.rows ?? []), ...following.nodes], next: following.pageInfo.hasNextPage ? (following.pageInfo.endCursor ?? null) : null }));
  };
  return (
    <div className="disputes">
      <header className="disputes-head">
        <h1>{words.title}</h1>
        {page && <span className="hint numeric">{fill(words.count, { n: page.totalCount.toLocaleString("en") })}</span>}
        <Segmented<View> className="views" aria-label={words.title} value={view} onChange={(v) => show(filter, v)} options={[{ value: "table", label: words.table }, { value: "board", label: words.board }]} />
      </header>
      <SavedFilters filter={filter} onPick={(f) => show(f, view)} />
      <div className="filter-row">
        <Select<DisputeStatus[]> mode="multiple" showSearch={{ optionFilterProp: "label" }} aria-label={words.status} placeholder={words.anyStatus} value={filter.statuses} onChange={(statuses) => show({ ...filter, statuses }, view)} options={Object.keys(disputeStatuses).map((s) => ({ value: s as DisputeStatus, label: nameOf(disputeStatuses, s, locale) }))} />
        <Select<RiskLevel[]> mode="multiple" showSearch={{ optionFilterProp: "label" }} aria-label={words.risk} placeholder={words.anyRisk} value={filter.risks} onChange={(level) => show({ ...filter, risks: level }, view)} options={(["HIGH", "MEDIUM", "LOW"] as const).map((r) => ({ value: r, label: nameOf(risks, r, locale) }))} />
        <Select<string> allowClear showSearch={{ optionFilterProp: "label" }} aria-label={words.place} placeholder={words.anyPlace} {...(filter.region ? { value: filter.region } : {})} onChange={(region?: string) => show({ ...filter, region: region ?? null }, view)} options={places.roots.map((t) => ({ value: t.code, label: t.name }))} />
      </div>
      {error && <FaultNote error={error} />}
      {!page && pending && <Skeleton active paragraph={{ rows: 8 }} />}
      {page && rows.length === 0 && <div className="nobody"><p>{words.none}</p><p><Link to="/">{words.toIntake}</Link></p></div>}
      {rows.length > 0 && (view === "table" ? <DisputeTable rows={rows} placeName={places.fullName} /> : <Board filter={filter} version={news} />)}
      {next && view === "table" && <Button className="more" block onClick={() => void showMore()}>{words.more}</Button>}
    </div>
  );
}
