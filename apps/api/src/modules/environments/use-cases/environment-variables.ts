import { Inject, Injectable } from '@nestjs/common';
import type { EnvironmentVariable, SetVariableRequest } from '@penstock/contracts';
import { EnvironmentVariableRow, UnitOfWork, type TenantStore } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import { environmentNeeds, type FlowDocument } from '@penstock/flow-model';
import type { Clock } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK, ENGINE_HOST } from '../../../platform/tokens';
import { EnvironmentError } from '../environments.errors';
import { assertMayChangeValues, requireEnvironmentById } from '../require-environment';

interface VariablePlace {
  readonly environmentId: string;
  readonly name: string;
}

/** Of what is live here, and of versions before it that have runs under way. */
const selectReadingDocuments = `
  select v.document from flow_version v
  where v.organization_id = $1
    and (exists (select 1 from deployment d where d.flow_version_id = v.id and d.environment_id = $2 and d.status in ('active', 'paused', 'draining'))
      or v.id in (select r.flow_version_id from run_queue q join run r on r.id = q.run_id where q.organization_id = $1 and r.environment_id = $2))`;

@Injectable()
export class EnvironmentVariables {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(ctx: RequestContext, environmentId: string): Promise<EnvironmentVariable[]> {
    const store = this.unitOfWork.read(ctx);
    await requireEnvironmentById(store, environmentId);
    return (await store.repository(EnvironmentVariableRow).find({ where: { environmentId }, order: { name: 'ASC' } })).map(variableView);
  }

  /** Runs that read it from the next moment on get the new value. */
  async set(ctx: RequestContext, { environmentId, name }: VariablePlace, { value, description }: SetVariableRequest): Promise<EnvironmentVariable> {
    const row = await this.unitOfWork.run(ctx, async (store) => {
      const environment = await requireEnvironmentById(store, environmentId);
      assertMayChangeValues(ctx, environment);
      const variables = store.repository(EnvironmentVariableRow);
      const before = await variables.findOneForUpdate({ environmentId, name });
      const changes = { value, description, updatedAt: new Date(this.clock.now()), updatedBy: ctx.actor.name };
      if (before) await variables.update({ environmentId, name }, changes);
      else await variables.insert({ environmentId, name, ...changes });
      store.record({
        action: 'variable.set',
        object: { kind: 'environment', id: environmentId, name: environment.name },
        details: { variable: name, before: before?.value ?? null, after: value },
      });
      return { environmentId, name, organizationId: store.organizationId, ...changes };
    });
    await this.host.refreshRoutes();
    return variableView(row);
  }

  /** @throws EnvironmentError VARIABLE_IN_USE while a flow that is live here, or a run under way, reads it */
  async remove(ctx: RequestContext, { environmentId, name }: VariablePlace): Promise<void> {
    await this.unitOfWork.run(ctx, async (store) => {
      const environment = await requireEnvironmentById(store, environmentId);
      assertMayChangeValues(ctx, environment);
      await assertUnused(store, { environmentId, name });
      if ((await store.repository(EnvironmentVariableRow).delete({ environmentId, name })) === 0) throw variableNotFound(name);
      store.record({ action: 'variable.removed', object: { kind: 'environment', id: environmentId, name: environment.name }, details: { variable: name } });
    });
    await this.host.refreshRoutes();
  }
}

async function assertUnused(store: TenantStore, { environmentId, name }: VariablePlace): Promise<void> {
  const readers = await store.query<{ document: FlowDocument }>(selectReadingDocuments, [environmentId]);
  const users = readers.filter(({ document }) => environmentNeeds(document).variables.includes(name));
  if (users.length === 0) return;
  const names = [...new Set(users.map(({ document }) => `“${document.name}”`))].join(', ');
  throw new EnvironmentError('VARIABLE_IN_USE', `${names} reads the variable ${name} here; its runs would stop. Nothing was removed. Take it out of the flow first.`);
}

const variableNotFound = (name: string): EnvironmentError =>
  new EnvironmentError('VARIABLE_NOT_FOUND', `This environment has no variable ${name}. Nothing was removed. Choose one of the list.`);

const variableView = ({ name, value, description, updatedAt, updatedBy }: EnvironmentVariableRow): EnvironmentVariable => ({
  name,
  value,
  description,
  updatedAt: updatedAt.toISOString(),
  updatedBy,
});
