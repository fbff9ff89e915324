import { role, type Role } from '@penstock/contracts';
import type { Clock, OrganizationId } from '@penstock/kernel';
import type { DataSource } from 'typeorm';
import type { SignedInSession } from './authenticated-request';
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
  select s.id, s.csrf_token, s.organization_id, u.id as user_id, u.email, u.role
  from user_session s join app_user u on u.id = s.user_id and u.organization_id = s.organization_id
  where (s.token_hash = $1 or (s.previous_token_hash = $1 and s.rotated_at > $3)) and s.expires_at > $2 and u.deactivated_at is null`;
const selectApiKey = `
  select id, organization_id, name, role, scopes from api_key
  where key_hash = $1 and revoked_at is null and (expires_at is null or expires_at > $2)`;
/** Once a minute at most: what is busy must not turn every read into a write of the same row. */
const touchApiKey = `
  update api_key set last_used_at = $2
  where id = $1 and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute')`;
const touchSession = `
  update user_session set last_seen_at = $2
  where id = $1 and (last_seen_at is null or last_seen_at < $2::timestamptz - interval '1 minute')`;

const selectUser = `
  select id, organization_id, email, role, password_hash, second_factor_at is not null as has_second_factor, second_factor_step::float8 as last_step
  from app_user where lower(email) = lower($1) and deactivated_at is null`;

/** Somebody who may sign in with a password. */
export interface PasswordOwner extends Identity {
  readonly passwordHash: string;
  readonly hasSecondFactor: boolean;
  /** The last time step whose one-time password was used. */
  readonly lastStep: number;
}

interface UserRow {
  readonly id: string;
  readonly organization_id: string;
  readonly email: string;
  readonly role: string;
  readonly password_hash: string;
  readonly has_second_factor: boolean;
  readonly last_step: number;
}
interface SessionRow {
  readonly id: string;
  readonly csrf_token: string;
  readonly organization_id: string;
  readonly user_id: string;
  readonly email: string;
  readonly role: string;
}
interface ApiKeyMatch {
  readonly id: string;
  readonly organization_id: string;
  readonly name: string;
  readonly role: string;
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
      actor: { kind: 'user', id: row.user_id, name: row.email, role: knownRole(row.role) },
      session: { id: row.id, csrfToken: row.csrf_token },
    };
  }

  async byEmail(email: string): Promise<PasswordOwner | undefined> {
    const [row] = await this.dataSource.query<UserRow[]>(selectUser, [email]);
    if (!row) return undefined;
    return {
      organizationId: row.organization_id as OrganizationId,
      actor: { kind: 'user', id: row.id, name: row.email, role: knownRole(row.role) },
      passwordHash: row.password_hash,
      hasSecondFactor: row.has_second_factor,
      lastStep: row.last_step,
    };
  }

  async byApiKey(key: string): Promise<Identity | undefined> {
    const now = new Date(this.clock.now());
    const [row] = await this.dataSource.query<ApiKeyMatch[]>(selectApiKey, [tokenHash(key), now]);
    if (!row) return undefined;
    await this.dataSource.query(touchApiKey, [row.id, now]);
    return {
      organizationId: row.organization_id as OrganizationId,
      actor: { kind: 'api-key', id: row.id, name: `key ${row.name}`, role: knownRole(row.role) },
      ...(row.scopes && { scopes: row.scopes }),
    };
  }
}

/** @throws ZodError for a role that this release does not know: better no access than a guessed one. */
const knownRole = (text: string): Role => role.parse(text);
