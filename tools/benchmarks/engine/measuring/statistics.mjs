/** The value below which `share` (0 to 1) of the values lie. */
export const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
export const median = (values) => percentile(values, 0.5);

export const whole = (value) => Math.round(value).toLocaleString('en-US');
export const ms = (value) => `${value.toFixed(1)} ms`;
export const p50AndP99 = (values) => `p50 ${ms(percentile(values, 0.5))}, p99 ${ms(percentile(values, 0.99))}`;

/** Rounds one after the other; their results in order. */
export async function inTurn(rounds, measure) {
  const results = [];
  for (let round = 0; round < rounds; round += 1) results.push(await measure(round));
  return results;
}
