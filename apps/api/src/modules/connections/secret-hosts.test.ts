import { connectors } from '@penstock/connector-catalog';
import { invariant } from '@penstock/kernel';
import { secretHosts } from './secret-hosts';

function hosts(id: string, settings: object): string {
  const connection = connectors.find((connector) => connector.id === id)?.connection;
  invariant(connection, 'the connector takes a connection');
  return secretHosts(connection, settings);
}
const rest = { address: 'https://api.example/v2', signIn: 'oauth-client-credentials', tokenAddress: 'https://login.example/token', clientId: 'penstock' };

describe('where secrets go', () => {
  test.each<[string, object, boolean]>([
    ['another token address', { tokenAddress: 'https://elsewhere.example/token' }, true],
    ['another address', { address: 'https://elsewhere.example/v2' }, true],
    ['no encryption', { address: 'http://api.example/v2' }, true],
    ['another path and test', { address: 'https://api.example/v3', testPath: '/health', scope: 'read' }, false],
  ])('changes with %s or not', (_name, changes, isElsewhere) => {
    expect(hosts('http', { ...rest, ...changes }) !== hosts('http', rest)).toBe(isElsewhere);
  });

  test('is nowhere by settings that nobody can read', () => {
    expect(hosts('http', { address: 'nonsense' })).toBe('');
  });
});
