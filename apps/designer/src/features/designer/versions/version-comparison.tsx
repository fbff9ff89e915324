import { diffFlows, marksOf, type DifferenceKind, type FlowDifference, type FlowDocument } from '@penstock/flow-model';
import { useMemo, useState } from 'react';
import { ReadonlyCanvas } from '../../../shared/canvas/readonly-canvas';
import { useEditor } from '../model/editor-context';
import { OpenFieldLink } from '../studio/components/open-field-link';
import { strings } from '../strings';

interface Side {
  readonly title: string;
  readonly document: FlowDocument;
}

interface VersionComparisonProps {
  readonly before: Side;
  readonly after: Side;
}

/** Two documents side by side, what differs marked on both, and in sentences. */
export function VersionComparison({ before, after }: VersionComparisonProps) {
  const { connectors } = useEditor();
  const [chosen, setChosen] = useState<string | null>(null);
  const differences = useMemo(() => diffFlows(before.document, after.document), [before.document, after.document]);
  const marks = useMemo(() => marksOf(differences).steps, [differences]);
  return (
    <div className="ps-comparison">
      {[before, after].map(({ title, document }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <div className="ps-comparison__canvas">
            <ReadonlyCanvas label={title} flow={document} connectors={connectors} marks={marks} selectedStepId={chosen} onChoose={setChosen} />
          </div>
        </section>
      ))}
      <DifferenceList differences={differences} chosen={chosen} onChoose={setChosen} />
    </div>
  );
}

/** Those whose path is a target of a mapping. */
const rules: ReadonlySet<DifferenceKind> = new Set(['rule-added', 'rule-changed', 'rule-removed']);

interface DifferenceListProps {
  readonly differences: readonly FlowDifference[];
  readonly chosen: string | null;
  onChoose(stepId: string | null): void;
}

function DifferenceList({ differences, chosen, onChoose }: DifferenceListProps) {
  const told = differences.filter(({ weight }) => weight !== 'layout');
  const moved = differences.length - told.length;
  return (
    <section className="ps-comparison__list" aria-label={strings.changes}>
      <h3>{strings.changesCount(told.length)}</h3>
      {told.length === 0 && <p className="ps-dimmed">{strings.noChanges}</p>}
      <ul>
        {told.map(({ kind, sentence, stepId, path }, index) => (
          <li key={index}>
            <button
              type="button"
              className="ps-plain-button"
              aria-pressed={stepId !== undefined && stepId === chosen}
              onClick={() => onChoose(stepId ?? null)}
            >
              {sentence}
            </button>
            {stepId !== undefined && path !== undefined && rules.has(kind) && <OpenFieldLink stepId={stepId} field={path} />}
          </li>
        ))}
      </ul>
      {moved > 0 && <p className="ps-meta">{strings.onlyMoved(moved)}</p>}
    </section>
  );
}
