import { z } from 'zod';
import { ConfigError } from '../platform/config/api-config';

export interface SetUpConfig {
  readonly adminEmail: string;
  readonly adminPassword: string;
  readonly bootstrapApiKey: string | undefined;
  readonly demoIntakeSecret: string | undefined;
}

const shape = z.object({
  PENSTOCK_ADMIN_EMAIL: z.email().default('owner@penstock.example'),
  PENSTOCK_ADMIN_PASSWORD: z.string().min(8, 'must have at least 8 characters'),
  PENSTOCK_BOOTSTRAP_API_KEY: z.string().min(20, 'must have at least 20 characters').optional(),
  PENSTOCK_DEMO_INTAKE_SECRET: z.string().min(8).optional(),
});

/** @throws ConfigError that names what is wrong, never its value. */
export function readSetUpConfig(variables: Readonly<Record<string, string | undefined>>): SetUpConfig {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ');
    throw new ConfigError('CONFIG_INVALID', `The first user cannot be made: ${wrong}`);
  }
  const env = parsed.data;
  return {
    adminEmail: env.PENSTOCK_ADMIN_EMAIL,
    adminPassword: env.PENSTOCK_ADMIN_PASSWORD,
    bootstrapApiKey: env.PENSTOCK_BOOTSTRAP_API_KEY,
    demoIntakeSecret: env.PENSTOCK_DEMO_INTAKE_SECRET,
  };
}
