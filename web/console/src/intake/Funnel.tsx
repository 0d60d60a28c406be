import { Popover } from "antd";

import type { ListenQuery } from "../gql/graphql";
import { intake } from "../words/intake";
import { fill, useWords } from "../words/locale";

/** Funnel tells how many were considered, how many fit, and what excluded the others. */
export function Funnel({ summary }: { summary: ListenQuery["matchMediators"]["summary"] }) {
  const words = useWords(intake);
  const reasons = (
    <ul className="funnel-reasons">
      {summary.excluded.map((e) => (
        <li key={e.reason.code}>
          <span>{e.reason.message}{e.temporary && <em>{words.notNow}</em>}</span>
          <span className="numeric">{fill(words.count1, { n: e.count })}</span>
        </li>
      ))}
    </ul>
  );
  return (
    <span className="funnel numeric">
      {fill(words.funnel, { region: summary.region?.name ?? "", considered: summary.considered.toLocaleString("en"), eligible: summary.eligible.toLocaleString("en") })}
      {summary.excluded.length > 0 && (
        <Popover content={reasons} trigger="click" placement="bottomRight">
          <button type="button" className="link">{words.excludedWhy}</button>
        </Popover>
      )}
    </span>
  );
}
