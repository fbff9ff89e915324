import { defaultTimings } from '../../core/timings';
import type { Ablation } from './ablations';
import type { FaultKind } from './fault-plan';
import type { Finding } from './findings';
import { SimulatedWorld } from './simulated-world';

export interface SimulationOptions {
  readonly seed: number;
  readonly ablation?: Ablation | undefined;
  /** Records what happened, a line for each operation. */
  readonly isTraced?: boolean;
}

export interface SimulationResult {
  readonly seed: number;
  readonly findings: readonly Finding[];
  readonly faults: ReadonlyMap<FaultKind, number>;
  readonly runs: number;
  readonly deeds: number;
  /** Events of the virtual scheduler. */
  readonly steps: number;
  readonly virtualMs: number;
  readonly trace: readonly string[];
}

/** One whole simulation: the seed decides everything, so the same seed gives the same result, everywhere. */
export async function simulate({ seed, ablation, isTraced = false }: SimulationOptions): Promise<SimulationResult> {
  const world = new SimulatedWorld({ seed, ablation, isTraced, base: defaultTimings });
  await world.run();
  return world.result();
}
