import type { RunStep } from '@penstock/contracts';
import { durationBetween, formatDuration } from '../../../shared/lib/format-time';
import { stepStatusLooks } from '../../../shared/ui/status';
import { strings } from '../strings';

interface RunStepsProps {
  readonly steps: readonly RunStep[];
  readonly chosen: string | null;
  onChoose(stepId: string): void;
}

export function RunSteps({ steps, chosen, onChoose }: RunStepsProps) {
  return (
    <ol className="ps-run__steps">
      {steps.map((step) => (
        <li key={step.stepId} style={{ paddingLeft: depthOf(step, steps) * indentPx }}>
          <StepRow step={step} isChosen={step.stepId === chosen} onChoose={() => onChoose(step.stepId)} />
        </li>
      ))}
    </ol>
  );
}

const indentPx = 20;

/** How many loops and tries a step stands in. */
function depthOf({ parent }: RunStep, steps: readonly RunStep[]): number {
  const container = parent === undefined ? undefined : steps.find(({ stepId }) => stepId === parent);
  return container ? 1 + depthOf(container, steps) : 0;
}

function StepRow({
  step,
  isChosen,
  onChoose,
}: {
  readonly step: RunStep;
  readonly isChosen: boolean;
  onChoose(): void;
}) {
  const { icon: StatusIcon, tone, word } = stepStatusLooks[step.status];
  const took = durationBetween(step.startedAt, step.finishedAt);
  return (
    <button type="button" className="ps-run__step" aria-current={isChosen ? 'true' : undefined} onClick={onChoose}>
      <span className={`ps-status ps-status--${tone}`} title={word}>
        <StatusIcon size={16} stroke={2} aria-hidden className={step.status === 'running' ? 'ps-turning' : undefined} />
        <span className="ps-visually-hidden">{word}</span>
      </span>
      <span>
        {step.name}
        <StepNote step={step} />
        {step.attempts > 1 && !step.loop && <span className="ps-meta"> · {step.attempts} attempts</span>}
      </span>
      <span className="ps-number ps-dimmed">{took === null ? '' : formatDuration(took)}</span>
    </button>
  );
}

/** Which way it went, how many items it did, whether it was undone. */
function StepNote({ step: { port, loop, undone } }: { readonly step: RunStep }) {
  const notes = [
    ...(loop ? [strings.itemCount(loop.count, loop.failed)] : []),
    ...(undone ? [strings.undone] : []),
    ...(port === undefined ? [] : [strings.exits[port] ?? `${strings.branch} “${port}”`]),
  ];
  return notes.length > 0 && <span className="ps-meta"> · {notes.join(' · ')}</span>;
}
