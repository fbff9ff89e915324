import type { Outcome } from '../scenarios/run-scenario';

/** The judge's letters, in the order of the table. */
export const letterCounts = ({ findings, stuck, leaks }: Pick<Outcome, 'findings' | 'stuck' | 'leaks'>): Readonly<Record<string, number>> => ({
  LOST: findings.lost.length,
  DUP: findings.duplicates.length,
  PHANTOM: findings.phantoms.length,
  STUCK: stuck,
  WRONG: findings.wrong.length,
  ORDER: findings.order.length,
  MONEY: findings.money.length,
  LEAK: leaks.length,
});
