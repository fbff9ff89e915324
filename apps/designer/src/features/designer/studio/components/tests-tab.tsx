import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useNow } from '../../../../shared/lib/use-now';
import { withRecordAsTest, type NoTest } from '../model/mapping-tests';
import { useStudio } from '../model/studio-context';
import { useTestResults } from '../model/test-results';
import { testStrings as strings } from '../test-strings';
import { TestRow } from './test-row';

/** Records kept with what the mapping must make of them, run at each change. */
export function TestsTab() {
  const results = useTestResults();
  return (
    <div className="ps-tests">
      <KeepAsTest />
      {results.length === 0 && <p className="ps-meta">{strings.none}</p>}
      <ul className="ps-tests__list">
        {results.map((result) => (
          <TestRow key={result.id} result={result} />
        ))}
      </ul>
    </div>
  );
}

/** Keeps the record that is looked at. */
function KeepAsTest() {
  const { model, store } = useStudio();
  const { record, mapping } = model;
  const [typed, setTyped] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<NoTest | null>(null);
  const now = useNow();
  const name = (typed ?? record.title).trim();
  const keep = (event: FormEvent): void => {
    event.preventDefault();
    const kept = withRecordAsTest({ mapping, record, name, now });
    setRefusal(kept.ok ? null : kept.error);
    if (!kept.ok) return;
    model.edit(kept.value, strings.keepLabel(name));
    store.getState().set({ said: strings.kept(name) });
    setTyped(null);
  };
  return (
    <>
      <form className="ps-tests__new" onSubmit={keep}>
        <TextInput
          w={280}
          aria-label={strings.name}
          value={typed ?? record.title}
          maxLength={120}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={name === ''}>
          {strings.keep}
        </Button>
        <span className="ps-meta">{strings.help}</span>
      </form>
      {refusal && (
        <div className="ps-notice ps-notice--failed" role="alert">
          {strings.why(refusal)}
        </div>
      )}
    </>
  );
}
