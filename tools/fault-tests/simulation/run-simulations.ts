import { parseArgs } from 'node:util';
import { ablations, simulate, type Ablation } from '@penstock/engine/testing';
import { simulateInParallel, type Tally } from './parallel';
import { writeSimulationReport } from './simulation-report';

const SEEDS = 10_000;
/** Seeds in which an ablation must be found; the first finding ends the search. */
const SEEDS_PER_ABLATION = 1_000;

/* eslint-disable no-console -- a command line tool */
/** @returns whether nothing was found, and something with every safety switched off. */
export async function runSimulations(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: { seeds: { type: 'string' }, from: { type: 'string' }, seed: { type: 'string' }, ablation: { type: 'string' }, 'no-report': { type: 'boolean' } },
  });
  const ablation = ablationNamed(values.ablation);
  if (values.seed !== undefined) return showOne(Number(values.seed), ablation);
  const [from, count] = [Number(values.from ?? 0), Number(values.seeds ?? SEEDS)];
  if (ablation) return isFound(await simulateInParallel({ from, count, ablation, stopsAtFirst: false }));
  const tally = await simulateInParallel({ from, count, stopsAtFirst: false });
  show(tally);
  const searched = new Map<Ablation, Tally>();
  for (const each of ablations) {
    const search = await simulateInParallel({ from, count: SEEDS_PER_ABLATION, ablation: each, stopsAtFirst: true });
    console.log(`${each}: ${search.failed[0] ? `found with seed ${search.failed[0].seed}` : 'NOT FOUND'}`);
    searched.set(each, search);
  }
  if (!values['no-report']) writeSimulationReport({ from, tally, searched });
  return tally.failed.length === 0 && [...searched.values()].every(({ failed }) => failed.length > 0);
}

function ablationNamed(name: string | undefined): Ablation | undefined {
  if (name === undefined || ablations.includes(name as Ablation)) return name as Ablation | undefined;
  throw new TypeError(`There is no ablation “${name}”. There are: ${ablations.join(', ')}.`);
}

async function showOne(seed: number, ablation: Ablation | undefined): Promise<boolean> {
  const { trace, findings, faults } = await simulate({ seed, ablation, isTraced: true });
  for (const line of trace) console.log(line);
  console.log(Object.fromEntries(faults));
  for (const { letter, what } of findings) console.log(`${letter}: ${what}`);
  return (findings.length > 0) === (ablation !== undefined);
}

function isFound(tally: Tally): boolean {
  show(tally);
  return tally.failed.length > 0;
}

function show({ seeds, runs, deeds, steps, seconds, failed }: Tally): void {
  console.log(`${seeds} seeds, ${runs} runs, ${deeds} deeds at the remote side, ${steps} steps in ${seconds.toFixed(1)} s: ${failed.length} with findings`);
  for (const { seed, findings } of failed.slice(0, 20)) {
    console.log(`seed ${seed} (npm run simulate -- --seed ${seed})`);
    for (const { letter, what } of findings.slice(0, 5)) console.log(`  ${letter}: ${what}`);
  }
}
