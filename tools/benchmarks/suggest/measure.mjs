const key = (source, target) => `${source}\n${target}`;
const share = (part, whole) => (whole === 0 ? null : part / whole);

/** Fields that hold card data, by set-independent names: a pair with one of them is a forbidden one. */
const secret = /(?:^|[._\]])(?:csc|cvv2?|cvc|customerverificationvalue)$/i;
const number = /(?:card[._]number|cardnumber|cc_?number)$/i;
const masked = /mask|last_?4/i;
const isForbidden = ({ source, target }) =>
  secret.test(source) ||
  secret.test(target) ||
  (number.test(source) && !masked.test(source)) ||
  (number.test(target) && !masked.test(target) && !masked.test(source));

/** What a matcher's answer is worth beside the pairs that are right. */
export function measure(set, { pairs, candidates }) {
  const right = new Set(set.pairs.map(([source, target]) => key(source, target)));
  const isRight = ({ source, target }) => right.has(key(source, target));
  const ticked = pairs.filter(({ tier }) => tier === 'preticked');
  return {
    right: right.size,
    hits: set.pairs.filter(([source, target]) =>
      (candidates.get(target) ?? []).slice(0, 3).some((each) => each.source === source),
    ).length,
    listed: pairs.length,
    listedRight: pairs.filter(isRight).length,
    ticked: ticked.length,
    tickedRight: ticked.filter(isRight).length,
    forbidden: [
      ...pairs,
      ...[...candidates].flatMap(([target, list]) => list.map(({ source }) => ({ source, target }))),
    ].filter(isForbidden).length,
    confidences: pairs.map((pair) => ({ confidence: pair.confidence, isRight: isRight(pair) })),
  };
}

export function sumUp(measures) {
  const sum = (name) => measures.reduce((total, each) => total + each[name], 0);
  const [right, listed, listedRight, ticked, tickedRight] = [
    'right',
    'listed',
    'listedRight',
    'ticked',
    'tickedRight',
  ].map(sum);
  const [precision, recall] = [share(listedRight, listed), share(listedRight, right)];
  return {
    right,
    hitAt3: share(sum('hits'), right),
    precision,
    recall,
    f1: f1Of(precision, recall),
    meanF1:
      measures
        .map(({ listed, listedRight, right }) => f1Of(share(listedRight, listed), share(listedRight, right)))
        .reduce((a, b) => a + b, 0) / measures.length,
    tickedPrecision: share(tickedRight, ticked),
    tickedCoverage: share(tickedRight, right),
    forbidden: sum('forbidden'),
  };
}

const f1Of = (precision, recall) => (precision && recall ? (2 * precision * recall) / (precision + recall) : 0);

/** Of the pairs within a band of confidence, how many are right. */
export function calibrationOf(measures) {
  const all = measures.flatMap(({ confidences }) => confidences);
  return [
    [0.4, 0.55],
    [0.55, 0.7],
    [0.7, 0.85],
    [0.85, 0.95],
    [0.95, 1.01],
  ].map(([from, to]) => {
    const within = all.filter(({ confidence }) => confidence >= from && confidence < to);
    return {
      from,
      to: Math.min(to, 1),
      pairs: within.length,
      right: share(within.filter(({ isRight }) => isRight).length, within.length),
    };
  });
}
