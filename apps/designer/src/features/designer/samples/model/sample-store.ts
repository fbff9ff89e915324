import type { DryRunResult } from '@penstock/contracts';
import type { FlowDocument, StepId } from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';
import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { settingsPrint, type PinnedSample, type StepTest } from './step-evidence';

/** What is known about steps beside the document: how they fared when they were tried, and samples pinned to them. */
export interface SampleState {
  readonly tests: Readonly<Record<StepId, StepTest>>;
  readonly pinned: Readonly<Record<StepId, PinnedSample>>;
  /** The past run whose values are shown; null: the newest one that succeeded. */
  readonly runId: string | null;
  record(flow: FlowDocument, result: DryRunResult, at: string): void;
  pin(flow: FlowDocument, stepId: StepId, sample: { output: Json; at: string }): void;
  unpin(stepId: StepId): void;
  takeRun(runId: string | null): void;
}

export type SampleStore = StoreApi<SampleState>;

const keyOf = (flowId: string): string => `penstock.samples.${flowId}`;
const stored = z.record(z.string(), z.object({ output: z.json(), print: z.string(), at: z.string() }));

/** Pinned samples are this browser's, per flow; results of tries last as long as the editor. */
export function createSampleStore(flowId: string, storage: Storage): SampleStore {
  const store = createStore<SampleState>()((set) => ({
    tests: {},
    pinned: readPinned(flowId, storage),
    runId: null,
    record: (flow, result, at) => set(({ tests }) => ({ tests: { ...tests, ...testsFrom(flow, result, at) } })),
    pin: (flow, stepId, { output, at }) =>
      set(({ pinned }) => {
        const step = flow.steps[stepId];
        return step ? { pinned: { ...pinned, [stepId]: { output, at, print: settingsPrint(step) } } } : {};
      }),
    unpin: (stepId) => set(({ pinned: { [stepId]: _gone, ...pinned } }) => ({ pinned })),
    takeRun: (runId) => set({ runId }),
  }));
  store.subscribe(({ pinned }, before) => {
    if (pinned !== before.pinned) keep(storage, keyOf(flowId), JSON.stringify(pinned));
  });
  return store;
}

function keep(storage: Storage, key: string, text: string): void {
  try {
    storage.setItem(key, text);
  } catch {
    // The browser has no room left: the samples last as long as the page.
  }
}

function readPinned(flowId: string, storage: Storage): SampleState['pinned'] {
  try {
    return stored.parse(JSON.parse(storage.getItem(keyOf(flowId)) ?? '{}')) as SampleState['pinned'];
  } catch {
    return {};
  }
}

/** Of a step in a loop its first item stands for all. */
function testsFrom(flow: FlowDocument, result: DryRunResult, at: string): Record<StepId, StepTest> {
  const tests: Record<StepId, StepTest> = {};
  for (const { stepId, status, answeredFrom, input, output, failure } of result.steps) {
    const step = flow.steps[stepId];
    if (!step || stepId in tests) continue;
    tests[stepId] = {
      status,
      answeredFrom,
      message: failure?.message ?? null,
      at,
      print: settingsPrint(step),
      ...(input !== undefined && { input: input as Json }),
      ...(output !== undefined && { output: output as Json }),
    };
  }
  return tests;
}

/** Pinned outputs by the key a dry run knows a step under: of a step in loops, its first item. */
export function samplesForDryRun(flow: FlowDocument, pinned: SampleState['pinned']): Record<string, Json> {
  const keyed = Object.entries(pinned).flatMap(([id, { output }]) => {
    const step = flow.steps[id];
    return step ? [[`${loopsAround(flow, id)}${id}`, output] as const] : [];
  });
  return Object.fromEntries(keyed);
}

function loopsAround(flow: FlowDocument, id: StepId): string {
  const parent = flow.steps[id]?.parent;
  if (parent === undefined) return '';
  const own = flow.steps[parent]?.kind === 'for-each' ? `${parent}[0]/` : '';
  return loopsAround(flow, parent) + own;
}
