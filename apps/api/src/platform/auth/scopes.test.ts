import { isInScope } from './scopes';

const ask = (method: string, url: string | undefined, scopes?: readonly string[]) => isInScope(scopes, { method, routeOptions: { url } });

describe('the scopes of a key', () => {
  test.each([
    ['GET', '/api/v1/flows/:id', ['flows:read'], true],
    ['POST', '/api/v1/flows', ['flows:read'], false],
    ['POST', '/api/v1/flows', ['flows:write'], true],
    ['GET', '/api/v1/flows', ['flows:write'], true],
    ['GET', '/api/v1/runs', ['flows:read', 'flows:write'], false],
    ['POST', '/api/v1/effects/:id/settlement', ['cases:write'], true],
    ['GET', '/metrics', ['flows:read'], false],
    ['GET', undefined, ['flows:read'], false],
    ['GET', '/api/v1/flows', [], false],
    ['DELETE', '/api/v1/api-keys/:id', undefined, true],
  ] as const)('%s %s with %j: %s', (method, url, scopes, expected) => {
    expect(ask(method, url, scopes)).toBe(expected);
  });
});
