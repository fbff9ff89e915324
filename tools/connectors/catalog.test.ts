import { connectors } from '@penstock/connector-catalog';

const actions = connectors.flatMap((connector) => connector.actions.map((action) => ({ name: `${connector.id}/${action.id}`, connector, action })));
const namesWhere = (isBroken: (entry: (typeof actions)[number]) => boolean) => actions.filter(isBroken).map(({ name }) => name);

test('an effect goes through a connection: only a remote system can be written to', () => {
  expect(namesWhere(({ connector, action }) => action.contract.class !== 'R' && !connector.connection)).toEqual([]);
});

test('every sample is an output of its action', () => {
  expect(namesWhere(({ action }) => !action.output.safeParse(action.sample).success)).toEqual([]);
});

/** No look-up of these is publicly documented: checks of PayTrace's v1 API, and whatever a P21 command does. */
const cannotBeLookedUp = [
  'paytrace/check-sale-by-account',
  'paytrace/check-sale-by-customer',
  'paytrace/check-hold-by-account',
  'paytrace/check-hold-by-customer',
  'paytrace/check-fund',
  'paytrace/check-void',
  'paytrace/check-refund',
  'prophet21/run-commands',
];

test('every effect of money or ledger can be looked up, but for a few whose doubt goes to a person', () => {
  const movesMoney = ({ action: { contract } }: (typeof actions)[number]) => contract.class !== 'R' && (contract.kind === 'money' || contract.kind === 'ledger');
  const isBlind = ({ action: { contract } }: (typeof actions)[number]) => contract.class !== 'R' && !contract.verify;

  expect(namesWhere((entry) => movesMoney(entry) && isBlind(entry))).toEqual(cannotBeLookedUp);
  expect(namesWhere((entry) => movesMoney(entry) && isBlind(entry) && entry.action.contract.class !== 'H')).toEqual([]);
});

test('what an effect is undone by is an action of the same connector', () => {
  const undoes = ({ connector, action: { contract } }: (typeof actions)[number]) => (contract.class === 'R' ? undefined : contract.compensate?.action && !connector.actions.some(({ id }) => id === contract.compensate?.action));

  expect(namesWhere((entry) => undoes(entry) === true)).toEqual([]);
});

test('connectors that list their errors list each code once', () => {
  const doubled = connectors.filter(({ errors = [] }) => new Set(errors.map(({ code }) => code)).size !== errors.length);

  expect(doubled.map(({ id }) => id)).toEqual([]);
});
