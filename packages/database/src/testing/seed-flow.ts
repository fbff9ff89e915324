import type { EnvironmentId, Ids, IntakeSourceId, OrganizationId } from '@penstock/kernel';
import type { Pool } from 'pg';

/** An organisation with a sandbox, a source and this many deployed flows: the least the hot tables refer to. */
export async function seedSource(pool: Pool, ids: Ids, deployments: number) {
  const [organizationId, environmentId, sourceId] = [ids.next(), ids.next(), ids.next()];
  await pool.query('insert into organization (id, name) values ($1, $2)', [organizationId, 'Test company']);
  await pool.query(
    `insert into environment (id, organization_id, key, name, kind, position) values ($1, $2, 'sandbox', 'Sandbox', 'sandbox', 1)`,
    [environmentId, organizationId],
  );
  await pool.query(
    `insert into intake_source (id, organization_id, environment_id, path, connector, trigger, trigger_version, settings)
     values ($1, $2, $3, $4, 'webhook', 'signed-webhook', 1, '{}')`,
    [sourceId, organizationId, environmentId, sourceId],
  );
  for (let count = 0; count < deployments; count += 1) await seedDeployment(pool, ids, { organizationId, environmentId, sourceId });
  return {
    organizationId: organizationId as OrganizationId,
    environmentId: environmentId as EnvironmentId,
    intakeSourceId: sourceId as IntakeSourceId,
  };
}

interface Owner {
  readonly organizationId: string;
  readonly environmentId: string;
  readonly sourceId: string;
}

/** A deployed flow that listens to the source. */
export async function seedDeployment(pool: Pool, ids: Ids, owner: Owner): Promise<void> {
  const [flowId, versionId, deploymentId] = [ids.next(), ids.next(), ids.next()];
  const { organizationId, environmentId, sourceId } = owner;
  await pool.query('insert into flow (id, organization_id, name) values ($1, $2, $3)', [flowId, organizationId, 'A flow']);
  await pool.query(
    `insert into flow_version (id, organization_id, flow_id, number, hash, document, note, created_by)
     values ($1, $2, $3, 1, 'hash', '{}', '', 'test')`,
    [versionId, organizationId, flowId],
  );
  await pool.query(
    `insert into deployment (id, organization_id, environment_id, flow_id, flow_version_id, status, deployed_by)
     values ($1, $2, $3, $4, $5, 'active', 'test')`,
    [deploymentId, organizationId, environmentId, flowId, versionId],
  );
  await pool.query(
    `insert into subscription (intake_source_id, deployment_id, organization_id, environment_id, flow_id, flow_version_id, active)
     values ($1, $2, $3, $4, $5, $6, true)`,
    [sourceId, deploymentId, organizationId, environmentId, flowId, versionId],
  );
}
