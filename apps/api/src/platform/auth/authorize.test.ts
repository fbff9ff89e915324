import { authorize, type Roles } from './authorize';
import { thingsNamedBy } from './named-things';

const [sandbox, production] = ['e-sandbox', 'e-production'];
const roles: Roles = { organization: 'analyst', environments: { [production]: 'operator' } };
const decide = (allowed: readonly ('analyst' | 'operator' | 'auditor')[], environmentIds: readonly string[], isOfEnvironment = true) =>
  authorize(roles, { allowed, environmentIds, isOfEnvironment });

describe('the role of a request', () => {
  test('is that of the organisation where no environment is named', () => {
    expect(decide(['analyst'], [])).toBe('analyst');
  });

  test('is that of the environment where one is given', () => {
    expect(decide(['operator'], [production])).toBe('operator');
  });

  test('is that of the organisation in an environment without one of its own', () => {
    expect(decide(['analyst'], [sandbox])).toBe('analyst');
  });

  test('is not raised by the role of another environment', () => {
    expect(() => decide(['operator'], [sandbox])).toThrow('The role analyst may not do this.');
  });

  test('is lowered by the role of the environment', () => {
    expect(() => decide(['analyst'], [production])).toThrow('The role operator may not do this.');
  });

  test('is refused when one of several environments refuses it', () => {
    expect(() => decide(['analyst'], [sandbox, production])).toThrow(/operator may not/);
  });

  test('is not guessed where two environments give different ones', () => {
    expect(() => decide(['analyst', 'operator'], [sandbox, production])).toThrow(/one environment at a time/);
  });

  test('is that of the organisation on a route of no environment, whatever the request names (R2)', () => {
    expect(() => decide(['operator'], [production], false)).toThrow(/analyst may not/);
    expect(() => decide(['analyst'], [production], false)).toThrow(/operator may not/);
    expect(decide(['analyst', 'operator'], [production], false)).toBe('analyst');
  });

  test('is refused on a route that names none', () => {
    expect(() => decide([], [])).toThrow(/may not do this/);
  });
});

describe('what a request names', () => {
  const [a, b] = ['0193aaaa-0000-7000-8000-000000000001', '0193aaaa-0000-7000-8000-000000000002'];
  const named = (url: string, rest: { params?: unknown; query?: unknown; body?: unknown }) =>
    thingsNamedBy({ routeOptions: { url }, params: {}, query: {}, body: undefined, ...rest });

  test('is the object of its address', () => {
    expect(named('/api/v1/runs/:id/compare/:otherId', { params: { id: a, otherId: b } }).objects).toEqual([
      { kind: 'run', id: a },
      { kind: 'run', id: b },
    ]);
  });

  test('is the environment and the objects of its body and query', () => {
    const { keys, objects } = named('/api/v1/deployments', { query: { environment: 'sandbox' }, body: { environment: 'production', runIds: [a], eventId: b } });

    expect([keys, objects]).toEqual([
      ['sandbox', 'production'],
      [
        { kind: 'run', id: a },
        { kind: 'event', id: b },
      ],
    ]);
  });

  test.each([
    ['no id', '/api/v1/runs/:id', { params: { id: 'x' } }],
    ['of the organisation', '/api/v1/flows/:id', { params: { id: a } }],
    ['text', '/api/v1/deployments', { body: 'production' }],
    ['a list', '/api/v1/deployments', { body: [{ environment: 'production' }] }],
  ])('is nothing of an environment when it is %s', (_, url, rest) => {
    expect(named(url, rest)).toEqual({ keys: [], objects: [] });
  });
});
