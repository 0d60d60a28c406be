import { useState } from "react";

import { useAnswer } from "../api/answer";
import { FaultNote } from "../app/FaultNote";
import { useShortcut } from "../app/shortcut";
import type { MatchMediatorsInput } from "../gql/graphql";
import { ExplainDocument } from "../gql/graphql";
import { Contributions } from "../people/Contributions";
import { PersonSearch } from "../people/PersonSearch";
import { intake } from "../words/intake";
import { fill, useLocale, useWords } from "../words/locale";

/** WhyNot answers "why not this person?" with every reason and with what would change it. */
export function WhyNot({ question }: { question: MatchMediatorsInput }) {
  const words = useWords(intake);
  const { locale } = useLocale();
  const [person, setPerson] = useState<{ id: string; name: string } | null>(null);
  useShortcut("alt+y", () => document.getElementById("why-not")?.focus());
  const answer = useAnswer(ExplainDocument, person ? { input: question, mediatorId: person.id, locale: locale === "zh" ? "ZH_CN" : "EN" } : null);
  const explained = answer.data?.explainMediator;
  return (
    <section className="why-not">
      <label htmlFor="why-not">{words.whyNot}</label>
      <PersonSearch id="why-not" label={words.whyNot} placeholder={words.whyNotHint} onPick={(id, name) => setPerson({ id, name })} />
      {answer.error && <FaultNote error={answer.error} />}
      {person && explained && (
        <div className="explained" aria-live="polite">
          {explained.candidate ? (
            <>
              <p>{fill(words.isListed, { name: person.name, rank: explained.candidate.rank })}</p>
              <Contributions all={explained.candidate.contributions} />
            </>
          ) : (
            <>
              <p>{fill(words.excluded, { name: person.name })}</p>
              <ul className="exclusions">{explained.exclusions.map((e) => <li key={e.code}>{e.message}</li>)}</ul>
              <p className="would-change">
                {words.wouldChange}
                {explained.whatWouldChange.length > 0 ? explained.whatWouldChange.map((w) => w.message).join(locale === "zh" ? "；" : "; ") : words.nothingChanges}
              </p>
            </>
          )}
        </div>
      )}
    </section>
  );
}
