import { Injectable } from '@nestjs/common';
import { UnitOfWork, type ChangeStore } from '@penstock/database';
import { randomToken, tokenHash } from '../../platform/auth/token';

export interface DeviceOwner {
  readonly organizationId: string;
  readonly actor: { readonly id: string };
}

const selectDevice = 'select 1 from known_device where organization_id = $1 and user_id = $2 and token_hash = $3';
const insertDevice = 'insert into known_device (organization_id, user_id, token_hash) values ($1, $2, $3)';
/** A person has a handful of browsers. */
const forgetOldest = `
  delete from known_device where organization_id = $1 and user_id = $2 and token_hash not in
    (select token_hash from known_device where user_id = $2 order by created_at desc limit 10)`;

/** Browsers a person has signed in with. */
@Injectable()
export class KnownDevices {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async isKnown(owner: DeviceOwner, token: string | undefined): Promise<boolean> {
    if (token === undefined) return false;
    return (await this.unitOfWork.read(owner).query(selectDevice, [owner.actor.id, tokenHash(token)])).length > 0;
  }

  /** @returns the token that the browser is to keep. */
  async remember(store: ChangeStore, userId: string): Promise<string> {
    const token = randomToken();
    await store.query(insertDevice, [userId, tokenHash(token)]);
    await store.query(forgetOldest, [userId]);
    return token;
  }
}
