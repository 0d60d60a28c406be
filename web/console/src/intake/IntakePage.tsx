import { App, Button } from "antd";
import { lazy, startTransition, Suspense, useCallback, useContext, useEffect, useMemo, useState } from "react";

import { useAnswer } from "../api/answer";
import { credential } from "../api/session";
import { useShortcut } from "../app/shortcut";
import { TourContext } from "../app/tour";
import { useViewer } from "../app/viewer";
import type { CandidateFragment } from "../gql/graphql";
import { ListenDocument } from "../gql/graphql";
import { askedBefore, leadOf, useDispute } from "../disputes/useDispute";
import { copy, invitationText } from "../people/wechat";
import { app } from "../words/app";
import { card, intake } from "../words/intake";
import { fill, useLocale, useWords } from "../words/locale";
import { risks } from "../words/matters";
import { nameOf } from "../words/roles";
import { Alike } from "./Alike";
import { isUntouched, questionOf, saysSomething } from "./draft";
import { Narrative } from "./Narrative";
import { Desk } from "./Desk";
import { OfferDialog } from "./OfferDialog";
import { usePlaces } from "./places";
import { Registered } from "./Registered";
import { Results } from "./Results";
import { placeHeard, Understanding } from "./Understanding";
import { useDraft } from "./useDraft";
import { useOffer } from "./useOffer";

const IntakeTour = lazy(() => import("./IntakeTour"));

/** Milliseconds after the last key until the text is asked about. */
const pause = 80;
const shown = 8;
/** A text shorter than this is like many others. */
const shortestStory = 8;

