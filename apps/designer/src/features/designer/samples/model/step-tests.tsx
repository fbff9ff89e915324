import { VisuallyHidden } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FlowDocument, StepId } from '@penstock/flow-model';
import { stringifyJson, type Json } from '@penstock/kernel';
import { useQuery } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useRef, type ReactNode } from 'react';
import { useApi } from '../../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../../shared/api/current-environment';
import { lastRunsQuery } from '../../../../shared/api/run-queries';
import { triggerOf } from '../../../../shared/lib/connector-catalog';
import { useEditor, useEditorState } from '../../model/editor-context';
import type { TestedOn } from './sample-store';
import { useSamples, useSampleStore } from './samples-context';
import type { KnownSamples } from './freshness';
import type { StepTestAsk } from './test-request';
import { toldWords } from './test-words';
import { useKnownSamples } from './use-known-samples';

interface TestOptions {
  /** Remote systems are not asked either: samples of their connectors stand in. */
  readonly onSamples?: boolean;
}
type StartTest = (ask: StepTestAsk, options?: TestOptions) => Promise<void>;

const StepTestsContext = createContext<StartTest>(() => Promise.resolve());

/** Starts a test of a step; one is under way at a time. */
export const useStartTest = (): StartTest => useContext(StepTestsContext);

interface StepTestsProps {
  /** Its panel shows how a test came out; a test of another step is told beside. */
  readonly openStepId: StepId | null;
  readonly children: ReactNode;
}

/** Tests of steps: what is unsaved is saved first, and only what is saved is tested. Nothing is ever sent that writes. */
export function StepTests({ openStepId, children }: StepTestsProps) {
  return (
    <StepTestsContext.Provider value={useTester()}>
      {children}
      <Told openStepId={openStepId} />
    </StepTestsContext.Provider>
  );
}

interface Latest {
  readonly newest: TestedOn | undefined;
  readonly known: KnownSamples;
}

function useTester(): StartTest {
  const api = useApi();
  const { store, autosave, connectors } = useEditor();
  const samples = useSampleStore();
  const { environment } = useCurrentEnvironment();
  const { flowId } = store.getState();
  const { data: newest } = useQuery(lastRunsQuery(api, { flowId, environment: environment.key, status: 'succeeded' }, 1));
  const known = useKnownSamples();
  const [run] = newest?.items ?? [];
  const latest = useRef<Latest>({ newest: undefined, known });
  useEffect(() => void (latest.current = { newest: run && { eventId: run.eventId, runId: run.id }, known }));
  useEffect(() => samples.getState().enter(environment.key), [samples, environment.key]);

  return useCallback<StartTest>(
    async (ask, { onSamples = false } = {}) => {
      const { running, runId, testedOn } = samples.getState();
      if (running) return;
      samples.getState().begin(ask);
      try {
        // They read formulas, which nobody else on the canvas does.
        const [{ testRequest }, { lastTest, testsFrom }] = await Promise.all([import('./test-request'), import('./test-results')]);
        const revision = await autosave.storedRevision();
        const { flow } = store.getState();
        const { newest: run, known: before } = latest.current;
        const on = testedOnFor(flow, testedOn, run);
        const sample = (triggerOf(connectors, flow.trigger)?.sample ?? {}) as Json;
        const result = await api.flows.dryRun(flowId, {
          ...testRequest(ask, { flow, known: before, runId, event: on ? { eventId: on.eventId } : { payloadText: stringifyJson(sample) } }),
          revision,
          environment: environment.key,
          reads: onSamples ? 'stand-in' : 'live',
        });
        const at = new Date().toISOString();
        const tests = testsFrom(result, { ask, flow, at, values: before.values, pinned: before.pinned });
        samples.getState().end(lastTest(result, { ask, at, flow, known: before, tests }), { environment: environment.key, tests, on });
      } catch (error) {
        samples.getState().end({ ...ask, at: new Date().toISOString(), reused: {}, executed: [], notReached: null, error });
      }
    },
    [api, autosave, connectors, environment.key, flowId, samples, store],
  );
}

/** The event chosen for the trigger, else the one of the test before, else that of the newest run. */
function testedOnFor({ trigger }: FlowDocument, before: TestedOn | null, newest: TestedOn | undefined): TestedOn | null {
  return trigger.sampleEventId === undefined ? (before ?? newest ?? null) : { eventId: trigger.sampleEventId, runId: null };
}

/** Says how a test came out, to everybody where its panel is not open, and always to those who do not see the screen. */
function Told({ openStepId }: { readonly openStepId: StepId | null }) {
  const last = useSamples((state) => state.last);
  const test = useSamples((state) => (state.last ? state.tests[state.last.stepId] : undefined));
  const name = useEditorState((state) => (last ? (state.flow.steps[last.stepId]?.name ?? '') : ''));
  const told = last ? toldWords(name, last, test) : null;
  const shown = useRef(last);
  useEffect(() => {
    if (!last || !told || shown.current === last) return;
    shown.current = last;
    if (last.stepId !== openStepId) notifications.show({ message: told.words, color: told.isGood ? 'teal' : 'yellow' });
  }, [last, told, openStepId]);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {told?.words}
    </VisuallyHidden>
  );
}
