import type { ListenQuery } from "../gql/graphql";
import { distance } from "../people/format";
import { intake } from "../words/intake";
import { fill, useLocale, useWords } from "../words/locale";

/** Ladder offers what could be relaxed when few people fit, and who would then be first. */
export function Ladder({ steps }: { steps: ListenQuery["matchMediators"]["relaxations"] }) {
  const words = useWords(intake);
  const { locale } = useLocale();
  if (steps.length === 0) return null;
  return (
    <section className="ladder">
      <h3>{words.few}</h3>
      <ol>
        {steps.map((step, index) => (
          <li key={`${step.change.code} ${index}`}>
            <span className="ladder-change">{step.change.message}</span>
            <span className="numeric">{fill(words.ladderThen, { n: step.eligible })}</span>
            {step.first && (
              <span className="hint">
                {fill(words.ladderFirst, { name: step.first.mediator.name })}
                {step.first.organization && `，${step.first.organization.name}`}
                {typeof step.first.distanceMetres === "number" && `，${distance(step.first.distanceMetres, locale)}`}
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
