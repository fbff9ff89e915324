// `node tools/benchmarks/suggest/fit.mjs`: fits the weights of the evidence and the calibration on the tuning sets and
// prints them for packages/mapping/src/suggest/score.ts and confidence.ts. The sets of the other group are not read.
import { loadMapping } from './matcher.mjs';
import { readSets } from './read-sets.mjs';

loadMapping();
const [{ compareFields }, { choosePairs }, { evidenceWeights, evidenceBias }, { calibration }] = [
  'compare-fields',
  'choose-pairs',
  'score',
  'confidence',
].map((part) => loadMapping(`suggest/${part}.js`));
const NAMES = Object.keys(evidenceWeights);
/** How strongly the fit is held to where it starts: there are more judgements in the start than pairs in the sets. */
const HOLD = Number(process.env.FIT_HOLD ?? 4);

function compare(set) {
  const work = compareFields(set);
  let turn = work.next();
  while (!turn.done) turn = work.next();
  return turn.value;
}

const isRight = (set, { sources, targets }, { source, target }) =>
  set.pairs.some(
    ([from, to]) => from === sources[source].reading.field.path && to === targets[target].reading.field.path,
  );

/** Newton's method would do; plain descent is enough for a few thousand rows. */
function fitLogistic(rows, start, hold) {
  let weights = [...start];
  const scale = 1 / rows.reduce((sum, { weight }) => sum + weight, 0);
  for (let round = 0; round < 6000; round += 1) {
    const gradient = weights.map((weight, at) => (at === 0 ? 0.02 : 1) * hold * scale * (weight - start[at]));
    for (const { inputs, label, weight } of rows) {
      const miss = 1 / (1 + Math.exp(-inputs.reduce((sum, input, at) => sum + input * weights[at], 0))) - label;
      inputs.forEach((input, at) => (gradient[at] += scale * weight * miss * input));
    }
    weights = weights.map((weight, at) => weight - 0.6 * gradient[at]);
  }
  return weights;
}

const sets = readSets('tuning').map((set) => ({ set, compared: compare(set) }));
const rows = sets.flatMap(({ set, compared }) =>
  compared.ranked.flatMap((pairs) =>
    pairs.map((pair) => ({
      inputs: [1, ...NAMES.map((name) => pair.evidence[name])],
      label: isRight(set, compared, pair) ? 1 : 0,
      weight: isRight(set, compared, pair) ? 3 : 1,
    })),
  ),
);
const [bias, ...weights] = fitLogistic(rows, [evidenceBias, ...NAMES.map((name) => evidenceWeights[name])], HOLD);
console.log('evidenceBias', bias.toFixed(2));
console.log(Object.fromEntries(NAMES.map((name, at) => [name, Number(weights[at].toFixed(2))])));

const chosen = sets.flatMap(({ set, compared }) =>
  choosePairs(compared.ranked).map((pair) => ({
    inputs: [1, Math.min(pair.score, 8), pair.aheadForTarget, pair.aheadForSource, pair.isReuse ? 1 : 0],
    label: isRight(set, compared, pair) ? 1 : 0,
    weight: 1,
  })),
);
console.log(
  'calibration',
  fitLogistic(chosen, Object.values(calibration), HOLD).map((value) => value.toFixed(2)),
);
