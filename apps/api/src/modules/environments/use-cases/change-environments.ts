import { Inject, Injectable } from '@nestjs/common';
import type { CreateEnvironmentRequest, Environment, OrderEnvironmentsRequest, UpdateEnvironmentRequest } from '@penstock/contracts';
import { EnvironmentRow, UnitOfWork, type ChangeStore } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import type { Ids } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST, IDS } from '../../../platform/tokens';
import { isTimeZone } from '../change-window';
import { environmentView } from '../environment-view';
import { EnvironmentError } from '../environments.errors';
import { requireEnvironmentById } from '../require-environment';

/** Makes, renames and orders environments; says how versions come to them. */
@Injectable()
export class ChangeEnvironments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** A new sandbox stands before the first production, so that the order stays one of rising risk. */
  async create(ctx: RequestContext, { key, name, kind }: CreateEnvironmentRequest): Promise<Environment> {
    const created = await this.unitOfWork.run(ctx, async (store) => {
      const present = await lockAll(store);
      if (present.some((other) => other.key === key)) throw keyTaken(key);
      const later = kind === 'sandbox' ? present.filter((other) => other.kind === 'production') : [];
      const position = later.length > 0 ? Math.min(...later.map((other) => other.position)) : present.length + 1;
      for (const other of later) await store.repository(EnvironmentRow).update({ id: other.id }, { position: other.position + 1 });
      const row = await store.repository(EnvironmentRow).insert({ id: this.ids.next(), key, name, kind, position, ...openRules(kind) });
      store.record({ action: 'environment.created', object: { kind: 'environment', id: row.id, name }, details: { key, environmentKind: kind } });
      return row;
    });
    await this.host.refreshRoutes();
    return environmentView(created);
  }

  update(ctx: RequestContext, id: string, changes: UpdateEnvironmentRequest): Promise<Environment> {
    return this.unitOfWork.run(ctx, async (store) => {
      const before = await requireEnvironmentById(store, id);
      const wanted = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<EnvironmentRow>;
      assertTimeZone(wanted.changeWindow);
      if (Object.keys(wanted).length === 0) store.recordNothing();
      else {
        await store.repository(EnvironmentRow).update({ id }, wanted);
        store.record({ action: 'environment.updated', object: { kind: 'environment', id, name: wanted.name ?? before.name }, details: wanted });
      }
      return environmentView({ ...before, ...wanted });
    });
  }

  /** @throws EnvironmentError ENVIRONMENT_ORDER_INVALID unless every environment is named once, sandboxes before productions. */
  order(ctx: RequestContext, { keys }: OrderEnvironmentsRequest): Promise<Environment[]> {
    return this.unitOfWork.run(ctx, async (store) => {
      const present = await lockAll(store);
      const ordered = keys.map((key) => present.find((environment) => environment.key === key));
      const isComplete = keys.length === present.length && new Set(keys).size === keys.length && ordered.every((environment) => environment !== undefined);
      const rows = ordered.filter((environment) => environment !== undefined);
      const firstProduction = rows.findIndex(({ kind }) => kind === 'production');
      const hasLateSandbox = firstProduction >= 0 && rows.slice(firstProduction).some(({ kind }) => kind === 'sandbox');
      if (!isComplete || hasLateSandbox) throw orderInvalid();
      for (const [index, { id }] of rows.entries()) await store.repository(EnvironmentRow).update({ id }, { position: index + 1 });
      store.record({ action: 'environment.ordered', object: { kind: 'environment', id: store.organizationId }, details: { keys } });
      return rows.map((row, index) => environmentView({ ...row, position: index + 1 }));
    });
  }
}

/** Real money moves in a production: it demands promotion from the start. */
const openRules = (kind: EnvironmentRow['kind']): Pick<EnvironmentRow, 'demandsPromotion' | 'changeWindow' | 'freezes' | 'shadowRules'> => ({
  demandsPromotion: kind === 'production',
  changeWindow: null,
  freezes: [],
  shadowRules: { isRequired: false, mostMoney: null, mostDifferent: null },
});

/** Locked in one order, so that two people ordering at the same moment do so one after the other. */
async function lockAll(store: ChangeStore): Promise<EnvironmentRow[]> {
  await store.query('select id from environment where organization_id = $1 order by id for update');
  return store.repository(EnvironmentRow).find({ order: { position: 'ASC' } });
}

function assertTimeZone(window: EnvironmentRow['changeWindow'] | undefined): void {
  if (!window || isTimeZone(window.timeZone)) return;
  throw new EnvironmentError('ENVIRONMENT_RULE_INVALID', `${window.timeZone} is not a time zone. Nothing was changed. Use a name such as America/Chicago.`);
}

const keyTaken = (key: string): EnvironmentError =>
  new EnvironmentError('ENVIRONMENT_KEY_TAKEN', `There is an environment ${key} already. Nothing was made. Choose another key; names may be alike.`);

const orderInvalid = (): EnvironmentError =>
  new EnvironmentError(
    'ENVIRONMENT_ORDER_INVALID',
    'The order must name every environment once, and no sandbox after a production. Nothing was changed. Read the list again and send all its keys.',
  );
