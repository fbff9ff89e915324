import type { AnyAction } from '@penstock/connector-sdk';
import { stringifyJson, type EffectId, type Json } from '@penstock/kernel';
import type { PlannedAction } from '../core/execution-plan';
import type { FailureRecord } from '../core/failure';
import { unresolved } from './run-ledger';
import type { StepParts } from './step-parts';
import { done, type StepResult } from './step-result';

/** What an effect came to, as it is written down for its step; whoever found it out. */
export class EffectBook {
  constructor(
    private readonly parts: StepParts<PlannedAction>,
    private readonly action: AnyAction,
  ) {}

  private get key(): string {
    return this.parts.instance.key;
  }

  finishStep({ output, ...seen }: Finished): StepResult {
    const { ledger, instance } = this.parts;
    ledger.finishStep(this.key, { port: 'default', output }, seen);
    const undone = instance.undoes === undefined ? undefined : ledger.effects.get(instance.undoes);
    if (undone) ledger.move(undone.stepId, { ...unresolved(undone.id), state: 'COMPENSATED', resolvedBy: 'undone' });
    return done;
  }

  settleDone(effectId: EffectId, { output, remoteId, resolvedBy, probes = 0 }: Done): void {
    this.parts.ledger.move(this.key, { ...unresolved(effectId), state: 'DONE', response: stringifyJson(output), remoteId, resolvedBy, probes });
  }

  fail(failure: FailureRecord, seen: { readonly attempt: number; readonly input: string | null; readonly startedAt?: number }): StepResult {
    return this.parts.fail(this.parts.instance, failure, seen);
  }

  remoteIdOf(output: Json): string | null {
    return this.action.remoteId?.(output) ?? null;
  }
}

interface Finished {
  readonly output: Json;
  readonly attempt: number;
  readonly input: string;
  readonly startedAt: number;
}
interface Done {
  readonly output: Json;
  readonly remoteId: string | null;
  readonly resolvedBy: string;
  readonly probes?: number;
}
