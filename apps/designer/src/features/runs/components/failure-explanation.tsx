import { Button } from '@mantine/core';
import type { FailureExplanation as Explanation, FailureView } from '@penstock/contracts';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { failureExplanationQuery } from '../../../shared/api/assist-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { strings } from '../strings';

type Failure = Pick<FailureView, 'code' | 'class'>;

/** Why such failures happen and what follows, out of the catalogues; nobody is asked. */
export function FailureExplanation({ code, class: failureClass }: Failure) {
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <>
      <div>
        <Button variant="default" size="compact-xs" aria-expanded={isOpen} onClick={toggle}>
          {strings.explain}
        </Button>
      </div>
      {isOpen && <Explained code={code} class={failureClass} />}
    </>
  );
}

function Explained(failure: Failure) {
  const { data, error } = useQuery(failureExplanationQuery(useApi(), failure));
  if (error) return <ProblemNotice error={error} />;
  if (!data) return <RowsSkeleton rows={2} />;
  return (
    <section className="ps-explanation" aria-label={strings.explanation}>
      {data.meanings.length === 0 && <p>{strings.notInCatalogue(data.code)}</p>}
      {data.meanings.map((meaning) => (
        <Meaning key={`${meaning.connector} ${meaning.cause}`} meaning={meaning} isNamed={data.meanings.length > 1} />
      ))}
      {data.next !== null && (
        <p>
          <span className="ps-dimmed">{strings.byItself}</span> {data.next}
        </p>
      )}
    </section>
  );
}

interface MeaningProps {
  readonly meaning: Explanation['meanings'][number];
  /** Several connectors use the code: each says for itself. */
  readonly isNamed: boolean;
}

const Meaning = ({ meaning: { connector, cause, money, remedy }, isNamed }: MeaningProps) => (
  <dl>
    {isNamed && connector !== null && <Line term={strings.saidBy} text={connector} />}
    <Line term={strings.cause} text={cause} />
    {money !== null && <Line term={strings.forTheMoney} text={money} />}
    <Line term={strings.whatToDo} text={remedy} />
  </dl>
);

const Line = ({ term, text }: { readonly term: string; readonly text: string }) => (
  <div>
    <dt className="ps-dimmed">{term}</dt>
    <dd>{text}</dd>
  </div>
);
