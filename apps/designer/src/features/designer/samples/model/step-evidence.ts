import type { FlowStep } from '@penstock/flow-model';
import { canonicalJson, type Json } from '@penstock/kernel';

/** What a step did when it was last tried, and on which settings. */
export interface StepTest {
  readonly status: 'succeeded' | 'failed' | 'skipped' | 'not-reached';
  readonly answeredFrom: string;
  readonly input?: Json;
  readonly output?: Json;
  readonly message: string | null;
  /** ISO time. */
  readonly at: string;
  /** Of the settings it was tried with. */
  readonly print: string;
}

export interface PinnedSample {
  readonly output: Json;
  /** Of the settings it was pinned for: a sample of other settings may be wrong. */
  readonly print: string;
  readonly at: string;
}

export type Evidence = 'untested' | 'tested' | 'failed' | 'changed';

/** The settings of a step that decide what it does: not its name, its note or its place. */
export function settingsPrint(step: FlowStep): string {
  const { name: _name, note: _note, position: _position, disabled: _disabled, ...settings } = step;
  return canonicalJson(settings as unknown as Json);
}

/** `changed`: it was tried, but with other settings. */
export function evidenceOf(step: FlowStep, test: StepTest | undefined): Evidence {
  if (!test || test.status === 'not-reached' || test.status === 'skipped') return 'untested';
  if (test.print !== settingsPrint(step)) return 'changed';
  return test.status === 'failed' ? 'failed' : 'tested';
}

export const isPinStale = (step: FlowStep, pin: PinnedSample): boolean => pin.print !== settingsPrint(step);
