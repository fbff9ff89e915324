import { Button } from '@mantine/core';
import { ApiProblem } from '@penstock/api-client';
import type { FlowStep } from '@penstock/flow-model';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconLoader2, IconShieldCheck, type Icon } from '@tabler/icons-react';
import { useDeferredValue, useMemo } from 'react';
import { exitLabel, exitsOf } from '../../../../shared/canvas/exits';
import type { StepEvidenceState } from '../../../../shared/canvas/step-view';
import { useCurrentEnvironment } from '../../../../shared/api/current-environment';
import { connectorOf } from '../../../../shared/lib/connector-catalog';
import { ProblemNotice } from '../../../../shared/ui/notices';
import { JsonBlock } from '../../../../shared/ui/values';
import { useEditor, useEditorState } from '../../model/editor-context';
import { freshnessOf } from '../model/freshness';
import { useSamples } from '../model/samples-context';
import type { StepTest } from '../model/step-evidence';
import { useStartTest } from '../model/step-tests';
import { verdictWords } from '../model/test-words';
import { useKnownSamples } from '../model/use-known-samples';
import { strings } from '../strings';
import { EffectCard } from './effect-card';
import { TestedSteps } from './tested-steps';

/** What is known of a step from its last test: whether it still holds, who answered, what would have been sent. */
export function TestVerdict({ step }: { readonly step: FlowStep }) {
  const { connectors } = useEditor();
  const state = useStepState(step.id);
  const test = useSamples((samples) => samples.tests[step.id]);
  const last = useSamples(({ last: it }) => (it?.stepId === step.id ? it : null));
  const { environment } = useCurrentEnvironment();
  const side = step.kind === 'action' ? (connectorOf(connectors, step.connector)?.title ?? strings.otherSide) : strings.otherSide;
  const system = environment.kind === 'sandbox' ? side : strings.sideIn(side, environment.name);
  const look = looks[lookOf(state, test)];
  const VerdictIcon = look.icon;
  return (
    <div className="ps-verdict">
      <div className={`ps-verdict__line ps-status--${look.tone}`}>
        <VerdictIcon size={15} aria-hidden className={state === 'running' ? 'ps-turning' : undefined} />
        <span>{verdictWords(state, test, system)}</span>
      </div>
      {last?.notReached != null && (
        <div className="ps-notice ps-notice--attention" role="alert">
          <div className="ps-notice__title">{strings.notReached}</div>
          {last.notReached}
        </div>
      )}
      {last?.error != null && <TestError error={last.error} stepId={step.id} reach={last.reach} />}
      {test && state !== 'running' && <TestDetails step={step} test={test} isTurnedAway={last?.notReached != null} />}
      {last && last.error === null && <TestedSteps last={last} />}
    </div>
  );
}

function useStepState(stepId: string): StepEvidenceState {
  // May follow a moment later: keys do not wait for it.
  const flow = useDeferredValue(useEditorState((state) => state.flow));
  const known = useKnownSamples();
  const isRunning = useSamples(({ running }) => running?.stepId === stepId);
  const state = useMemo(() => freshnessOf(flow, known).get(stepId), [flow, known, stepId]);
  return isRunning ? 'running' : (state ?? 'untested');
}

type Look = 'running' | 'untested' | 'failed' | 'stale' | 'planned' | 'good';
const looks: Readonly<Record<Look, { readonly icon: Icon; readonly tone: string }>> = {
  running: { icon: IconLoader2, tone: 'running' },
  untested: { icon: IconCircleDashed, tone: 'cancelled' },
  failed: { icon: IconAlertTriangle, tone: 'failed' },
  stale: { icon: IconAlertTriangle, tone: 'attention' },
  planned: { icon: IconShieldCheck, tone: 'waiting' },
  good: { icon: IconCircleCheck, tone: 'succeeded' },
};

function lookOf(state: StepEvidenceState, test: StepTest | undefined): Look {
  if (state === 'running' || state === 'untested' || state === 'failed') return state;
  if (state !== 'tested') return 'stale';
  return test?.effect ? 'planned' : 'good';
}

interface TestDetailsProps {
  readonly step: FlowStep;
  readonly test: StepTest;
  /** The last try did not come here: running to here is no advice. */
  readonly isTurnedAway: boolean;
}

function TestDetails({ step, test, isTurnedAway }: TestDetailsProps) {
  const isPinned = useSamples(({ pinned }) => step.id in pinned);
  const hasWays = exitsOf(step).filter(({ role }) => role === 'onward').length > 1;
  return (
    <>
      {test.message !== null && (
        <div className="ps-notice ps-notice--failed" role="alert">
          {test.message}
        </div>
      )}
      {hasWays && test.port !== null && <div>{strings.goesOnBy(exitLabel(step, test.port))}</div>}
      {test.effect && <EffectCard effect={test.effect} stepName={step.name} isPinned={isPinned} />}
      {!isTurnedAway && <RestsOn stepId={step.id} test={test} />}
      {!test.effect && test.input !== undefined && (
        <details>
          <summary className="ps-meta">{strings.given}</summary>
          <JsonBlock value={test.input} label={strings.given} />
        </details>
      )}
    </>
  );
}

function RestsOn({ stepId, test: { restsOn } }: { readonly stepId: string; readonly test: StepTest }) {
  const start = useStartTest();
  const steps = useEditorState((state) => state.flow.steps);
  const names = restsOn.map((id) => steps[id]?.name ?? id);
  const [only] = names;
  if (only === undefined) return null;
  return (
    <div className="ps-notice ps-notice--attention">
      {strings.restsOn(names.length === 1 ? strings.oneUntested(only) : strings.severalUntested(names))}
      <div>
        <Button size="compact-xs" variant="default" onClick={() => void start({ stepId, reach: 'until' })}>
          {strings.runToHere}
        </Button>
      </div>
    </div>
  );
}

/** Who may not read for real in this environment still tests on samples. */
function TestError({ error, stepId, reach }: { readonly error: unknown; readonly stepId: string; readonly reach: 'only' | 'until' }) {
  const start = useStartTest();
  const mayNotRead = error instanceof ApiProblem && error.problem.code === 'ROLE_MAY_NOT_READ_LIVE';
  return (
    <>
      <ProblemNotice error={error} />
      {mayNotRead && (
        <Button size="compact-xs" variant="default" onClick={() => void start({ stepId, reach }, { onSamples: true })}>
          {strings.onSamples}
        </Button>
      )}
    </>
  );
}
