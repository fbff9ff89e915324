interface MoneyWords {
  /** To be completed by “whether”. */
  readonly fact: string;
  /** What sending it twice would do to the money. */
  twice(sum: string): string;
}

const neutral: MoneyWords = {
  fact: 'the money moved',
  twice: (sum) => `Sent twice, ${sum} could move twice.`,
};

const charged: MoneyWords = {
  fact: 'the card was charged',
  twice: (sum) => `Sent twice, the customer would pay ${sum} twice.`,
};

/** By the first word of the action's id. */
const byVerb: Readonly<Record<string, MoneyWords>> = {
  sale: charged,
  charge: charged,
  authorize: {
    fact: 'the amount was reserved on the card',
    twice: (sum) => `Sent twice, ${sum} would be reserved on the card twice.`,
  },
  capture: {
    fact: 'the reserved amount was collected',
    twice: (sum) => `Sent twice, ${sum} could be collected twice.`,
  },
  refund: {
    fact: 'the money was paid back',
    twice: (sum) => `Sent twice, the customer would get ${sum} back twice.`,
  },
  void: {
    fact: 'the payment was voided',
    twice: (sum) => `Not voided, the customer pays ${sum} all the same.`,
  },
};

/** The words for an action that moves money; neutral ones for an action that nobody here knows. */
export function moneyActionWords(action: string): MoneyWords {
  const verb = action.split('-')[0] ?? '';
  return (Object.hasOwn(byVerb, verb) ? byVerb[verb] : undefined) ?? neutral;
}
