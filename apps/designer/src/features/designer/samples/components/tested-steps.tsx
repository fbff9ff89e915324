import { stepsInOrder } from '@penstock/flow-model';
import { formatClock } from '../../../../shared/lib/format-time';
import { useEditorState } from '../../model/editor-context';
import type { LastTest } from '../model/sample-store';
import { strings } from '../strings';

/** Which steps the test ran and which it used again, in the order of the flow. */
export function TestedSteps({ last: { reach, executed, reused } }: { readonly last: LastTest }) {
  const flow = useEditorState((state) => state.flow);
  if (reach === 'only') return null;
  const listed = stepsInOrder(flow).filter((id) => id in reused || executed.includes(id));
  return (
    <details className="ps-tested-steps">
      <summary className="ps-meta">{strings.ran(executed.length, Object.keys(reused).length)}</summary>
      <ul>
        {listed.map((id) => (
          <li key={id}>
            <span className="ps-ellipsis">{flow.steps[id]?.name}</span>
            <span className="ps-meta">{id in reused ? reusedWords(reused[id] ?? null) : strings.ranNow}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

const reusedWords = (at: string | null): string => (at === null ? strings.reusedPinned : strings.reusedFrom(formatClock(at)));
