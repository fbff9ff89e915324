import { PenstockError } from '@penstock/kernel';

/** Distances of the simulators' ports from the platform's. */
export const OFFSETS = { paytrace: 10, prophet21: 20, shop: 30, alerts: 40 } as const;
export type SimulatorName = keyof typeof OFFSETS;

export interface Surroundings {
  /** The platform's port; the simulators stand at fixed distances from it. */
  readonly port: number;
  readonly host: string;
  /** PENSTOCK_HOME: what the simulated remote systems remember survives here. */
  readonly home: string;
  readonly platformUrl: string;
  readonly intakeSecret: string;
}

/** The simulators cannot start as they were asked to; the message says what to change. */
export class SurroundingsError extends PenstockError<'SETTING_MISSING' | 'SETTING_WRONG' | 'PORT_BUSY'> {}

export const urlOf = ({ port }: Pick<Surroundings, 'port'>, name: SimulatorName): string =>
  `http://127.0.0.1:${port + OFFSETS[name]}`;

export function surroundingsFrom(variables: Readonly<Record<string, string | undefined>>): Surroundings {
  const port = Number(variables['PORT'] || 4000);
  if (!Number.isInteger(port) || port < 1 || port > 65_495) {
    throw new SurroundingsError(
      'SETTING_WRONG',
      `PORT is "${variables['PORT']}"; it must be a whole number from 1 to 65495.`,
    );
  }
  const intakeSecret = variables['PENSTOCK_DEMO_INTAKE_SECRET'] ?? '';
  if (intakeSecret === '') {
    throw new SurroundingsError(
      'SETTING_MISSING',
      'PENSTOCK_DEMO_INTAKE_SECRET is not set: the demo shop signs its orders with it. Start everything with "npm start", or set the secret of the shop’s intake address.',
    );
  }
  return {
    port,
    host: variables['HOST'] || '127.0.0.1',
    home: variables['PENSTOCK_HOME'] || '.penstock',
    platformUrl: variables['PENSTOCK_URL'] || `http://127.0.0.1:${port}`,
    intakeSecret,
  };
}
