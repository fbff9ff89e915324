import { judgeRewind, REDELIVERY_HORIZON_MS, sendingRule, sendWindow, type RestoreGuardState } from './restore-guard';

const [gapFrom, gapTo] = [1_700_000_000_000, 1_700_000_600_000];
const resumed: RestoreGuardState = { kind: 'resumed', gapFrom, gapTo };
const held: RestoreGuardState = { kind: 'held', gapFrom, gapTo };
const charge = { class: 'L', kind: 'money' } as const;
const mail = { class: 'H', kind: 'message' } as const;
const cheque = { class: 'H', kind: 'money' } as const;
const upsert = { class: 'I', kind: 'master-data' } as const;
const old = { createdAt: gapFrom - 1, lastEffectAt: null };
const inGap = { createdAt: gapTo - 1, lastEffectAt: null };
const redelivered = { createdAt: gapTo, lastEffectAt: null };
const later = { createdAt: gapTo + REDELIVERY_HORIZON_MS, lastEffectAt: null };

describe('an effect of a database that was never restored', () => {
  test.each([charge, mail, cheque, upsert])('is sent: %j', (contract) => {
    expect(sendingRule(contract, old, { kind: 'open' })).toBe('send');
  });
});

describe('an effect while sending is held', () => {
  test.each([charge, mail, cheque, upsert])('RG1: is held: %j', (contract) => {
    expect(sendingRule(contract, later, held)).toBe('hold');
  });
});

describe('an effect after a person resumed', () => {
  test.each([
    ['RG2: a charge of an old run is looked up first', charge, old, 'verify-first'],
    ['RG2: a charge of a run of the gap is looked up first', charge, inGap, 'verify-first'],
    ['RG2: a mail of an old run asks a person', mail, old, 'ask-person'],
    ['RG2: an upsert of an old run is sent with its key', upsert, old, 'send'],
    ['RG3: a charge of a run that came after the gap is looked up first', charge, redelivered, 'verify-first'],
    ['RG3: money that cannot be looked up asks a person', cheque, redelivered, 'ask-person'],
    ['RG3: a mail of a run that came after the gap is sent', mail, redelivered, 'send'],
    ['RG3: a charge is sent when nobody repeats any more', charge, later, 'send'],
  ] as const)('%s', (_, contract, run, rule) => {
    expect(sendingRule(contract, run, resumed)).toBe(rule);
  });

  test('RG4: is sent once the step has an effect from after the gap', () => {
    expect(sendingRule(charge, { ...old, lastEffectAt: gapTo }, resumed)).toBe('send');
  });

  test('RG4: is looked up when the latest known effect is from before', () => {
    expect(sendingRule(charge, { ...old, lastEffectAt: gapTo - 1 }, resumed)).toBe('verify-first');
  });

  test('RG5: is looked for in the whole gap', () => {
    expect(sendWindow(gapTo + 5, resumed)).toEqual({ sentAt: gapFrom, sentBefore: gapTo + 5 });
    expect(sendWindow(gapFrom - 5, resumed)).toEqual({ sentAt: gapFrom - 5, sentBefore: gapTo });
    expect(sendWindow(7, { kind: 'open' })).toEqual({ sentAt: 7, sentBefore: 7 });
  });
});

describe('a database that is opened', () => {
  const seen = { counter: 100, systemIdentifier: 'a', timeline: 1, at: gapFrom };

  test.each([
    ['never seen before is taken as it is', { counter: 0, systemIdentifier: 'a', timeline: 1 }, undefined, null, 'same'],
    ['further on is the same', { counter: 101, systemIdentifier: 'a', timeline: 1 }, seen, null, 'same'],
    ['with a lower counter was rewound', { counter: 99, systemIdentifier: 'a', timeline: 1 }, seen, null, 'behind'],
    ['on another server was rewound', { counter: 100, systemIdentifier: 'b', timeline: 1 }, seen, null, 'another-server'],
    ['on another timeline was recovered', { counter: 100, systemIdentifier: 'a', timeline: 2 }, seen, null, 'recovered'],
    ['whose server does not tell is judged by its counter', { counter: 100, systemIdentifier: null, timeline: null }, seen, null, 'same'],
    ['that was marked since is known already', { counter: 5, systemIdentifier: 'b', timeline: 2 }, seen, gapFrom + 1, 'same'],
    ['that was marked before is judged again', { counter: 99, systemIdentifier: 'a', timeline: 1 }, seen, gapFrom - 1, 'behind'],
  ] as const)('%s', (_, now, mark, markedAt, verdict) => {
    expect(judgeRewind(now, mark, markedAt)).toBe(verdict);
  });
});
