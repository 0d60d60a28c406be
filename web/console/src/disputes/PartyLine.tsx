import { Button, Dropdown } from "antd";
import { useState } from "react";

import { useAct } from "../api/act";
import { ActNote } from "../app/ActNote";
import type { RevealPartyMutation } from "../gql/graphql";
import { RevealPartyDocument } from "../gql/graphql";
import { disputes } from "../words/disputes";
import { useLocale, useWords } from "../words/locale";
import { sides } from "../words/matters";
import { nameOf } from "../words/roles";
import type { DisputeDetail } from "./useDispute";

type Party = DisputeDetail["parties"][number];
type Revealed = RevealPartyMutation["revealParty"]["party"];

/** PartyLine shows a party masked. Who needs the full data names a purpose, which is audited; they are not kept. */
export function PartyLine({ party }: { party: Party }) {
  const words = useWords(disputes);
  const { locale } = useLocale();
  const [run, act] = useAct();
  const [full, setFull] = useState<Revealed>(null);
  const shown = full ?? party;
  const reveal = async (purpose: string) => {
    const done = await run(RevealPartyDocument, { input: { partyId: party.id, purpose } }, (d) => d.revealParty);
    if (done?.party) setFull(done.party);
  };
  return (
    <li>
      <span className="tag tag-role">{nameOf(sides, party.side, locale)}</span>
      <b>{shown.name}</b>
      {shown.phone && <span className="numeric">{shown.phone}</span>}
      {shown.identityNumber && <span className="numeric">{shown.identityNumber}</span>}
      {full?.address && <span>{full.address}</span>}
      {party.masked && !full && (
        <Dropdown
          trigger={["click"]}
          menu={{ items: [{ key: "title", type: "group" as const, label: words.purpose, children: words.purposes.split("|").map((p) => ({ key: p, label: p, onClick: () => void reveal(p) })) }] }}
        >
          <Button size="small" type="link" loading={act.busy}>{words.reveal}</Button>
        </Dropdown>
      )}
      <ActNote act={act} />
    </li>
  );
}
