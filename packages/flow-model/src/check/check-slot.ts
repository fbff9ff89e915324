import { TRIGGER_ID, type FlowProblem } from '../document';

export interface BoundEnvironment {
  /** Slots that a connection fills in the environment the flow is to run in. */
  readonly boundSlots: readonly string[];
}

/** Shared with triggers: a slot is named, and something fills it where the flow is to run. */
export function checkSlot(step: { readonly id?: string; readonly name: string }, slot: string | undefined, environment: BoundEnvironment | undefined): FlowProblem[] {
  if (slot === undefined) {
    return [problem(step, { code: 'SLOT_MISSING', field: 'slot', message: `“${step.name}” does not say which connection it uses.`, fix: 'Choose a slot.' })];
  }
  if (!environment || environment.boundSlots.includes(slot)) return [];
  return [
    problem(step, {
      code: 'SLOT_NOT_BOUND',
      field: 'slot',
      message: `No connection fills the slot “${slot}” of “${step.name}” in this environment.`,
      fix: 'Create the connection for this environment and slot first.',
    }),
  ];
}

export type ProblemWords = Pick<FlowProblem, 'code' | 'message'> & { readonly field?: string; readonly fix?: string };

export const problem = (step: { readonly id?: string }, words: ProblemWords): FlowProblem => ({
  severity: 'error',
  stepId: step.id ?? TRIGGER_ID,
  ...words,
});

