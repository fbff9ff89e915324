import { PenstockError, stringifyJson, type Json } from '@penstock/kernel';
import { ConnectorFailure, type FailureClass, type FailureDetails } from '../failure';
import type { FaultsChange } from '../simulator/faults';
import type { ConnectorBench } from './connector-bench';

export interface EffectCase {
  readonly action: string;
  /** A fresh input per scenario, prepared on the simulator where the effect needs something to act on. */
  input(): Promise<unknown>;
  /** Its first request prepares only: cut off there, nothing was done, and that must be told. */
  readonly preparesFirst?: boolean;
}

export interface EffectConformanceOptions {
  /** A connection to the simulator; its secrets are what `secrets` says. */
  readonly bench: () => ConnectorBench;
  /** Switches the simulator's faults; `{ clear: true }` makes it behave. */
  faults(change: FaultsChange): void;
  /** Something else the look-up can see, so that "absent" may be told from "cannot see". */
  control(): Promise<void>;
  readonly cases: readonly EffectCase[];
  /** How many effects the simulator has done; needed for class I, whose repetitions must add none. */
  effectCount?(): number;
  /** Values that no failure may show. */
  readonly secrets?: readonly string[];
}

export interface ConformanceScenario {
  readonly title: string;
  check(): Promise<void>;
}

/** The connector does not keep its effect contract. */
export class ConformanceBroken extends PenstockError<'CONFORMANCE_BROKEN'> {
  constructor(message: string) {
    super('CONFORMANCE_BROKEN', message);
  }
}

/** @throws whatever else than a ConnectorFailure was thrown; ConformanceBroken when nothing was. */
export async function failureOf(call: Promise<unknown>): Promise<FailureDetails> {
  const answer = await call.then(
    (output) => ({ output }),
    (error: unknown) => ({ error }),
  );
  if (!('error' in answer)) throw new ConformanceBroken(`the action answered ${stringifyJson(answer.output as Json)} instead of failing`);
  if (answer.error instanceof ConnectorFailure) return answer.error.details;
  throw answer.error;
}

export function expectClass(actual: FailureClass, expected: FailureClass): void {
  if (actual !== expected) throw new ConformanceBroken(`the action failed as "${actual}", not as "${expected}"`);
}

export function expectVerdict(actual: string, expected: string): void {
  if (actual !== expected) throw new ConformanceBroken(`verify() answered "${actual}", not "${expected}"`);
}

/** Whether the platform can ask the remote side what happened. */
export const canLookUp = (bench: ConnectorBench, { action }: EffectCase): boolean => bench.effect(action).verify !== undefined;
