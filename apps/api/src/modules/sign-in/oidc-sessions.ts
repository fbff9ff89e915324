import { Inject, Injectable } from '@nestjs/common';
import type { Ids, OrganizationId } from '@penstock/kernel';
import type { PasswordOwner } from '../../platform/auth/credential-lookup';
import { IDS } from '../../platform/tokens';
import { SignInChecks } from '../session/sign-in-checks';
import { StartSession, type StartedSession } from '../session/start-session';
import type { Visitor } from '../session/visitor';
import { addMember, type AccountFound } from './account-of-person';
import type { ProviderRow } from './provider-rows';
import { SignInAttempts } from './sign-in-attempts';
import type { VerifiedPerson } from './verified-person';

export interface OidcOutcome {
  readonly started: StartedSession | null;
  readonly proof: { readonly token: string; readonly email: string; readonly needsPassword: boolean; readonly needsCode: boolean } | null;
  readonly returnTo: string;
}

interface Finishing {
  readonly found: AccountFound;
  readonly person: VerifiedPerson;
  readonly browser: string;
  readonly provider: ProviderRow;
  readonly returnPath: string;
}

/** From a verified person to a session, or to the proof that is still missing. */
@Injectable()
export class OidcSessions {
  constructor(
    private readonly attempts: SignInAttempts,
    private readonly checks: SignInChecks,
    private readonly startSession: StartSession,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async finish(visitor: Visitor, { found, person, browser, provider, returnPath }: Finishing): Promise<OidcOutcome> {
    if (found.kind === 'welcome') return { started: await this.welcome(visitor, provider, { person, role: found.role }), proof: null, returnTo: returnPath };
    const { owner } = found;
    const isLinked = found.kind === 'linked';
    if (isLinked && !owner.hasSecondFactor) return { started: await this.start(visitor, owner), proof: null, returnTo: returnPath };
    const { issuer, subject } = person;
    const token = await this.attempts.askForProof(browser, { organizationId: owner.organizationId, userId: owner.actor.id, issuer, subject, isLinked, returnPath });
    return { started: null, proof: { token, email: owner.actor.name, needsPassword: !isLinked, needsCode: owner.hasSecondFactor }, returnTo: returnPath };
  }

  async start(visitor: Visitor, owner: PasswordOwner, before?: Parameters<StartSession['execute']>[0]['before']): Promise<StartedSession> {
    const isKnownDevice = await this.checks.isKnownDevice(owner, visitor);
    return this.startSession.execute({ ...visitor, isKnownDevice, by: 'provider', ...(before && { before }) }, owner);
  }

  private welcome(visitor: Visitor, { organizationId }: ProviderRow, member: Pick<Parameters<typeof addMember>[1], 'person' | 'role'>): Promise<StartedSession> {
    const userId = this.ids.next();
    const actor = { kind: 'user', id: userId, name: member.person.email, role: member.role } as const;
    const before = (store: Parameters<typeof addMember>[0]) => addMember(store, { ...member, userId });
    return this.startSession.execute({ ...visitor, isKnownDevice: false, by: 'provider', before }, { organizationId: organizationId as OrganizationId, actor });
  }
}
