import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@penstock/kernel';
import { randomToken, tokenHash } from '../../platform/auth/token';
import type { ApiConfig } from '../../platform/config/api-config';
import type { Mailer } from '../../platform/mail/mailer';
import { API_CONFIG, CLOCK, MAILER } from '../../platform/tokens';

const lifetimesMs = { invitation: 7 * 24 * 60 * 60_000, 'password-reset': 60 * 60_000 };

export type LinkKind = keyof typeof lifetimesMs;

export interface PersonLink {
  readonly link: string;
  readonly tokenHash: Buffer;
  readonly expiresAt: Date;
}

/** Links that stand for a person once. The token is behind `#`: it reaches no server log and no other site. */
@Injectable()
export class PersonLinks {
  constructor(
    @Inject(API_CONFIG) private readonly config: ApiConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(MAILER) private readonly mailer: Mailer,
  ) {}

  issue(kind: LinkKind): PersonLink {
    const token = randomToken();
    return {
      link: `${this.config.publicUrl}/${kind}#${token}`,
      tokenHash: tokenHash(token),
      expiresAt: new Date(this.clock.now() + lifetimesMs[kind]),
    };
  }

  now(): Date {
    return new Date(this.clock.now());
  }

  /** @returns whether it was mailed; otherwise whoever asked for it hands it over. */
  mail(to: string, subject: string, { link, expiresAt }: PersonLink): Promise<boolean> {
    const text = `${subject}\n\nOpen this link until ${expiresAt.toISOString()}; it works once:\n${link}\n\nIf you did not expect this, leave it alone: nothing happens.`;
    return this.mailer.send({ to, subject, text });
  }
}
