// What the matcher is compared with: equal leaf names, and similar leaf names picked best first.
const leafOf = (path) =>
  path
    .split(/[./]/)
    .at(-1)
    .replace(/\[\d*\]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

const answer = (pairs) => ({
  pairs,
  candidates: new Map(pairs.map(({ source, target, confidence }) => [target, [{ source, confidence }]])),
});

export function matchEqualLeaves({ source, target }) {
  const byLeaf = new Map();
  for (const { path } of source) if (!byLeaf.has(leafOf(path))) byLeaf.set(leafOf(path), path);
  return answer(
    target.flatMap(({ path }) => {
      const found = byLeaf.get(leafOf(path));
      return found ? [{ source: found, target: path, confidence: 1, tier: 'preticked' }] : [];
    }),
  );
}

const leastSimilarity = 0.4;

export function matchSimilarNames({ source, target }) {
  const scored = target
    .flatMap((to) =>
      source.map((from) => ({
        source: from.path,
        target: to.path,
        confidence: similarity(leafOf(from.path), leafOf(to.path)),
      })),
    )
    .filter(({ confidence }) => confidence >= leastSimilarity)
    .sort((a, b) => b.confidence - a.confidence);
  const taken = new Set();
  const pairs = [];
  for (const pair of scored) {
    if (taken.has(`s${pair.source}`) || taken.has(`t${pair.target}`)) continue;
    taken.add(`s${pair.source}`).add(`t${pair.target}`);
    pairs.push({ ...pair, tier: pair.confidence >= 0.85 ? 'preticked' : 'listed' });
  }
  const candidates = new Map();
  for (const { source: from, target: to, confidence } of scored)
    candidates.set(to, [...(candidates.get(to) ?? []), { source: from, confidence }]);
  return { pairs, candidates };
}

/** Levenshtein distance as a share of the longer name. */
function similarity(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return 1 - row[b.length] / Math.max(a.length, b.length, 1);
}
