import { Stack } from '@mantine/core';
import type { DryRunResult } from '@penstock/contracts';
import { Panel } from '../../../../shared/ui/page';
import { consequenceOf, outcomeOf } from '../model/plan-words';
import { strings } from '../strings';
import { EffectPlan } from './effect-plan';

/** What would happen, then what would go wrong, then what had to be assumed. */
export function DryRunResultView({ result }: { readonly result: DryRunResult }) {
  const { tone, words } = outcomeOf(result);
  const consequence = consequenceOf(result);
  return (
    <Stack gap="md" aria-live="polite">
      <div className={tone === 'succeeded' ? 'ps-notice' : `ps-notice ps-notice--${tone}`} role="status">
        <div className="ps-notice__title">{words}</div>
        {consequence.map((line) => (
          <div key={line}>{line}</div>
        ))}
      </div>
      <Panel title={strings.effects}>
        <EffectPlan effects={result.effects} steps={result.steps} />
      </Panel>
      <Notes
        title={strings.problems}
        notes={result.problems.map(({ message, remedy, isCaught }) =>
          [message, isCaught ? strings.caught : remedy].filter((part) => part !== null).join(' '),
        )}
      />
      <Notes title={strings.assumptions} notes={result.assumptions.map(({ message }) => message)} />
    </Stack>
  );
}

function Notes({ title, notes }: { readonly title: string; readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <Panel title={title}>
      <ul className="ps-panel__body" style={{ margin: 0, paddingLeft: 28 }}>
        {notes.map((note, index) => (
          <li key={index}>{note}</li>
        ))}
      </ul>
    </Panel>
  );
}
