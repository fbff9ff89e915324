import { findCardData } from '@penstock/card-data-guard';
import type { AnyAction } from '@penstock/connector-sdk';
import { err, ok, stringifyJson, type Json, type JsonObject, type Result } from '@penstock/kernel';
import type { PlannedAction } from '../core/execution-plan';
import type { FailureRecord } from '../core/failure';

export interface BuiltInput {
  /** As the mapping made it. */
  readonly made: JsonObject;
  /** After the action's own schema. */
  readonly input: unknown;
  /** JSON text of `made`. */
  readonly text: string;
}

/** Makes and checks an action's input. Every refusal happens before anything is sent. */
export function buildInput(step: PlannedAction, scope: Readonly<Record<string, Json>>, now: number): Result<BuiltInput, FailureRecord> {
  const made = step.input.run(scope, { now });
  if (made.ok) return checkInput(step, step.action, made.value);
  const [first] = made.error;
  return refuse(step, { code: 'MAPPING_FAILED', why: first?.message ?? 'its mapping could not be evaluated', field: first?.path });
}

/** What is about to be sent: no card data, and what the action takes. */
export function checkInput(step: PlannedAction, action: AnyAction, made: JsonObject): Result<BuiltInput, FailureRecord> {
  const [hit] = findCardData(made);
  if (hit) return refuse(step, { code: 'CARD_DATA', why: 'it would carry card data, which Penstock never sends or stores', field: hit.path });
  const parsed = action.input.safeParse(made);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(step, { code: 'INPUT_INVALID', why: issue?.message ?? 'it is not what the action takes', field: issue?.path.join('.') });
  }
  return ok({ made, input: parsed.data, text: stringifyJson(made) });
}

interface Refused {
  readonly code: string;
  readonly why: string;
  readonly field: string | undefined;
}

function refuse(step: PlannedAction, { code, why, field }: Refused): Result<never, FailureRecord> {
  return err({
    class: 'config',
    code,
    message: `“${step.name}” was not sent${field ? `: field ${field}` : ''}: ${why}.`,
    remedy: 'Nothing was sent for this step. Mend its input, deploy, then retry the run.',
    stepId: step.id,
    ...(field !== undefined && { field }),
  });
}
