import { Link } from "react-router";

import type { DisputeRowFragment, DisputeStatus } from "../gql/graphql";
import { useLocale } from "../words/locale";
import { disputeStatuses } from "../words/matters";
import { nameOf } from "../words/roles";
import { Due, liveLead } from "./lead";
import { RiskTag } from "./RiskTag";

const columns: readonly DisputeStatus[] = ["REGISTERED", "ASSESSING", "AWAITING_MATCH", "AWAITING_CHOICE", "AWAITING_ACCEPTANCE", "MEDIATING", "AGREED", "PERFORMING", "CLOSED", "TERMINATED"];

/**
 * Board shows disputes in a column for each state; states without any are left out. With more to load, counts
 * say so.
 */
export function Board({ rows, more, label }: { rows: readonly DisputeRowFragment[]; more: boolean; label: string }) {
  const { locale } = useLocale();
  return (
    <div className="board" role="region" aria-label={label} tabIndex={0}>
      {columns.map((status) => {
        const here = rows.filter((r) => r.status === status);
        if (here.length === 0) return null;
        return (
          <section key={status} className="column">
            <h2>{nameOf(disputeStatuses, status, locale)} <span className="numeric">{here.length}{more && "+"}</span></h2>
            {here.map((row) => (
              <Link key={row.id} className={`slip slip-${row.riskLevel}`} to={`/disputes/${encodeURIComponent(row.id)}`}>
                <span className="slip-type">{row.disputeType.name}{row.riskLevel !== "LOW" && <RiskTag level={row.riskLevel} />}</span>
                <span className="slip-place">{row.region.name}</span>
                <span className="slip-foot"><span className="numeric">{row.number}</span>{liveLead(row) && <b>{liveLead(row)?.mediator.name}</b>}<Due row={row} /></span>
              </Link>
            ))}
          </section>
        );
      })}
    </div>
  );
}
