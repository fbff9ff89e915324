/**
 * What happens to the digits that are cut off. Money uses `half-up` (away from zero on a tie) unless a contract says
 * otherwise; `half-even` is the accountants' variant that does not drift over many roundings.
 */
export const roundings = ['half-up', 'half-even', 'half-down', 'down', 'up', 'floor', 'ceiling'] as const;
export type Rounding = (typeof roundings)[number];

const bumpsAway = (
  rounding: Rounding,
  state: { readonly negative: boolean; readonly tie: number; readonly odd: boolean },
): boolean => {
  switch (rounding) {
    case 'down':
      return false;
    case 'up':
      return true;
    case 'floor':
      return state.negative;
    case 'ceiling':
      return !state.negative;
    case 'half-up':
      return state.tie >= 0;
    case 'half-down':
      return state.tie > 0;
    case 'half-even':
      return state.tie > 0 || (state.tie === 0 && state.odd);
  }
};

/** The whole quotient of two integers under a rounding. The denominator is not zero. */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  if (remainder === 0n) return quotient;

  const negative = numerator < 0n !== denominator < 0n;
  const twice = magnitude(remainder) * 2n;
  const whole = magnitude(denominator);
  const tie = twice > whole ? 1 : twice === whole ? 0 : -1;
  if (!bumpsAway(rounding, { negative, tie, odd: quotient % 2n !== 0n })) return quotient;
  return negative ? quotient - 1n : quotient + 1n;
}

export const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
