import { flag, parseVariables, processConfigFrom, processVariables, type ProcessConfig, type Variables } from '@penstock/engine-host';
import { Decimal } from '@penstock/kernel';
import { z } from 'zod';
import { parseSmtpAddress, type OwnMail } from '../mail/smtp-address';

export { ConfigError } from '@penstock/engine-host';

/** What the process was told by its environment; read once at start, never again. */
export interface ApiConfig extends ProcessConfig {
  readonly port: number;
  readonly host: string;
  readonly role: 'all' | 'api' | 'worker';
  readonly isBehindProxy: boolean;
  readonly intakeBodyLimitBytes: number;
  /** Money above this, in any currency, is declared “not happened” by two persons. */
  readonly twoPersonLimit: Decimal;
  /** How long a colleague may confirm what one person proposed. */
  readonly proposalHours: number;
  /** Of one API key, per process; so many may also come at once after a pause. */
  readonly requestsPerMinute: number;
  /** The mail server of invitations and password links; without one an administrator hands links over. */
  readonly mail?: OwnMail | undefined;
  /** Folder of the built designer. */
  readonly designerFolder: string | undefined;
}

const apiVariables = processVariables.extend({
  PORT: z.coerce.number().int().min(1).max(65_535).default(4000),
  PENSTOCK_HOST: z.string().min(1).default('127.0.0.1'),
  PENSTOCK_ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  PENSTOCK_BEHIND_PROXY: flag,
  PENSTOCK_INTAKE_LIMIT_BYTES: z.coerce.number().int().min(1024).default(1024 * 1024),
  PENSTOCK_TWO_PERSON_LIMIT: z.string().regex(/^\d+(\.\d+)?$/, 'must be an amount like 1000.00').default('1000.00'),
  PENSTOCK_PROPOSAL_HOURS: z.coerce.number().positive().max(24 * 30).default(24),
  PENSTOCK_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(3000),
  PENSTOCK_SMTP_URL: z.string().refine((text) => parseSmtpAddress(text, '') !== undefined, 'must be like smtp://user:password@mail.example.com:587').optional(),
  /** The sender of those mails. */
  PENSTOCK_MAIL_FROM: z.email().optional(),
  PENSTOCK_DESIGNER_FOLDER: z.string().optional(),
});

/** Most servers take mail only from a sender they know: without one given, the host of the public address stands for us. */
const senderFrom = (publicUrl: string): string => `penstock@${new URL(publicUrl).hostname}`;

/** @throws ConfigError that names every variable that is wrong, never its value. */
export function readApiConfig(variables: Variables): ApiConfig {
  const env = parseVariables(apiVariables, variables);
  return {
    ...processConfigFrom(env),
    port: env.PORT,
    host: env.PENSTOCK_HOST,
    role: env.PENSTOCK_ROLE,
    isBehindProxy: env.PENSTOCK_BEHIND_PROXY,
    intakeBodyLimitBytes: env.PENSTOCK_INTAKE_LIMIT_BYTES,
    twoPersonLimit: Decimal.from(env.PENSTOCK_TWO_PERSON_LIMIT),
    proposalHours: env.PENSTOCK_PROPOSAL_HOURS,
    requestsPerMinute: env.PENSTOCK_REQUESTS_PER_MINUTE,
    mail: env.PENSTOCK_SMTP_URL === undefined ? undefined : parseSmtpAddress(env.PENSTOCK_SMTP_URL, env.PENSTOCK_MAIL_FROM ?? senderFrom(env.PENSTOCK_PUBLIC_URL)),
    designerFolder: env.PENSTOCK_DESIGNER_FOLDER,
  };
}
