import { Table } from "antd";
import type { TableColumnsType } from "antd";
import { Link } from "react-router";

import type { DisputeRowFragment } from "../gql/graphql";
import { moment } from "../people/format";
import { disputes } from "../words/disputes";
import { useLocale, useWords } from "../words/locale";
import { Due, liveLead } from "./lead";
import { RiskTag, StatusTag } from "./RiskTag";

/** DisputeTable lists disputes one a line. */
export function DisputeTable({ rows, placeName }: { rows: readonly DisputeRowFragment[]; placeName: (code: string) => string }) {
  const words = useWords(disputes);
  const { locale } = useLocale();
  const columns: TableColumnsType<DisputeRowFragment> = [
    { title: words.number, key: "number", responsive: ["md"], render: (_, row) => <Link className="numeric nowrap" to={`/disputes/${encodeURIComponent(row.id)}`}>{row.number}</Link> },
    { title: words.status, key: "status", render: (_, row) => <StatusTag status={row.status} /> },
    { title: words.type, key: "type", render: (_, row) => <>{row.disputeType.name}<span className="only-phone"><Link className="numeric nowrap" to={`/disputes/${encodeURIComponent(row.id)}`}>{row.number}</Link> {row.region.name}</span></> },
    { title: words.risk, key: "risk", render: (_, row) => <RiskTag level={row.riskLevel} /> },
    { title: words.place, key: "place", responsive: ["md"], render: (_, row) => placeName(row.region.code) === row.region.code ? row.region.name : placeName(row.region.code) },
    { title: words.mediator, key: "mediator", responsive: ["md"], render: (_, row) => liveLead(row)?.mediator.name ?? "—" },
    { title: words.due, key: "due", responsive: ["md"], render: (_, row) => <Due row={row} /> },
    { title: words.registered, key: "createdAt", responsive: ["md"], render: (_, row) => <span className="numeric nowrap">{moment(row.createdAt, locale)}</span> },
  ];
  return <Table<DisputeRowFragment> size="small" rowKey="id" columns={columns} dataSource={[...rows]} pagination={false} />;
}
