import type { MailServer } from '@penstock/connector-sdk';

/** Where this installation hands in its own mail. */
export interface OwnMail {
  readonly server: MailServer;
  readonly password: string;
  readonly from: string;
}

/** Name under which the mail client asks for the password. */
const PASSWORD = 'smtp-password';
const shape = /^smtps?:$/;

/**
 * `smtp://user:password@mail.example.com:587` asks for STARTTLS before anything is said, `smtps://…:465` begins with
 * TLS; `?encryption=none` is for hosts of `PENSTOCK_ALLOWED_PRIVATE_HOSTS` only. User and password are percent-encoded.
 * @returns undefined for what is no such address.
 */
export function parseSmtpAddress(address: string, from: string): OwnMail | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!shape.test(url.protocol) || url.hostname === '') return undefined;
  const isImplicit = url.protocol === 'smtps:';
  const encryption = url.searchParams.get('encryption') ?? (isImplicit ? 'implicit' : 'starttls');
  if (encryption !== 'none' && encryption !== 'implicit' && encryption !== 'starttls') return undefined;
  const user = decodeURIComponent(url.username);
  return {
    server: {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port) || (isImplicit ? 465 : 587),
      encryption,
      ...(user !== '' && { signIn: { user, password: { $secret: PASSWORD } } }),
    },
    password: decodeURIComponent(url.password),
    from,
  };
}
