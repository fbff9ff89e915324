import { isOwnedHeader, type HttpRequest } from '@penstock/connector-sdk';
import type { Json } from '@penstock/kernel';
import { z } from 'zod';

/** Below the connection's address: no scheme, no host, no climbing. */
const path = z
  .string()
  .min(1)
  .max(2_000)
  .regex(/^(?![a-z][a-z0-9+.-]*:|[/\\]{2})[^\s?#\\]*$/i, 'A path below the address, without ? and #')
  .refine((text) => !text.split('/').some((segment) => /^(\.|%2e){2}$/i.test(segment)), 'A path must not climb out by ..');

const headers = z
  .record(z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'A header name'), z.string().regex(/^[^\r\n\u0000]*$/, 'One line'))
  .refine((given) => !Object.keys(given).some(isOwnedHeader), 'Sign-in and transport headers belong to the connection');

export const requestFields = {
  path: path.meta({ title: 'Path', description: 'Below the connection’s address, e.g. /orders/1001.' }),
  query: z.record(z.string().min(1), z.string()).optional().meta({ title: 'Query', description: 'Name → value; written safely.' }),
  headers: headers.optional().meta({ title: 'Headers', description: 'Besides the sign-in, e.g. Accept → application/json.' }),
};

const maxKilobytes = z.int().min(1).max(16_384).default(1_024).meta({ title: 'Largest answer (kB)' });

export const readAnswerFields = {
  readAs: z.enum(['auto', 'json', 'text']).default('auto').meta({ title: 'Read the answer as', description: 'auto: JSON if it says so, else text.' }),
  maxKilobytes,
};

/** A proxy's page must not pass for the answer to a write: text counts only where the builder says so. */
export const writeAnswerFields = {
  readAs: z.enum(['json', 'text']).default('json').meta({ title: 'Read the answer as', description: 'json: anything else leaves it in doubt. An empty answer is fine.' }),
  maxKilobytes,
};

export const bodyFields = {
  method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']).default('POST').meta({ title: 'Method' }),
  bodyKind: z.enum(['json', 'form', 'text', 'none']).default('json').meta({ title: 'Body' }),
  json: z.unknown().optional().meta({ title: 'JSON body', description: 'Amounts keep their digits.' }),
  form: z.record(z.string().min(1), z.string()).optional().meta({ title: 'Form fields' }),
  text: z.string().optional().meta({ title: 'Text body', description: 'Set the content type by a header.', widget: 'textarea' }),
};

export interface BodyInput {
  readonly bodyKind: 'json' | 'form' | 'text' | 'none';
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>> | undefined;
  readonly text?: string | undefined;
}

/** Only the chosen body may be filled in: a forgotten one would be left out silently. */
export const hasOneBody = (input: BodyInput): boolean =>
  (['json', 'form', 'text'] as const).every((kind) => (input[kind] !== undefined) === (input.bodyKind === kind));

export function bodyOf({ bodyKind, json, form, text }: BodyInput): Pick<HttpRequest, 'json' | 'form' | 'text'> {
  if (bodyKind === 'json') return { json: json as Json };
  if (bodyKind === 'form') return { form: form ?? {} };
  return bodyKind === 'text' ? { text: text ?? '' } : {};
}
