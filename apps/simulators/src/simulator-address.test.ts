import { SurroundingsError, surroundingsFrom } from './simulator-address';

describe('the settings of the simulators', () => {
  test('have defaults for everything but the secret', () => {
    expect(surroundingsFrom({ PENSTOCK_DEMO_INTAKE_SECRET: 'whsec_x', PORT: '' })).toEqual({
      port: 4000,
      host: '127.0.0.1',
      home: '.penstock',
      platformUrl: 'http://127.0.0.1:4000',
      intakeSecret: 'whsec_x',
    });
  });

  test.each(['abc', '0', '70000', '4000.5'])('refuse the port %s', (PORT) => {
    expect(() => surroundingsFrom({ PENSTOCK_DEMO_INTAKE_SECRET: 'whsec_x', PORT })).toThrow(SurroundingsError);
  });

  test('say what to do when the secret is missing', () => {
    expect(() => surroundingsFrom({})).toThrow('PENSTOCK_DEMO_INTAKE_SECRET is not set');
  });
});
