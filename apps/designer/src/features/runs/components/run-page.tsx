import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { isMoving, runContextQuery, runQuery, runStepsQuery } from '../../../shared/api/run-queries';
import { useTimeline } from '../../../shared/canvas/use-timeline';
import { FailureNotice } from '../../../shared/ui/failure-notice';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page, Panel } from '../../../shared/ui/page';
import { RunStatusBadge } from '../../../shared/ui/status';
import { CompareRuns } from '../comparison/compare-runs';
import { SaveAsTestButton } from '../save-as-test/save-as-test-button';
import { strings } from '../strings';
import { EffectsTable } from './effects-table';
import { RetryNote, RunActions } from './run-actions';
import { OpenOnCanvas } from './open-on-canvas';
import { RunCanvas } from './run-canvas';
import { RunFacts } from './run-facts';
import { RunRelatives } from './run-relatives';
import { RunSteps } from './run-steps';
import { RunWaits } from './run-waits';
import { StepDetail } from './step-detail';
import { useRunEffects } from './use-run-effects';

interface RunPageProps {
  readonly runId: string;
  readonly stepId: string | null;
  onChooseStep(stepId: string): void;
}

export function RunPage({ runId, stepId, onChooseStep }: RunPageProps) {
  const api = useApi();
  const run = useQuery(runQuery(api, runId));
  const moving = isMoving(run.data);
  const { data: steps, ...stepsAnswer } = useQuery(runStepsQuery(api, runId, moving));
  const effects = useRunEffects(runId, moving);
  const { data: context } = useQuery(runContextQuery(api, runId));
  const timeline = useTimeline(runId, steps);
  if (run.error)
    return (
      <div className="ps-page">
        <ProblemNotice error={run.error} retry={() => void run.refetch()} />
      </div>
    );
  if (!run.data) return <RowsSkeleton rows={8} />;
  const shownStep = timeline.steps.find((step) => step.stepId === (stepId ?? run.data.failure?.stepId)) ?? null;
  return (
    <Page
      title={run.data.flowName}
      state={<RunStatusBadge status={run.data.status} />}
      actions={
        <>
          <OpenOnCanvas run={run.data} />
          <CompareRuns run={run.data} />
          <SaveAsTestButton run={run.data} />
          <RunActions run={run.data} effects={effects.known} steps={steps ?? []} />
        </>
      }
    >
      <RunFacts run={run.data} />
      {context && <RunRelatives family={context.family} />}
      {run.data.failure && <FailureNotice failure={run.data.failure} />}
      {context && !moving && <RunWaits waits={context.waits} />}
      <RetryNote run={run.data} effects={effects.known} />
      <RunCanvas run={run.data} timeline={timeline} stepId={shownStep?.stepId ?? null} onChoose={onChooseStep} />
      <div className="ps-run__columns">
        <Panel title={strings.steps}>
          {stepsAnswer.error && <ProblemNotice error={stepsAnswer.error} retry={() => void stepsAnswer.refetch()} />}
          {steps && <RunSteps steps={timeline.steps} chosen={shownStep?.stepId ?? null} onChoose={onChooseStep} />}
          {!steps && !stepsAnswer.error && <RowsSkeleton />}
        </Panel>
        <StepDetail step={shownStep} />
      </div>
      <Panel title={strings.effects}>
        {effects.known.error != null && <ProblemNotice error={effects.known.error} retry={effects.known.retry} />}
        {effects.shown && <EffectsTable effects={effects.shown} steps={steps ?? []} />}
        {!effects.shown && effects.known.error == null && <RowsSkeleton rows={3} />}
      </Panel>
    </Page>
  );
}
