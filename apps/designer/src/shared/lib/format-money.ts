/**
 * Amounts arrive as decimal text and are shown as decimal text: they never become floats. The minor digits are kept as
 * they came, at least two; negatives stand in parentheses.
 */
export function formatAmount(amount: string, locale?: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount.trim());
  if (!match) return amount;
  const [, sign, whole = '0', fraction = ''] = match;
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).formatToParts(0.11);
  const point = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  const grouped = new Intl.NumberFormat(locale, { useGrouping: true }).format(BigInt(whole));
  const shown = `${grouped}${point}${fraction.replace(/0+$/, '').padEnd(2, '0')}`;
  return sign === '-' ? `(${shown})` : shown;
}

/** `USD 18,240.10`. */
export const formatMoney = (amount: string, currency: string | null | undefined): string =>
  currency ? `${currency} ${formatAmount(amount)}` : formatAmount(amount);
