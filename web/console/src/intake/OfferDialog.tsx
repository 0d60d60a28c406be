import { Alert, Checkbox, Input, Modal } from "antd";
import { useState } from "react";

import type { Act } from "../api/act";
import { ActNote } from "../app/ActNote";
import { useShortcut } from "../app/shortcut";
import { app } from "../words/app";
import { fill, useWords } from "../words/locale";
import { sides } from "../words/matters";
import { offer } from "../words/offer";
import type { Draft, PartyDraft } from "./draft";
import type { Assessment } from "./useOffer";

interface OfferDialogProps {
  name: string | null;
  draft: Draft;
  high: boolean;
  riskWords: readonly string[];
  hasPlace: boolean;
  act: Act;
  onChange: (part: Partial<Draft>) => void;
  onConfirm: (assessment: Assessment | null) => void;
  onClose: () => void;
}

/** OfferDialog asks for what the registration still needs; Ctrl+Enter confirms, Enter alone never does. */
export function OfferDialog({ name, draft, high, riskWords, hasPlace, act, onChange, onConfirm, onClose }: OfferDialogProps) {
  const words = useWords(offer);
  const common = useWords(app);
  const [assessed, setAssessed] = useState(false);
  const [policeInformed, setPoliceInformed] = useState(false);
  const register = draft.disputeId === null;
  const ready = !act.busy && (!register || hasPlace) && (!high || name === null || assessed);
  const confirm = () => onConfirm(high && assessed ? { policeInformed } : null);
  useShortcut("ctrl+Enter", confirm, ready);
  const title = name === null ? words.registerOnly : fill(register ? words.titleRegister : words.title, { name });
  const setParty = (index: number, part: Partial<PartyDraft>) =>
    onChange({ parties: draft.parties.map((p, i) => (i === index ? { ...p, ...part } : p)) });
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={confirm}
      okText={<>{act.busy ? words.sending : name === null ? words.registerOnly : register ? words.confirm : words.confirmOffer} <kbd>Ctrl ↵</kbd></>}
      cancelText={common.cancel}
      okButtonProps={{ disabled: !ready, autoFocus: !register || !high }}
      width={560}
      className="offer-dialog"
    >
      <p>{words.intro}</p>
      {register && !hasPlace && <Alert type="warning" showIcon title={words.needPlace} />}
      {register && (
        <fieldset className="parties">
          <legend>{words.parties}</legend>
          {draft.parties.map((party, index) => (
            <PartyRow key={party.side} party={party} onChange={(part) => setParty(index, part)} />
          ))}
        </fieldset>
      )}
      {high && (
        <div className="assess">
          <p>{fill(words.assessWhy, { words: riskWords.join("、") || "—" })}</p>
          <Checkbox autoFocus checked={assessed} onChange={(event) => setAssessed(event.target.checked)}>{words.assess}</Checkbox>
          <Checkbox checked={policeInformed} onChange={(event) => setPoliceInformed(event.target.checked)}>{words.policeInformed}</Checkbox>
        </div>
      )}
      <ActNote act={act} />
    </Modal>
  );
}

function PartyRow({ party, onChange }: { party: PartyDraft; onChange: (part: Partial<PartyDraft>) => void }) {
  const words = useWords(offer);
  const side = useSide(party.side);
  return (
    <div className="party-row">
      <span>{side}</span>
      <Input aria-label={`${side} ${words.name}`} placeholder={words.name} value={party.name} maxLength={60} autoComplete="off" onChange={(event) => onChange({ name: event.target.value })} />
      <Input aria-label={`${side} ${words.phone}`} placeholder={words.phone} value={party.phone} maxLength={20} inputMode="tel" autoComplete="off" onChange={(event) => onChange({ phone: event.target.value })} />
    </div>
  );
}

function useSide(side: PartyDraft["side"]): string {
  const names = useWords(sides);
  return names[side];
}
