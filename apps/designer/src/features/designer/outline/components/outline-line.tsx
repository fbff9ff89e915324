import { IconChevronRight } from '@tabler/icons-react';
import { memo } from 'react';
import { evidenceWords } from '../../../../shared/canvas/evidence-words';
import type { StepEvidence } from '../../../../shared/canvas/step-view';
import { useNow } from '../../../../shared/lib/use-now';
import { ConnectorMark } from '../../../../shared/ui/connector-mark';
import { connectorOf } from '../../../../shared/lib/connector-catalog';
import { useEditor, useEditorState } from '../../model/editor-context';
import { strings } from '../../strings';
import type { OutlineRow } from '../model/outline-rows';

interface OutlineLineProps {
  readonly row: OutlineRow;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly problemCount: number;
  /** How far its test holds; null where nobody has tested yet. */
  readonly evidence: StepEvidence | null;
  onChoose(): void;
  onToggle(): void;
}

export const OutlineLine = memo(function OutlineLine(props: OutlineLineProps) {
  const { row, isActive, isSelected, problemCount, evidence, onChoose, onToggle } = props;
  const { openStep } = useEditor();
  const { key, level, position, siblings, canOpen, isOpen, label, detail, stepId } = row;
  return (
    <li
      role="treeitem"
      data-key={key}
      tabIndex={isActive ? 0 : -1}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={isSelected}
      {...(canOpen && { 'aria-expanded': isOpen })}
      className={`ps-outline__line${stepId === null ? ' ps-outline__line--branch' : ''}`}
      style={{ paddingLeft: 6 + (level - 1) * 14 }}
      onClick={onChoose}
      onDoubleClick={() => stepId !== null && openStep(stepId)}
    >
      {canOpen ? (
        <IconChevronRight
          size={14}
          aria-hidden
          className={isOpen ? 'ps-outline__arrow ps-outline__arrow--open' : 'ps-outline__arrow'}
          onClick={(event) => {
            event.stopPropagation();
            onToggle();
          }}
        />
      ) : (
        <span className="ps-outline__arrow" />
      )}
      {stepId !== null && <StepMark stepId={stepId} />}
      <span className="ps-ellipsis">{label}</span>
      {detail !== '' && <span className="ps-meta ps-ellipsis">{detail}</span>}
      {evidence !== null && <EvidenceWords evidence={evidence} />}
      {problemCount > 0 && <span className="ps-outline__problems">{strings.outline.problems(problemCount)}</span>}
    </li>
  );
});

function EvidenceWords({ evidence }: { readonly evidence: StepEvidence }) {
  const now = useNow();
  return <span className="ps-meta ps-ellipsis">{evidenceWords(evidence, now)}</span>;
}

function StepMark({ stepId }: { readonly stepId: string }) {
  const { connectors } = useEditor();
  const step = useEditorState((state) => state.flow.steps[stepId]);
  const trigger = useEditorState((state) => state.flow.trigger.connector);
  const connector = step ? (step.kind === 'action' ? step.connector : null) : trigger;
  return (
    <span className="ps-outline__mark" aria-hidden>
      <ConnectorMark
        mark={connector === null ? undefined : connectorOf(connectors, connector)?.mark}
        kind={step?.kind ?? 'trigger'}
        size={15}
      />
    </span>
  );
}
