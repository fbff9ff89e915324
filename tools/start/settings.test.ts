import { readSettings } from './settings.mjs';

describe('what the environment asks for', () => {
  test('defaults to the bundled database, the demo and every role', () => {
    const settings = readSettings({});

    expect(settings).toMatchObject({ role: 'all', demo: true, databaseUrl: undefined, port: undefined });
    expect(settings.home).toMatch(/\/\.penstock$/);
  });

  test('leaves the demo out of a database that was named', () => {
    const settings = readSettings({ DATABASE_URL: 'postgres://db/penstock', PENSTOCK_MASTER_KEY: 'key' });

    expect(settings).toMatchObject({ demo: false, databaseUrl: 'postgres://db/penstock' });
  });

  test('demands the master key beside a named database', () => {
    expect(() => readSettings({ DATABASE_URL: 'postgres://db/penstock' })).toThrow('PENSTOCK_MASTER_KEY is not set');
  });

  test.each(['0', '70000', 'http', '-1', '40.5'])('refuses %s as a port', (PORT) => {
    expect(() => readSettings({ PORT })).toThrow(`PORT is "${PORT}"`);
  });

  test('refuses a role that does not exist', () => {
    expect(() => readSettings({ PENSTOCK_ROLE: 'boss' })).toThrow('must be one of all, api, worker');
  });
});
