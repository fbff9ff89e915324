import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

interface Service {
  readonly command?: readonly string[];
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly healthcheck?: object;
  readonly ports?: readonly string[];
}

const ROOT = resolve(__dirname, '../..');
const compose = parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
};

/** The built program of each service, as the source it is built from. */
function sourceOf(service: Service): string | undefined {
  const program = service.command?.find((word) => word.endsWith('.js'));
  return program?.replace('/dist/', '/src/').replace(/\.js$/, '.ts');
}

describe('the compose file', () => {
  test('has every role, its stores, and the demo only on request', () => {
    expect(Object.keys(compose.services).sort()).toEqual([
      'api',
      'migrate',
      'postgres',
      'redis',
      'simulators',
      'worker',
    ]);
    expect(compose.services['simulators']?.profiles).toEqual(['demo']);
  });

  test('starts programs that exist', () => {
    const sources = Object.values(compose.services)
      .map(sourceOf)
      .filter((source) => source !== undefined);

    expect(sources).toEqual(['apps/api/src/migrate.ts', 'apps/worker/src/main.ts', 'apps/simulators/src/main.ts']);
    expect(sources.every((source) => existsSync(join(ROOT, source)))).toBe(true);
  });

  test.each(['api', 'worker'])('gives the %s its role, the database, Redis and the master key', (name) => {
    const service = compose.services[name];

    expect(service?.environment).toMatchObject({ PENSTOCK_ROLE: name, REDIS_URL: 'redis://redis:6379' });
    expect(service?.environment?.['DATABASE_URL']).toContain('@postgres:5432/penstock');
    expect(service?.environment?.['PENSTOCK_MASTER_KEY']).toContain(':?');
    expect(Object.keys(service?.depends_on ?? {})).toEqual(['migrate', 'redis']);
  });

  test('lets only the API and the simulators be reached from outside', () => {
    const reachable = Object.entries(compose.services).filter(([, { ports }]) => ports !== undefined);

    expect(reachable.map(([name]) => name)).toEqual(['api', 'simulators']);
  });

  test('keeps no secret of its own', () => {
    const secrets = ['POSTGRES_PASSWORD', 'PENSTOCK_MASTER_KEY', 'PENSTOCK_ADMIN_PASSWORD'];
    const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');

    for (const name of secrets) expect(text).toContain(`\${${name}:?`);
  });
});
