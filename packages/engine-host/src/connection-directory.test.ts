import { createHttpPools, createTokenCache, systemClock } from '@penstock/runtime-adapters';
import type { ConnectionId, EnvironmentId, OrganizationId } from '@penstock/kernel';
import type { Pool } from 'pg';
import { connectorOf } from './catalog-lookup';
import { ConnectionDirectory } from './connection-directory';

const row = {
  id: '0199a000-0000-7000-8000-000000000001', organization_id: '0199a000-0000-7000-8000-000000000002', connector: 'prophet21', fingerprint: 'p21', updated_at: new Date(0),
  settings: { baseUrl: 'http://127.0.0.1:9', username: 'penstock', companyId: 'HSC' },
};

describe('a connection whose secret cannot be read', () => {
  test('sends nothing and says that it is tried again', async () => {
    const pools = createHttpPools();
    const directory = new ConnectionDirectory({ catalog: { connector: async (id) => connectorOf(id) },
      pool: { query: async () => ({ rows: [row] }) } as unknown as Pool,
      secrets: { read: () => Promise.reject(new TypeError('Connection terminated unexpectedly')) },
      pools, tokens: createTokenCache(systemClock), clock: systemClock, allowedPrivateHosts: ['127.0.0.1'], mayStart: () => true,
    });
    const { context } = await directory.resolve({ organizationId: row.organization_id as OrganizationId, environmentId: row.id as EnvironmentId, connector: 'prophet21', slot: 'erp' });

    const sending = context.http.send({ method: 'GET', url: '/odataservice/odata/table/customer' });

    await expect(sending).rejects.toMatchObject({ details: { class: 'not-sent', code: 'SECRET_NOT_READABLE' } });
    await pools.close();
  });
});

test('a connector that only computes needs no connection and can reach nothing', async () => {
  const untouchable = { query: () => Promise.reject(new TypeError('no database is asked')) } as unknown as Pool;
  const pools = createHttpPools();
  const directory = new ConnectionDirectory({ catalog: { connector: async (id) => connectorOf(id) },
    pool: untouchable, secrets: { read: () => Promise.resolve(undefined) },
    pools, tokens: createTokenCache(systemClock), clock: systemClock, allowedPrivateHosts: ['127.0.0.1'], mayStart: () => true,
  });

  const { connectionId, context } = await directory.resolve({ organizationId: row.organization_id as OrganizationId, environmentId: row.id as EnvironmentId, connector: 'webhook', slot: null });

  expect(connectionId).toBeNull();
  await expect(context.http.send({ method: 'GET', url: 'http://127.0.0.1:9/' })).rejects.toMatchObject({ details: { class: 'config', code: 'SLOT_NOT_BOUND' } });
  await pools.close();
});

test.each([[true], [false]])('code steps get a sandbox where they are allowed (%s), and no way out', async (isAllowed) => {
  const sandbox = { run: () => Promise.resolve('ran') };
  const pools = createHttpPools();
  const directory = new ConnectionDirectory({ catalog: { connector: async (id) => connectorOf(id) },
    pool: { query: () => Promise.reject(new TypeError('no database is asked')) } as unknown as Pool, secrets: { read: () => Promise.resolve(undefined) },
    pools, tokens: createTokenCache(systemClock), clock: systemClock, allowedPrivateHosts: [], mayStart: () => true, sandbox: isAllowed ? sandbox : undefined,
  });

  const { context } = await directory.resolve({ organizationId: row.organization_id as OrganizationId, environmentId: row.id as EnvironmentId, connector: 'code', slot: null });

  expect(context.sandbox).toBe(isAllowed ? sandbox : undefined);
  await expect(context.http.send({ method: 'GET', url: 'http://127.0.0.1:9/' })).rejects.toMatchObject({ details: { code: 'SLOT_NOT_BOUND' } });
  await pools.close();
});

test('a mail connection gets a way to its server, guarded as HTTP is; other connections get none', async () => {
  const mailRow = { ...row, connector: 'email', settings: { host: '127.0.0.1', port: 2525, from: 'billing@example.com' } };
  const pools = createHttpPools();
  const contextOf = async (stored: typeof row | typeof mailRow) => {
    const directory = new ConnectionDirectory({ catalog: { connector: async (id) => connectorOf(id) },
      pool: { query: async () => ({ rows: [stored] }) } as unknown as Pool, secrets: { read: () => Promise.resolve('secret') },
      pools, tokens: createTokenCache(systemClock), clock: systemClock, allowedPrivateHosts: [], mayStart: () => true,
    });
    return (await directory.resolve({ organizationId: row.organization_id as OrganizationId, environmentId: row.id as EnvironmentId, connector: stored.connector, slot: 'out' })).context;
  };

  expect((await contextOf(row)).mail).toBeUndefined();
  await expect((await contextOf(mailRow)).mail?.check()).rejects.toMatchObject({ details: { code: 'MAIL_ADDRESS_BLOCKED' } });
  await pools.close();
});

describe('a connection that is named, whatever the slot is bound to', () => {
  const stored = { ...row, environment_id: '0199a000-0000-7000-8000-000000000003' };
  const resolved = async (environmentId: string, connector: string) => {
    const pools = createHttpPools();
    const directory = new ConnectionDirectory({ catalog: { connector: async (id) => connectorOf(id) },
      pool: { query: async (_text: unknown, values: unknown) => ({ rows: Array.isArray(values) && values[0] === stored.id && values[1] === stored.organization_id ? [stored] : [] }) } as unknown as Pool,
      secrets: { read: () => Promise.resolve('secret') }, pools, tokens: createTokenCache(systemClock), clock: systemClock, allowedPrivateHosts: [], mayStart: () => true,
    });
    await pools.close();
    return directory.resolve({ organizationId: row.organization_id as OrganizationId, environmentId: environmentId as EnvironmentId, connector, slot: 'erp', connectionId: stored.id as ConnectionId });
  };

  test('is opened', async () => {
    expect(await resolved(stored.environment_id, 'prophet21')).toMatchObject({ connectionId: stored.id, fingerprint: 'p21' });
  });

  test.each([['another environment', row.id, 'prophet21'], ['another connector', stored.environment_id, 'paytrace']])('is never one of %s (S18)', async (_name, environmentId, connector) => {
    await expect(resolved(environmentId, connector)).rejects.toMatchObject({ details: { code: 'SLOT_NOT_BOUND' } });
  });
});
