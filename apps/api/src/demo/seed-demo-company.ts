import type { FlowSummary } from '@penstock/contracts';
import { flowDocument } from '@penstock/flow-model';
import type { RequestContext } from '../platform/auth/request-context';
import { ConnectionReads } from '../modules/connections/connection-reads';
import { CreateConnection } from '../modules/connections/use-cases/create-connection';
import { DeployFlow } from '../modules/deployments/use-cases/deploy-flow';
import { CreateFlow } from '../modules/flows/use-cases/create-flow';
import { CreateVersion } from '../modules/flows/use-cases/create-version';
import { ListFlows } from '../modules/flows/use-cases/list-flows';
import { ReadDraft } from '../modules/flows/use-cases/read-draft';
import type { SetUpAssembly } from '../set-up/assemble-for-set-up';
import { demoConnections } from './demo-connections';
import { demoFlows } from './flows';

export interface DemoSeed {
  readonly ctx: RequestContext;
  readonly intakeSecret: string | undefined;
}

/** The demo company, made through the same use cases as everything else. What exists already is left as it is. */
export async function seedDemoCompany({ app, config }: SetUpAssembly, seed: DemoSeed): Promise<void> {
  const { ctx } = seed;
  const present = await app.get(ConnectionReads, { strict: false }).all(ctx);
  for (const connection of demoConnections(config)) {
    if (present.some(({ environment, slot }) => environment === connection.environment && slot === connection.slot)) continue;
    await app.get(CreateConnection, { strict: false }).execute(ctx, connection);
  }
  const { items } = await app.get(ListFlows, { strict: false }).execute(ctx, { limit: 200 });
  for (const flow of demoFlows) await seedFlow(app, seed, { flow, known: items.find(({ name }) => name === flow.name) });
}

interface SeededFlow {
  readonly flow: (typeof demoFlows)[number];
  /** What an earlier start, perhaps a broken one, has left. */
  readonly known: FlowSummary | undefined;
}

async function seedFlow(app: SetUpAssembly['app'], { ctx, intakeSecret }: DemoSeed, { flow, known }: SeededFlow): Promise<void> {
  const createFlow = app.get(CreateFlow, { strict: false });
  const { id: flowId, latestVersion } = known ?? (await createFlow.execute(ctx, { name: flow.name, document: flowDocument.parse(flow) }));
  if (known && known.deployments.length > 0) return;
  const { revision } = await app.get(ReadDraft, { strict: false }).execute(ctx, flowId);
  const createVersion = app.get(CreateVersion, { strict: false });
  const versionNumber = latestVersion ?? (await createVersion.execute(ctx, { flowId, revision, note: 'As it comes with the demo company.' })).number;
  await app.get(DeployFlow, { strict: false }).execute(ctx, {
    flowId,
    versionNumber,
    environment: 'sandbox',
    ...(intakeSecret !== undefined && { intakeSecret }),
  });
}
