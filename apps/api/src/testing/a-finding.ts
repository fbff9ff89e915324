import { uuidv7 } from '@penstock/kernel';
import { randomBytes } from 'node:crypto';
import type { TestApi } from './test-api';

interface FindingParts {
  readonly status?: 'open' | 'resolved';
  readonly flowId?: string;
  readonly path?: string;
  /** Default: the sandbox. */
  readonly environmentId?: string;
}

/** A finding, as a check leaves it. @returns its id */
export async function aFinding(api: TestApi, { status = 'open', flowId = '0193aaaa-0000-7000-8000-00000000000f', path = 'invoice', environmentId = api.home.sandboxId }: FindingParts = {}): Promise<string> {
  const id = uuidv7(Date.now(), randomBytes(10));
  const change = { kind: 'optional', path };
  const places = [{ flowId, flowName: 'Card payments', stepId: 'map', stepName: 'Make the receipt', ruleId: 'r1', target: 'reference' }];
  await api.dataSource.query(
    `insert into schema_finding (id, organization_id, environment_id, subject, subject_kind, title, kind, path, change, places, status, found_at, confirmed_at, resolved_at)
     values ($1, $2, $3, $4, 'observed', 'Payment', 'optional', $5, $6, $7, $8, now(), now(), case when $8 = 'resolved' then now() end)`,
    [id, api.home.id, environmentId, `observed/${id}`, path, JSON.stringify(change), JSON.stringify(places), status],
  );
  return id;
}
