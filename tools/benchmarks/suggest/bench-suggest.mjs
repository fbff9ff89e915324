// `npm run bench:suggest [-- --no-report]`: how good the suggestions are on the gold sets, beside two simple matchers, how
// long large schemas take, and the tables in docs/suggestions.md. Exit code 1 when the unseen sets miss a figure.
import { parseArgs } from 'node:util';
import { matchEqualLeaves, matchSimilarNames } from './baselines.mjs';
import { loadMapping } from './matcher.mjs';
import { calibrationOf, measure, sumUp } from './measure.mjs';
import { readSets } from './read-sets.mjs';
import { writeReport } from './report.mjs';

const { values } = parseArgs({ options: { 'no-report': { type: 'boolean' } } });
const { suggestMappings } = loadMapping();
const MATCHERS = { matcher: suggestMappings, names: matchEqualLeaves, similar: matchSimilarNames };

function measureGroup(group) {
  const sets = readSets(group).map((set) => ({
    set,
    measures: Object.fromEntries(Object.entries(MATCHERS).map(([name, match]) => [name, measure(set, match(set))])),
  }));
  const of = (name) => sets.map(({ measures }) => measures[name]);
  return {
    sets: sets.map(({ set, measures }) => ({
      title: set.title,
      fields: [set.source.length, set.target.length],
      ...Object.fromEntries(Object.keys(MATCHERS).map((name) => [name, sumUp([measures[name]])])),
    })),
    totals: Object.fromEntries(Object.keys(MATCHERS).map((name) => [name, sumUp(of(name))])),
    calibration: calibrationOf(of('matcher')),
  };
}

/** The fields of all sets over and over, each time under another name, until there are enough. */
function largeSide(side, count) {
  const all = ['tuning', 'unseen'].flatMap(readSets).flatMap((set) => set[side]);
  return Array.from({ length: count }, (_, at) => {
    const field = all[at % all.length];
    return at < all.length ? field : { ...field, path: `part${Math.floor(at / all.length)}.${field.path}` };
  });
}

/** The shortest of a few runs: what else runs on the machine only adds. */
function timeOf(count, rounds) {
  const request = { source: largeSide('source', count), target: largeSide('target', count) };
  const times = Array.from({ length: rounds }, () => {
    const before = performance.now();
    suggestMappings(request);
    return performance.now() - before;
  });
  return Math.min(...times);
}

const figures = {
  tuning: measureGroup('tuning'),
  unseen: measureGroup('unseen'),
  times: [
    [500, timeOf(500, 5)],
    [5_000, timeOf(5_000, 1)],
  ],
};
const { matcher: unseen } = figures.unseen.totals;
const reached = [
  ['hit@3 ≥ .90', unseen.hitAt3 >= 0.9],
  ['F1 of the listed pairs ≥ .65', unseen.f1 >= 0.65],
  ['precision of the pre-ticked pairs ≥ .90', unseen.tickedPrecision >= 0.9],
  ['pre-ticked pairs cover ≥ 40 % of the right ones', unseen.tickedCoverage >= 0.4],
  ['no forbidden pair', unseen.forbidden === 0 && figures.tuning.totals.matcher.forbidden === 0],
  ['500 × 500 fields < 1 s', figures.times[0][1] < 1000],
];
if (!values['no-report']) writeReport(figures, reached);
for (const [figure, isReached] of reached)
  process.stdout.write(`${isReached ? 'reached    ' : 'NOT REACHED'} ${figure}\n`);
process.exitCode = reached.every(([, isReached]) => isReached) ? 0 : 1;
