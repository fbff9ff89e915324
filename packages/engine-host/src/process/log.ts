import pino, { type Logger } from 'pino';

/** Names whose values never reach a log line, wherever they stand. */
const secretNames = ['password', 'secret', 'authorization', 'cookie', 'token', 'key', 'hpf_token', 'enc_key'];

export const createLog = (level: string): Logger =>
  pino({
    level,
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
  });
