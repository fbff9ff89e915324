import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastPort, loadSecrets, markIntroduced, prepareHome, rememberPort } from './home.mjs';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'penstock-home-'));
  prepareHome(home);
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('the secrets of an installation', () => {
  test('are made once and stay the same', () => {
    const first = loadSecrets(home, {});

    const second = loadSecrets(home, {});

    expect(second).toEqual(first);
    expect(Buffer.from(first.masterKey, 'base64')).toHaveLength(32);
    expect(first.demoIntakeSecret).toMatch(/^whsec_/);
  });

  test('can be read by their owner only', () => {
    loadSecrets(home, {});

    expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  test('give way to those of the environment, which are not kept', () => {
    const secrets = loadSecrets(home, { PENSTOCK_ADMIN_PASSWORD: 'from-the-environment' });

    expect(secrets.adminPassword).toBe('from-the-environment');
    expect(readFileSync(join(home, 'secrets.json'), 'utf8')).not.toContain('from-the-environment');
  });

  test('are introduced until a start has shown them', () => {
    expect(loadSecrets(home, {}).introduced).toBe(false);

    markIntroduced(home);

    expect(loadSecrets(home, {}).introduced).toBe(true);
  });
});

test('the port of the last start is remembered', () => {
  expect(lastPort(home)).toBeUndefined();

  rememberPort(home, 4007);

  expect(lastPort(home)).toBe(4007);
});
