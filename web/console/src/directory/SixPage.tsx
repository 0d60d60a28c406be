import { Select, Skeleton, Switch } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";

import { useAnswer } from "../api/answer";
import { FaultNote } from "../app/FaultNote";
import { VillagesDocument } from "../gql/graphql";
import { usePlaces } from "../intake/places";
import { SixMembers } from "../people/SixMembers";
import { six } from "../words/intake";
import { fill, useLocale, useWords } from "../words/locale";
import { nameOf, roles, sixRoles } from "../words/roles";

/** SixPage shows the six members of every village of a town, and where a seat is vacant. */
export default function SixPage() {
  const words = useWords(six);
  const { locale } = useLocale();
  const places = usePlaces();
  const [params, setParams] = useSearchParams();
  const [onlyGaps, setOnlyGaps] = useState(false);
  const village = params.get("village");
  const town = params.get("town") ?? village?.slice(0, 9) ?? places.roots[0]?.code ?? null;
  const { data, error, pending } = useAnswer(VillagesDocument, town ? { town } : null);
  const rows = (data?.regions ?? []).map((r) => ({ ...r, gaps: r.sixMembers.filter((s) => s.holders.length === 0).length }));
  const shown = onlyGaps ? rows.filter((r) => r.gaps > 0) : rows;
  return (
    <div className="six-page">
      <header className="six-page-head">
        <h1>{words.pageTitle}</h1>
        <Select aria-label={words.town} value={town ?? undefined} loading={town === null} onChange={(code: string) => setParams({ town: code })} options={places.roots.map((t) => ({ value: t.code, label: t.name }))} popupMatchSelectWidth={false} />
        <label className="only-gaps"><Switch size="small" checked={onlyGaps} onChange={setOnlyGaps} aria-label={words.onlyGaps} /> {words.onlyGaps}</label>
        <span className="hint numeric">{fill(words.summary, { villages: rows.length, gaps: rows.reduce((n, r) => n + r.gaps, 0) })}</span>
      </header>
      {error && <FaultNote error={error} />}
      {village && <SixMembers village={village} />}
      {!data && pending ? <Skeleton active paragraph={{ rows: 10 }} /> : (
        <div className="matrix-box" tabIndex={0} role="region" aria-label={words.pageTitle}>
          <table className="matrix">
            <thead>
              <tr><th scope="col">{words.village}</th>{sixRoles.map((r) => <th key={r} scope="col">{nameOf(roles, r, locale)}</th>)}</tr>
            </thead>
            <tbody>
              {shown.map((r) => (
                <tr key={r.code} className={r.code === village ? "picked" : undefined}>
                  <th scope="row"><button type="button" className="link" onClick={() => setParams({ town: town ?? "", village: r.code })}>{r.name}</button></th>
                  {sixRoles.map((role) => {
                    const holders = r.sixMembers.find((s) => s.role === role)?.holders ?? [];
                    return (
                      <td key={role} className={holders.length === 0 ? "vacant" : undefined}>
                        {holders.length === 0 ? words.gap : holders.map((h) => <Link key={h.mediator.id} to={`/people/${encodeURIComponent(h.mediator.id)}`}>{h.mediator.name}</Link>)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="hint">{words.hint}</p>
      <p className="hint">{words.note}</p>
    </div>
  );
}
