import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { useAnswer } from "../api/answer";
import { FaultNote } from "../app/FaultNote";
import type { DisputeRowFragment, DisputeStatus } from "../gql/graphql";
import { DisputesDocument } from "../gql/graphql";
import { disputes } from "../words/disputes";
import { fill, useLocale, useWords } from "../words/locale";
import { disputeStatuses } from "../words/matters";
import { nameOf } from "../words/roles";
import type { Filter } from "./filter";
import { apiFilter } from "./filter";
import { Due, liveLead } from "./lead";
import { RiskTag } from "./RiskTag";

/** The board shows what is unfinished unless states are picked: the finished would crowd it out. */
const unfinished: readonly DisputeStatus[] = ["REGISTERED", "ASSESSING", "AWAITING_MATCH", "AWAITING_CHOICE", "AWAITING_ACCEPTANCE", "MEDIATING"];

/** boardFilter is what the board shows of a filter. */
export function boardFilter(filter: Filter): Filter {
  return filter.statuses.length > 0 ? filter : { ...filter, statuses: [...unfinished] };
}

/** Board shows disputes in a column for each state, each with its own count. */
export function Board({ filter, version }: { filter: Filter; version: number }) {
  const words = useWords(disputes);
  return (
    <div className="board" role="region" aria-label={words.board} tabIndex={0}>
      {boardFilter(filter).statuses.map((status) => <Column key={status} status={status} filter={filter} version={version} />)}
    </div>
  );
}

const step = 20;

function Column({ status, filter, version }: { status: DisputeStatus; filter: Filter; version: number }) {
  const words = useWords(disputes);
  const { locale } = useLocale();
  const [first, setFirst] = useState(step);
  const { data, error } = useAnswer(DisputesDocument, { first, filter: apiFilter({ ...filter, statuses: [status] }) }, 0, version, 20);
  const found = data?.disputes;
  const left = (found?.totalCount ?? 0) - (found?.nodes.length ?? 0);
  return (
    <section className="column">
      <h2>{nameOf(disputeStatuses, status, locale)} {found && <span className="numeric">{found.totalCount.toLocaleString("en")}</span>}</h2>
      {error && <FaultNote error={error} />}
      {found?.nodes.map((row) => <Slip key={row.id} row={row} />)}
      {left > 0 && first < 100 && <Button type="text" size="small" onClick={() => setFirst(Math.min(first + step, 100))}>{fill(words.moreInColumn, { n: left.toLocaleString("en") })}</Button>}
    </section>
  );
}

function Slip({ row }: { row: DisputeRowFragment }) {
  const lead = liveLead(row);
  return (
    <Link className={`slip slip-${row.riskLevel}`} to={`/disputes/${encodeURIComponent(row.id)}`}>
      <span className="slip-type">{row.disputeType.name}{row.riskLevel !== "LOW" && <RiskTag level={row.riskLevel} />}</span>
      <span className="slip-place">{row.region.name} <span className="numeric">{row.number.slice(row.number.indexOf("-") + 1)}</span></span>
      {lead && <span className="slip-foot"><b>{lead.mediator.name}</b><Due row={row} /></span>}
    </Link>
  );
}
