import { connectors } from '@penstock/connector-catalog';

const actions = connectors.flatMap((connector) => connector.actions.map((action) => ({ name: `${connector.id}/${action.id}`, connector, action })));
const namesWhere = (isBroken: (entry: (typeof actions)[number]) => boolean) => actions.filter(isBroken).map(({ name }) => name);

test('an effect goes through a connection: only a remote system can be written to', () => {
  expect(namesWhere(({ connector, action }) => action.contract.class !== 'R' && !connector.connection)).toEqual([]);
});

test('every sample is an output of its action', () => {
  expect(namesWhere(({ action }) => !action.output.safeParse(action.sample).success)).toEqual([]);
});

test('every effect of money or ledger can be looked up', () => {
  expect(namesWhere(({ action: { contract } }) => contract.class !== 'R' && (contract.kind === 'money' || contract.kind === 'ledger') && !contract.verify)).toEqual([]);
});

test('what an effect is undone by is an action of the same connector', () => {
  const undoes = ({ connector, action: { contract } }: (typeof actions)[number]) => (contract.class === 'R' ? undefined : contract.compensate?.action && !connector.actions.some(({ id }) => id === contract.compensate?.action));

  expect(namesWhere((entry) => undoes(entry) === true)).toEqual([]);
});

test('connectors that list their errors list each code once', () => {
  const doubled = connectors.filter(({ errors = [] }) => new Set(errors.map(({ code }) => code)).size !== errors.length);

  expect(doubled.map(({ id }) => id)).toEqual([]);
});
