import { Injectable } from '@nestjs/common';
import type { LimitedRole } from '@penstock/contracts';
import { UnitOfWork, type TenantScope } from '@penstock/database';
import { AuthError } from '../../platform/auth/auth.errors';

const columns = `
  organization_id as "organizationId", issuer, client_id as "clientId", allowed_domains as "allowedDomains", default_role as "defaultRole",
  password_sign_in_off as "passwordSignInOff", updated_at as "updatedAt", updated_by as "updatedBy"`;
/** Before anybody is known: the one that was named, or the only one there is. */
const selectForStranger = `
  select ${columns} from sign_in_provider
  where organization_id = $1 or ($1::uuid is null and (select count(*) from sign_in_provider) = 1)`;
const selectOwn = `select ${columns} from sign_in_provider where organization_id = $1`;

export interface ProviderRow {
  readonly organizationId: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly allowedDomains: readonly string[];
  readonly defaultRole: LimitedRole;
  readonly passwordSignInOff: boolean;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

@Injectable()
export class ProviderRows {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async find(scope: TenantScope): Promise<ProviderRow | undefined> {
    return (await this.unitOfWork.read(scope).query<ProviderRow>(selectOwn))[0];
  }

  forStranger(organizationId: string | undefined): Promise<ProviderRow | undefined> {
    return this.unitOfWork.installation<ProviderRow>(selectForStranger, [organizationId ?? null]);
  }
}

export const notSetUp = (): AuthError =>
  new AuthError('OIDC_NOT_SET_UP', 'No sign-in service is set up here. Nobody was signed in. Sign in with a password, or ask an owner to set one up.');

/** What people call it. */
export const nameOf = ({ issuer }: Pick<ProviderRow, 'issuer'>): string => new URL(issuer).host;
