import type { FlowDocument, StepId } from '@penstock/flow-model';
import { parseJson, stringifyJson, type Json } from '@penstock/kernel';
import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { keepTests, readTests } from './kept-tests';
import { settingsPrint, type PinnedSample, type StepTest } from './step-evidence';
import type { StepTestAsk } from './test-request';

/** What is known about steps beside the document: how they fared when they were tested, and samples pinned to them. */
export interface SampleState {
  readonly tests: Readonly<Record<StepId, StepTest>>;
  readonly pinned: Readonly<Record<StepId, PinnedSample>>;
  /** The past run whose values are shown; null: the newest one that succeeded. */
  readonly runId: string | null;
  /** What tests were made with: newer events do not take its place by themselves. */
  readonly testedOn: TestedOn | null;
  /** Where the tests were made. */
  readonly environment: string | null;
  readonly running: StepTestAsk | null;
  readonly last: LastTest | null;
  /** Tests of another environment are forgotten. */
  enter(environment: string): void;
  begin(ask: StepTestAsk): void;
  end(last: LastTest, found?: Found): void;
  pin(flow: FlowDocument, stepId: StepId, sample: { output: Json; at: string }): void;
  unpin(stepId: StepId): void;
  takeRun(runId: string | null): void;
}

export interface TestedOn {
  readonly eventId: string;
  /** The run whose values stand beside it; null: the last one of the event. */
  readonly runId: string | null;
}

interface Found {
  /** Where the test was begun: its answers say nothing of another environment. */
  readonly environment: string;
  readonly tests: Readonly<Record<StepId, StepTest>>;
  /** Null: the sample of the trigger. */
  readonly on: TestedOn | null;
}

/** How the last test came out as a whole. */
export interface LastTest extends StepTestAsk {
  /** ISO time. */
  readonly at: string;
  /** Steps that were not run again: when they were tested, or null for a pinned sample. */
  readonly reused: Readonly<Record<StepId, string | null>>;
  /** Steps that were run, in their order, the tested one last. */
  readonly executed: readonly StepId[];
  /** Why the test did not come to the step; null when it did. */
  readonly notReached: string | null;
  /** The test itself could not be made. */
  readonly error: unknown;
}

export type SampleStore = StoreApi<SampleState>;

const keyOf = (flowId: string): string => `penstock.samples.${flowId}`;
const stored = z.record(z.string(), z.object({ output: z.custom<Json>((value) => value !== undefined), print: z.string(), at: z.string() }));

interface SampleStorages {
  /** Pinned samples stay in this browser. */
  readonly pins: Storage;
  /** Results of tests go with the tab. */
  readonly tests: Storage;
}

export function createSampleStore(flowId: string, storages: SampleStorages): SampleStore {
  const store = createStore<SampleState>()((set) => ({
    ...readTests(flowId, storages.tests),
    pinned: readPinned(flowId, storages.pins),
    runId: null,
    running: null,
    last: null,
    enter: (environment) =>
      set((state) => (state.environment === environment ? {} : { environment, tests: {}, testedOn: null, last: null })),
    begin: (running) => set({ running }),
    end: (last, found) =>
      set(({ tests, environment }) => {
        if (found && found.environment !== environment) return { running: null };
        return { running: null, last, ...(found && { tests: { ...tests, ...found.tests }, testedOn: found.on }) };
      }),
    pin: (flow, stepId, { output, at }) =>
      set(({ pinned }) => {
        const step = flow.steps[stepId];
        return step ? { pinned: { ...pinned, [stepId]: { output, at, print: settingsPrint(step) } } } : {};
      }),
    unpin: (stepId) => set(({ pinned: { [stepId]: _gone, ...pinned } }) => ({ pinned })),
    takeRun: (runId) => set({ runId }),
  }));
  store.subscribe(({ pinned, environment, tests, testedOn }, before) => {
    if (pinned !== before.pinned) keep(storages.pins, keyOf(flowId), stringifyJson(pinned as unknown as Json));
    if (tests !== before.tests) keepTests(flowId, { environment, tests, testedOn }, storages.tests);
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
    return stored.parse(parseJson(storage.getItem(keyOf(flowId)) ?? '{}'));
  } catch {
    return {};
  }
}
