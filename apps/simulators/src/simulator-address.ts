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

export const urlOf = ({ port }: Pick<Surroundings, 'port'>, name: SimulatorName): string => `http://127.0.0.1:${port + OFFSETS[name]}`;

export function surroundingsFrom(variables: Readonly<Record<string, string | undefined>>): Surroundings {
  const port = Number(variables['PORT'] ?? 4000);
  return {
    port,
    host: variables['HOST'] ?? '127.0.0.1',
    home: variables['PENSTOCK_HOME'] ?? '.penstock',
    platformUrl: variables['PENSTOCK_URL'] ?? `http://127.0.0.1:${port}`,
    intakeSecret: variables['PENSTOCK_DEMO_INTAKE_SECRET'] ?? '',
  };
}
