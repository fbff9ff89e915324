import { Button } from '@mantine/core';
import type { FailureExplanation as Explanation, FailureView } from '@penstock/contracts';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/api-context';
import { failureExplanationQuery } from '../api/assist-queries';
import { ProblemNotice, RowsSkeleton } from './notices';

const words = {
  explain: 'Explain',
  explanation: 'Explanation',
  notInCatalogue: (code: string) => `The catalogues of this release say nothing more about ${code}.`,
  byItself: 'What happens by itself:',
  saidBy: 'In',
  cause: 'Why it happens',
  forTheMoney: 'For the money:',
  whatToDo: 'What to do',
};

type Failure = Pick<FailureView, 'code' | 'class'>;

/** Why such failures happen and what follows, out of the catalogues; nobody is asked. */
export function FailureExplanation({ code, class: failureClass }: Failure) {
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <>
      <div>
        <Button variant="default" size="compact-xs" aria-expanded={isOpen} onClick={toggle}>
          {words.explain}
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
    <section className="ps-explanation" aria-label={words.explanation}>
      {data.meanings.length === 0 && <p>{words.notInCatalogue(data.code)}</p>}
      {data.meanings.map((meaning) => (
        <Meaning key={`${meaning.connector} ${meaning.cause}`} meaning={meaning} isNamed={data.meanings.length > 1} />
      ))}
      {data.next !== null && (
        <p>
          <span className="ps-dimmed">{words.byItself}</span> {data.next}
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
    {isNamed && connector !== null && <Line term={words.saidBy} text={connector} />}
    <Line term={words.cause} text={cause} />
    {money !== null && <Line term={words.forTheMoney} text={money} />}
    <Line term={words.whatToDo} text={remedy} />
  </dl>
);

const Line = ({ term, text }: { readonly term: string; readonly text: string }) => (
  <div>
    <dt className="ps-dimmed">{term}</dt>
    <dd>{text}</dd>
  </div>
);
