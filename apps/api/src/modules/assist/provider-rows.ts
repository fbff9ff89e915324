import { Injectable } from '@nestjs/common';
import { UnitOfWork, type ChangeStore, type TenantScope } from '@penstock/database';

const selectOwn = `
  select address, model, is_on as "isOn", send_descriptions as "sendDescriptions", send_values as "sendValues",
         timeout_seconds as "timeoutSeconds", updated_at as "updatedAt", updated_by as "updatedBy"
    from ai_provider where organization_id = $1`;

export interface ProviderRow {
  readonly address: string;
  readonly model: string;
  readonly isOn: boolean;
  readonly sendDescriptions: boolean;
  readonly sendValues: boolean;
  readonly timeoutSeconds: number;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

@Injectable()
export class ProviderRows {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async find(scope: TenantScope): Promise<ProviderRow | undefined> {
    return (await this.unitOfWork.read(scope).query<ProviderRow>(selectOwn))[0];
  }

  /** Nobody else changes it before the transaction of `store` is over. */
  async lock(store: ChangeStore): Promise<ProviderRow | undefined> {
    return (await store.query<ProviderRow>(`${selectOwn} for update`))[0];
  }
}

/** What people call it. */
export const hostOf = ({ address }: Pick<ProviderRow, 'address'>): string => new URL(address).host;

/** Name of the key in the vault, and whose it is. */
export const API_KEY = 'api-key';
export const keyOwnerOf = (organizationId: string) => ({ organizationId, kind: 'ai-provider', id: organizationId }) as const;
