import type { FlowDocument } from '@penstock/flow-model';

/** An intake address of a flow that a scenario brought along. */
export interface DeployedFlow {
  /** Where events go. */
  readonly url: string;
  readonly secret: string;
}

/** Designs and deploys a flow over the REST API, as a builder does. @throws TypeError with the API's own words. */
export async function deployFlow({ apiUrl, apiKey }: { readonly apiUrl: string; readonly apiKey: string }, document: FlowDocument): Promise<DeployedFlow> {
  const call = async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const answer = await fetch(`${apiUrl}/api/v1/${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    if (!answer.ok) throw new TypeError(`${method} ${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text) as Answer;
  };
  const { id } = await call<{ id: string }>('POST', 'flows', { name: document.name, document });
  const { revision } = await call<{ revision: number }>('GET', `flows/${id}/draft`);
  const { number } = await call<{ number: number }>('POST', `flows/${id}/versions`, { note: 'fault test', revision });
  const { intakeSecret, intakes } = await call<{ intakeSecret: string; intakes: readonly { path: string }[] }>('POST', 'deployments', {
    flowId: id,
    versionNumber: number,
    environment: 'sandbox',
  });
  return { url: `${apiUrl}${intakes[0]?.path}`, secret: intakeSecret };
}
