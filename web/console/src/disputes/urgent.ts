/** What is needed of a dispute to tell how urgent it is. */
export interface Waiting {
  status: string;
  riskLevel: string;
  createdAt: string;
  assignments: readonly { part: string; status: string; expiresAt?: string | null }[];
}

/**
 * byUrgency orders what waits: first what a person must assess, then what nobody was asked for, high risk before the
 * rest and the oldest first, then offers by the time their answer is due.
 */
export function byUrgency<D extends Waiting>(all: readonly D[]): D[] {
  const rank = (d: Waiting): readonly [number, number, string] => {
    const due = d.assignments.find((a) => a.part === "LEAD" && a.status === "OFFERED")?.expiresAt;
    if (d.status === "ASSESSING") return [0, 0, d.createdAt];
    if (!due) return [1, d.riskLevel === "HIGH" ? 0 : 1, d.createdAt];
    return [2, 0, due];
  };
  return [...all].sort((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    return x[0] - y[0] || x[1] - y[1] || Date.parse(x[2]) - Date.parse(y[2]);
  });
}
