import { randomUUID } from 'node:crypto';
import { ApiProblem, type ApiClient } from '@penstock/api-client';
import { draft, type Draft } from '@penstock/contracts';
import { writeFlowFile } from '@penstock/flow-model/files';
import { apiOf } from '../api';
import { CliProblem, UsageError, wholeNumber, type Answer, type Command } from '../command';
import { allFlows } from '../flows/find-flow';
import { hashOf } from '../flows/flow-folder';
import { diffForPeople, lineDiff } from '../flows/line-diff';
import { flowsOf, folderOption, type FlowFound } from '../flows/read-files';
import { tableOf } from '../table';

export const flowsPush: Command = {
  name: 'flows push',
  takes: '[file…]',
  summary: 'saves flow files as drafts; what somebody else changed meanwhile is never overwritten',
  options: {
    ...folderOption,
    base: { takes: 'revision', says: 'the stored revision you have seen and mean to replace (one file only)' },
    new: { says: 'make a flow of each file that was never pulled, even if another has its name' },
  },
  async run(call) {
    const api = apiOf(call.surroundings);
    const base = wholeNumber(call, 'base');
    const flows = flowsOf(call);
    if (base !== undefined && flows.length !== 1) throw new UsageError('--base belongs to one file: name it.');
    if (!call.isSet('new')) await refuseTakenNames(api, flows);
    const pushed: Pushed[] = [];
    for (const flow of flows) pushed.push(await push(api, flow, base));
    return answerOf(pushed);
  },
};

interface Pushed {
  readonly file: string;
  readonly flowId: string;
  readonly revision: number;
  readonly outcome: 'created' | 'saved' | 'unchanged';
  readonly problems: Draft['problems'];
}

async function refuseTakenNames(api: ApiClient, flows: readonly FlowFound[]): Promise<void> {
  const fresh = flows.filter(({ folder, file }) => folder.baseOf(file) === undefined);
  if (fresh.length === 0) return;
  const names = new Set((await allFlows(api)).map(({ name }) => name));
  const taken = fresh.filter(({ document }) => names.has(document.name)).map(({ file }) => file);
  if (taken.length === 0) return;
  throw new CliProblem('FLOW_EXISTS', `A flow of this name exists, and these files were not pulled from it: ${taken.join(', ')}. Nothing was changed. Pull first, or push with --new to make another flow.`, { isConflict: true, data: { files: taken } });
}

async function push(api: ApiClient, found: FlowFound, base: number | undefined): Promise<Pushed> {
  const { folder, file, document, text } = found;
  const known = folder.baseOf(file);
  const stored = known ? await save(api, found, base ?? known.revision) : await create(api, found);
  folder.remember(file, { flowId: stored.flowId, revision: stored.revision, hash: hashOf(text) });
  const outcome = known === undefined ? 'created' : stored.revision === known.revision ? 'unchanged' : 'saved';
  return { file, flowId: stored.flowId, revision: stored.revision, outcome, problems: stored.problems.map((problem) => ({ ...problem, message: `${document.name}: ${problem.message}` })) };
}

async function create(api: ApiClient, { document }: FlowFound): Promise<Draft> {
  const { id } = await api.flows.create({ name: document.name, document }, randomUUID());
  return api.flows.draft(id);
}

/** A draft that is the same already is left as it is, so that pushing twice makes no new revision. */
async function save(api: ApiClient, found: FlowFound, revision: number): Promise<Draft> {
  const { flowId } = found.folder.baseOf(found.file) ?? {};
  if (flowId === undefined) throw new UsageError(`${found.file} was never pulled.`);
  const stored = await api.flows.draft(flowId);
  if (writeFlowFile(stored.document) === writeFlowFile(found.document)) return stored;
  try {
    return await api.flows.saveDraft(flowId, { document: found.document, revision });
  } catch (error) {
    const current = error instanceof ApiProblem && error.code === 'DRAFT_CONFLICT' ? draft.safeParse(error.problem.current) : undefined;
    if (!current?.success) throw error;
    throw conflict(found, revision, current.data);
  }
}

function conflict({ file, document }: FlowFound, revision: number, current: Draft): CliProblem {
  const difference = diffForPeople(lineDiff(writeFlowFile(current.document), writeFlowFile(document)));
  const message = [
    `${file} is made from revision ${revision}; ${current.updatedBy} has saved revision ${current.revision} since. Nothing was overwritten, and what runs is not affected.`,
    `Take their changes over (\`penstock flows pull --force\` after saving yours elsewhere), or push with --base ${current.revision} to replace what you have seen:`,
    ...difference,
  ].join('\n');
  return new CliProblem('DRAFT_CONFLICT', message, { isConflict: true, data: { file, base: revision, mine: document, current } });
}

function answerOf(pushed: readonly Pushed[]): Answer {
  const table = tableOf(pushed, [
    { title: 'FILE', cell: ({ file }) => file },
    { title: 'REVISION', cell: ({ revision }) => revision, align: 'right' },
    { title: '', cell: ({ outcome }) => outcome },
  ]);
  const problems = pushed.flatMap(({ file, problems: found }) => found.map(({ severity, message, fix }) => `${file}: ${severity}: ${message}${fix ? ` ${fix}` : ''}`));
  return { data: { items: pushed }, lines: [...table, ...problems] };
}