/** IntakePage takes a matter in: the words on one side, the people and the reasons on the other. */
export function IntakePage() {
  const words = useWords(intake);
  const common = useWords(app);
  const cards = useWords(card);
  const { locale } = useLocale();
  const { message, modal } = App.useApp();
  const viewer = useViewer();
  const places = usePlaces();
  const tour = useContext(TourContext);
  const { draft, change, reset } = useDraft();
  const [composing, setComposing] = useState(false);
  const [pick, setPick] = useState<string | null>(null);
  const detail = useDispute(draft.disputeId);
  const excluded = useMemo(() => [...new Set([...draft.excluded, ...askedBefore(detail.dispute)])], [draft.excluded, detail.dispute]);
  const [heardPlace, setHeardPlace] = useState<string | null>(null);
  const question = useMemo(() => questionOf({ ...draft, excluded, region: draft.region ?? heardPlace }), [draft, excluded, heardPlace]);
  const asked = saysSomething(draft) ? { text: draft.text, input: question, first: shown, locale: locale === "zh" ? ("ZH_CN" as const) : ("EN" as const) } : null;
  const steady = useSteady(asked, composing);
  const answer = useAnswer(ListenDocument, steady, pause);
  const heard = answer.data?.classifyDispute;
  const named = placeHeard(heard)?.code ?? null;
  if (asked !== null && named !== heardPlace) setHeardPlace(named); // the people are asked for again, near the place
  const candidates = answer.data?.matchMediators.candidates ?? [];
  const chosen = candidates.find((c) => c.mediator.id === pick) ?? candidates[0] ?? null;
  const place = draft.region ?? named;
  const offer = useOffer({ draft, change, heard, region: place ?? viewer.region?.code ?? "", reload: detail.reload });
  const warm = useIdle();
  const lead = leadOf(detail.dispute);
  const mayOffer = lead === null && asked !== null && !detail.dispute?.needsConfirmation;

  const fresh = useCallback(() => {
    const start = () => { reset(); setPick(null); document.getElementById("narrative")?.focus(); };
    if (isUntouched(draft) || draft.disputeId) start();
    else void modal.confirm({ title: words.freshSure, okText: words.fresh, cancelText: common.cancel, onOk: start });
  }, [draft, reset, modal, words, common]);
  const move = (step: number) => {
    const at = candidates.findIndex((c) => c === chosen);
    const next = candidates[at + step];
    if (next) setPick(next.mediator.id);
  };
  const copyFor = async (candidate: CandidateFragment) => {
    const risk = draft.riskLevel ?? heard?.riskLevel;
    const text = invitationText({
      mediator: candidate.mediator.name,
      typeName: answer.data?.matchMediators.disputeType?.name ?? null,
      placeName: place ? places.fullName(place) : null,
      riskName: risk === "HIGH" || risk === "MEDIUM" ? nameOf(risks, risk, locale) : null,
      centre: locale === "zh" && viewer.region ? `${viewer.region.name}综治中心` : common.centre,
      phone: null, number: draft.disputeNumber,
    }, locale);
    if (await copy(text)) void message.success(cards.copied);
    else void message.warning(cards.copyFailed);
  };

  useShortcut("alt+ArrowDown", () => move(1), !offer.open);
  useShortcut("alt+ArrowUp", () => move(-1), !offer.open);
  useShortcut("ctrl+Enter", () => chosen && mayOffer && offer.begin(chosen), !offer.open);
  useShortcut("alt+c", () => chosen && void copyFor(chosen));
  useShortcut("alt+p", () => window.print());
  useShortcut("alt+n", fresh);

  return (
    <div className="intake">
      <div className="intake-left">
        <Narrative text={draft.text} locked={draft.disputeId !== null} onText={(text) => change({ text })} onComposing={setComposing} demo={credential() === null} />
        <Alike
          question={draft.disputeId === null && steady !== null && steady.text.trim().length >= shortestStory ? { text: steady.text, regionCode: place, disputeType: draft.disputeType, locale: steady.locale } : null}
          dismissed={draft.dismissed} onDismiss={(dismissed) => change({ dismissed })}
        />
        <Registered draft={draft} detail={detail} next={chosen} onOffer={offer.begin} heard={heard} placeName={place ? places.fullName(place) : null} chosen={chosen} />
        {draft.disputeId === null && (asked !== null || warm) && <Understanding hidden={asked === null} draft={draft} heard={heard} typeName={answer.data?.matchMediators.disputeType?.name ?? null} places={places} homeName={viewer.region?.name ?? ""} onChange={change} />}
        <div className="intake-actions">
          {draft.disputeId === null && asked !== null && <Button onClick={() => offer.begin(null)}>{offer.words.registerOnly}</Button>}
          {!isUntouched(draft) && <Button type={draft.disputeId ? "default" : "text"} onClick={fresh}>{words.fresh} <kbd>Alt N</kbd></Button>}
        </div>
      </div>
      {asked === null ? (
        <Desk />
      ) : (
        <Results
          answer={answer} question={question} place={place} places={places}
          matter={detail.dispute && !detail.dispute.needsAssessment && !detail.dispute.needsConfirmation ? { disputeId: detail.dispute.id, asked: askedBefore(detail.dispute), reload: detail.reload } : null}
          chosen={chosen?.mediator.id ?? null} onChoose={setPick}
          onOffer={mayOffer ? offer.begin : undefined} onCopy={(c) => void copyFor(c)}
          excluded={draft.excluded.length} onSkip={(id) => change({ excluded: [...draft.excluded, id] })} onRestore={() => change({ excluded: [] })}
        />
      )}
      {offer.open && (
        <OfferDialog
          name={offer.candidate?.mediator.name ?? null} draft={draft} act={offer.act}
          high={detail.dispute ? detail.dispute.needsAssessment : (draft.riskLevel ?? heard?.riskLevel) === "HIGH"} riskWords={heard?.riskTerms ?? []}
          hasPlace={place !== null || (viewer.region?.code.length ?? 0) >= 6}
          onChange={change} onConfirm={(assessment) => void offer.confirm(assessment)} onClose={offer.close}
        />
      )}
      {tour.open && <Suspense fallback={null}><IntakeTour onClose={tour.close} onExample={(text) => draft.text === "" && change({ text: fill(text, {}) })} /></Suspense>}
    </div>
  );
}

/**
 * useIdle is true a moment after the page is usable: what will be needed at the first key is made then, because making
 * its many widgets while somebody types would be felt.
 */
function useIdle(): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => startTransition(() => setIdle(true)), 250);
    return () => window.clearTimeout(timer);
  }, []);
  return idle;
}

/** useSteady holds the last value back while an input method composes: half-typed pinyin is not a statement. */
function useSteady<T>(value: T, composing: boolean): T {
  const [steady, setSteady] = useState(value);
  if (!composing && JSON.stringify(steady) !== JSON.stringify(value)) setSteady(value);
  return steady;
}
