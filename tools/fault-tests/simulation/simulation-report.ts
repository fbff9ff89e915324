import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { resolve } from 'node:path';
import { ablationTitles, faultKinds, letterMeanings, letters, type Ablation } from '@penstock/engine/testing';
import type { Tally } from './parallel';

const ROOT = resolve(__dirname, '../../..');

export interface SimulationReport {
  readonly from: number;
  readonly tally: Tally;
  readonly searched: ReadonlyMap<Ablation, Tally>;
}

/** docs/simulation.md: only what the command has measured. */
export function writeSimulationReport(report: SimulationReport): void {
  writeFileSync(resolve(ROOT, 'docs/simulation.md'), [...head(report), ...found(report.tally), '', ...injected(report.tally), '', ...withoutSafety(report.searched), ''].join('\n'));
}

function head({ from, tally }: SimulationReport): string[] {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT }).toString().trim();
  const [cpu] = cpus();
  const { seeds, runs, deeds, steps, virtualMs, seconds } = tally;
  return [
    '# Simulation of the engine',
    '',
    `Written by \`npm run simulate -- --seeds ${seeds}\` at commit ${commit} on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, Linux ${release()}, Node ${process.version}.`,
    'Each seed makes its own flows, events, faults and interleavings of two or three workers over one store in memory and one remote system, on a virtual clock; the core and the runtime are the real ones (`packages/engine/src/testing/simulation`). After the storm everything comes to rest with its people, then the judge compares what really happened outside with what each flow asked for.',
    `A seed is the whole run: \`npm run simulate -- --seed ${from}\` shows one again, operation by operation.`,
    '',
    '| seeds | runs | deeds at the remote side | steps of the scheduler | simulated hours | seconds | seeds with findings |',
    '|---|---|---|---|---|---|---|',
    `| ${from} to ${from + seeds - 1} | ${runs} | ${deeds} | ${steps} | ${Math.round(virtualMs / 3_600_000)} | ${seconds.toFixed(0)} | ${bold(tally.failed.length)} |`,
    '',
  ];
}

function found({ failed }: Tally): string[] {
  const rows = letters.map((letter) => {
    const seeds = failed.filter(({ findings }) => findings.some((finding) => finding.letter === letter)).map(({ seed }) => seed);
    return `| ${letter} | ${letterMeanings[letter]} | ${bold(seeds.length)} | ${seeds.slice(0, 8).join(' ')} |`;
  });
  return ['## What the judge found', '', '| letter | would mean | seeds | which |', '|---|---|---|---|', ...rows];
}

function injected({ faults }: Tally): string[] {
  return ['## Faults injected', '', '| fault | times |', '|---|---|', ...faultKinds.map((kind) => `| ${kind} | ${faults.get(kind) ?? 0} |`)];
}

function withoutSafety(searched: ReadonlyMap<Ablation, Tally>): string[] {
  const rows = [...searched].map(([ablation, { seeds, failed }]) => {
    const [first] = failed;
    const seen = first ? `seed ${first.seed}: ${first.findings[0]?.letter}, ${first.findings[0]?.what}` : '**nothing seen**';
    return `| ${ablation} | ${ablationTitles[ablation]} | ${seen} | ${seeds} |`;
  });
  return ['## With one safety switched off', '', 'The same world; what the judge saw first.', '', '| ablation | what is off | seen | seeds looked at |', '|---|---|---|---|', ...rows];
}

const bold = (count: number): string => (count === 0 ? '0' : `**${count}**`);
