import { ActionIcon, Button } from '@mantine/core';
import { acceptDifference, expectationOf, type MappingTest, type MappingTestResult } from '@penstock/mapping';
import { IconCircleCheck, IconCircleX, IconTrash } from '@tabler/icons-react';
import { savedRecordId, shownJson, withoutTest, withTest } from '../model/mapping-tests';
import { useStudio } from '../model/studio-context';
import { testStrings as strings } from '../test-strings';

/** One test: whether it passes, where not, and the ways to agree with what the mapping makes now. */
export function TestRow({ result }: { readonly result: MappingTestResult }) {
  const { model, store } = useStudio();
  const { id, name, passed, outcome } = result;
  const test = model.mapping.tests?.[id];
  const SignIcon = passed ? IconCircleCheck : IconCircleX;
  const expectation = passed ? undefined : expectationOf(outcome);
  const accept = (next: MappingTest): void => model.edit(withTest(model.mapping, id, next), strings.acceptLabel(name));
  if (!test) return null;
  return (
    <li className="ps-tests__item">
      <div className="ps-tests__head">
        <span className={passed ? 'ps-tests__sign ps-tests__sign--passed' : 'ps-tests__sign ps-tests__sign--failed'}>
          <SignIcon size={15} aria-hidden /> {passed ? strings.passed : strings.failed}
        </span>
        <span className="ps-ellipsis">{name}</span>
        <span className="ps-topbar__spacer" />
        {expectation && (
          <Button variant="light" size="compact-xs" onClick={() => accept({ ...test, expect: expectation })}>
            {strings.acceptAll}
          </Button>
        )}
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          onClick={() => store.getState().set({ recordId: savedRecordId(id) })}
        >
          {strings.show}
        </Button>
        <ActionIcon
          size={22}
          aria-label={strings.remove(name)}
          onClick={() => model.edit(withoutTest(model.mapping, id), strings.removeLabel(name))}
        >
          <IconTrash size={14} />
        </ActionIcon>
      </div>
      {!passed && <Difference result={result} test={test} onAccept={accept} />}
    </li>
  );
}

interface DifferenceProps {
  readonly result: MappingTestResult;
  readonly test: MappingTest;
  onAccept(test: MappingTest): void;
}

function Difference({ result, test, onAccept }: DifferenceProps) {
  const { name, outcome, differences } = result;
  if (outcome.kind === 'not-runnable') return <Words lead={strings.notRunnable} lines={[outcome.message]} />;
  if (outcome.kind === 'refused') {
    const lines = outcome.errors.map(({ path, message, hint }) => `${strings.refusedPlace(path)}: ${message} ${hint}`);
    return <Words lead={'refused' in test.expect ? strings.otherRefusal : strings.refused} lines={lines} />;
  }
  if (differences.length === 0) return <Words lead={strings.notRefused} lines={[]} />;
  return (
    <table className="ps-suggest" aria-label={strings.differences(name)}>
      <thead>
        <tr>
          {strings.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {differences.map((difference) => {
          const field = difference.path || strings.whole;
          return (
            <tr key={difference.path}>
              <td className="ps-mono">{field}</td>
              <td className="ps-mono ps-tests__expected">{shownJson(difference.before)}</td>
              <td className="ps-mono">{shownJson(difference.after)}</td>
              <td className="ps-suggest__buttons">
                <Button
                  variant="subtle"
                  size="compact-xs"
                  aria-label={strings.acceptOne(field, name)}
                  onClick={() => onAccept(acceptDifference(test, difference))}
                >
                  {strings.acceptOneShort}
                </Button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const Words = ({ lead, lines }: { readonly lead: string; readonly lines: readonly string[] }) => (
  <div className="ps-tests__words">
    {lead}
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </div>
);
