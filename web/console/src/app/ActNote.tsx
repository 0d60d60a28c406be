import { Alert } from "antd";

import type { Act } from "../api/act";
import { FaultNote } from "./FaultNote";

/** ActNote says why a change was refused or failed. */
export function ActNote({ act }: { act: Act }) {
  if (act.error) return <FaultNote error={act.error} />;
  return <>{act.refusals.map((r) => <Alert key={r.code + r.message} role="alert" type="warning" showIcon className="fault" title={r.message} />)}</>;
}
