import { role, type Role } from '@penstock/contracts';
import type { Clock, OrganizationId } from '@penstock/kernel';
import type { DataSource } from 'typeorm';
import type { SignedInSession } from './authenticated-request';
import type { Roles } from './authorize';
import { rolesByEnvironmentOf } from './environment-roles';
import { environmentsOf } from './environments-of';
import type { NamedThings } from './named-things';
import type { Actor } from './request-context';
import { tokenHash } from './token';

export interface Identity {
  readonly organizationId: OrganizationId;
  readonly actor: Actor;
  readonly session?: SignedInSession;
  /** What a key may do of what its role may; undefined for everything. */
  readonly scopes?: readonly string[];
}

/** How long requests that were under way when a session's token was exchanged may still carry the former one. */
const graceMs = 60_000;

const selectSession = `
  select s.id, s.csrf_token, s.organization_id, u.id as user_id, u.email, u.role, ${rolesByEnvironmentOf('u.id')} as environment_roles
  from user_session s join app_user u on u.id = s.user_id and u.organization_id = s.organization_id
  where (s.token_hash = $1 or (s.previous_token_hash = $1 and s.rotated_at > $3)) and s.expires_at > $2 and u.deactivated_at is null`;
const selectApiKey = `
  select k.id, k.organization_id, coalesce('service account ' || a.name, 'key ' || k.name) as name, coalesce(a.role, k.role) as role, k.scopes,
    ${rolesByEnvironmentOf('coalesce(a.id, k.id)')} as environment_roles
  from api_key k left join service_account a on a.id = k.service_account_id
  where k.key_hash = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > $2) and a.deactivated_at is null`;
/** Once a minute at most: what is busy must not turn every read into a write of the same row. */
const touchApiKey = `
  update api_key set last_used_at = $2
  where id = $1 and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute')`;
const touchSession = `
  update user_session set last_seen_at = $2
  where id = $1 and (last_seen_at is null or last_seen_at < $2::timestamptz - interval '1 minute')`;

const selectUser = `
  select id, organization_id, email, role, password_hash, second_factor_at is not null as has_second_factor, second_factor_step::float8 as last_step,
    ${rolesByEnvironmentOf('app_user.id')} as environment_roles
  from app_user where lower(email) = lower($1) and deactivated_at is null`;

/** Somebody who may sign in with a password. */
export interface PasswordOwner extends Identity {
  readonly passwordHash: string;
  readonly hasSecondFactor: boolean;
  /** The last time step whose one-time password was used. */
  readonly lastStep: number;
}

interface RoleColumns {
  readonly role: string;
  readonly environment_roles: Readonly<Record<string, string>>;
}
interface UserRow extends RoleColumns {
  readonly id: string;
  readonly organization_id: string;
  readonly email: string;
  readonly password_hash: string;
  readonly has_second_factor: boolean;
  readonly last_step: number;
}
interface SessionRow extends RoleColumns {
  readonly id: string;
  readonly csrf_token: string;
  readonly organization_id: string;
  readonly user_id: string;
  readonly email: string;
}
interface ApiKeyMatch extends RoleColumns {
  readonly id: string;
  readonly organization_id: string;
  readonly name: string;
  readonly scopes: readonly string[] | null;
}

/** The only queries that run before an organisation is known: they find out which one it is. */
export class CredentialLookup {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async bySessionToken(token: string): Promise<Identity | undefined> {
    const now = this.clock.now();
    const [row] = await this.dataSource.query<SessionRow[]>(selectSession, [tokenHash(token), new Date(now), new Date(now - graceMs)]);
    if (!row) return undefined;
    await this.dataSource.query(touchSession, [row.id, new Date(now)]);
    return {
      organizationId: row.organization_id as OrganizationId,
      actor: { kind: 'user', id: row.user_id, name: row.email, ...rolesFrom(row) },
      session: { id: row.id, csrfToken: row.csrf_token },
    };
  }

  async byEmail(email: string): Promise<PasswordOwner | undefined> {
    const [row] = await this.dataSource.query<UserRow[]>(selectUser, [email]);
    if (!row) return undefined;
    return {
      organizationId: row.organization_id as OrganizationId,
      actor: { kind: 'user', id: row.id, name: row.email, ...rolesFrom(row) },
      passwordHash: row.password_hash,
      hasSecondFactor: row.has_second_factor,
      lastStep: row.last_step,
    };
  }

  /** The environments of what a request names. */
  environmentsOf(organizationId: OrganizationId, things: NamedThings): Promise<readonly string[]> {
    return environmentsOf(this.dataSource, organizationId, things);
  }

  async byApiKey(key: string): Promise<Identity | undefined> {
    const now = new Date(this.clock.now());
    const [row] = await this.dataSource.query<ApiKeyMatch[]>(selectApiKey, [tokenHash(key), now]);
    if (!row) return undefined;
    await this.dataSource.query(touchApiKey, [row.id, now]);
    return {
      organizationId: row.organization_id as OrganizationId,
      actor: { kind: 'api-key', id: row.id, name: row.name, ...rolesFrom(row) },
      ...(row.scopes && { scopes: row.scopes }),
    };
  }
}

function rolesFrom({ role: text, environment_roles: byEnvironment }: RoleColumns): Pick<Actor, 'role' | 'roles'> {
  const organization = knownRole(text);
  const given = Object.entries(byEnvironment);
  if (given.length === 0) return { role: organization };
  const roles: Roles = { organization, environments: Object.fromEntries(given.map(([id, each]) => [id, knownRole(each)])) };
  return { role: organization, roles };
}

/** @throws ZodError for a role that this release does not know: better no access than a guessed one. */
const knownRole = (text: string): Role => role.parse(text);
