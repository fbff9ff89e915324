import type { ConditionLine } from '@penstock/contracts';
import { IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import { whySources, whyWords } from '../model/why-words';
import { strings } from '../strings';

/** Which values a condition compared and how each comparison came out, as it was recorded when the run went by. */
export function StepWhy({ lines }: { readonly lines: readonly ConditionLine[] }) {
  return (
    <section aria-label={strings.why}>
      <div className="ps-meta" title={strings.whyHelp}>
        {strings.why}
      </div>
      <ul className="ps-why">
        {lines.map((line, index) => (
          <li key={index} style={{ paddingLeft: line.depth * indentPx }} title={whySources(line)}>
            <Answer holds={line.holds} />
            <span>
              {line.case !== undefined && line.depth === 0 && <span className="ps-dimmed">{strings.caseOf(line.case)} </span>}
              {whyWords(line)}
              <span className="ps-dimmed"> → {strings.answers[String(line.holds)]}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const indentPx = 20;

function Answer({ holds }: Pick<ConditionLine, 'holds'>) {
  if (holds === null) return <IconHelpCircle size={16} aria-hidden className="ps-status--attention" />;
  return holds ? (
    <IconCircleCheck size={16} aria-hidden className="ps-status--succeeded" />
  ) : (
    <IconCircleX size={16} aria-hidden className="ps-status--cancelled" />
  );
}
