import { ConfigError, readApiConfig } from './api-config';

const sound = { DATABASE_URL: 'postgres://localhost/penstock', PENSTOCK_MASTER_KEY: 'ab'.repeat(32) };

describe('the configuration', () => {
  test('has defaults for all but database and master key', () => {
    const config = readApiConfig(sound);

    expect(config).toMatchObject({ port: 4000, host: '127.0.0.1', role: 'all', isDemo: false, intakeBodyLimitBytes: 1_048_576 });
    expect(config.allowedPrivateHosts).toEqual([]);
  });

  test('lets connections reach this machine in the demo only', () => {
    expect(readApiConfig({ ...sound, PENSTOCK_DEMO: '1' }).allowedPrivateHosts).toContain('127.0.0.1');
  });

  test.each([
    ['PORT', 'eighty'],
    ['DATABASE_URL', 'mysql://canary'],
    ['PENSTOCK_ROLE', 'canary'],
    ['PENSTOCK_MASTER_KEY', 'canary'],
  ])('names %s when it is wrong, never its value', (name, value) => {
    const reading = () => readApiConfig({ ...sound, [name]: value });

    expect(reading).toThrow(name);
    expect(reading).not.toThrow(/canary|eighty/);
  });

  test('is refused as a whole when something is missing', () => {
    expect(() => readApiConfig({})).toThrow(ConfigError);
  });
});

test('code steps are off until they are allowed', () => {
  expect(readApiConfig(sound).allowCodeSteps).toBe(false);
  expect(readApiConfig({ ...sound, PENSTOCK_CODE_STEPS: '1' }).allowCodeSteps).toBe(true);
});
