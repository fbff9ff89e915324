import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { ApiClient } from '@penstock/api-client';
import { NO_FLOW, type FlowDocument } from '@penstock/flow-model';
import { writeFlowFile } from '@penstock/flow-model/files';
import { apiOf, serverUrl } from '../api';
import { CliProblem, onlyWord, type Command } from '../command';
import { readManifest } from '../flows/export-manifest';
import { allFlows } from '../flows/find-flow';
import { FlowFolder } from '../flows/flow-folder';
import { linesOf, parseAll } from '../flows/read-files';
import { subFlowIdsOf, withSubFlowIds } from '../flows/sub-flow-ids';
import { tableOf } from '../table';

export const importFlows: Command = {
  name: 'import',
  takes: '<folder>',
  summary: 'makes drafts of an exported folder; nothing is deployed, started or asked of other systems',
  async run(call) {
    const path = resolve(call.surroundings.folder, onlyWord(call, 'folder'));
    const api = apiOf(call.surroundings);
    const wanted = exportedIn(path, serverUrl(call.surroundings));
    const known = await knownFlows(api, wanted);
    const imported = [];
    for (const flow of wanted) imported.push(await create(api, flow, known));
    for (const { flow, id, outcome } of imported) if (outcome === 'created') await connect(api, { flow, id }, known);
    const items = imported.map(({ flow, id, outcome }) => ({ file: flow.file, name: flow.document.name, flowId: id, outcome }));
    return {
      data: { items },
      lines: [...tableOf(items, [{ title: 'FILE', cell: ({ file }) => file }, { title: 'ID', cell: ({ flowId }) => flowId }, { title: '', cell: ({ outcome }) => outcome }]), 'Nothing is deployed: bind the slots and deploy what is to run.'],
    };
  },
};

interface Exported {
  readonly file: string;
  /** Where it was exported. */
  readonly formerId: string;
  readonly document: FlowDocument;
}

/** By former id: what the flow is called here. Grows while flows are made. */
type Known = Map<string, string>;

/** @throws CliProblem when a file is missing or broken: nothing is sent before all of them are read. */
function exportedIn(path: string, url: string): Exported[] {
  const folder = new FlowFolder(path, url);
  const { flows: listed } = readManifest(path);
  const missing = listed.filter(({ file }) => !folder.files().includes(file));
  if (missing.length > 0) throw new CliProblem('EXPORT_INCOMPLETE', `Missing in ${path}: ${missing.map(({ file }) => file).join(', ')}. Nothing was changed. Export again.`);
  const { flows, broken } = parseAll(listed.map(({ file }) => ({ folder, file, text: folder.read(file) })));
  if (broken.length > 0) throw new CliProblem('FLOW_FILES_BROKEN', ['Nothing was changed on the server.', ...broken.flatMap(linesOf)].join('\n'), { data: broken });
  return flows.map(({ file, document }) => ({ file, document, formerId: listed.find((flow) => flow.file === file)?.flowId ?? NO_FLOW }));
}

/** @throws CliProblem FLOW_EXISTS when a flow here has the name of one of them and is another one. */
async function knownFlows(api: ApiClient, wanted: readonly Exported[]): Promise<Known> {
  const here = new Map((await allFlows(api)).map(({ id, name }) => [name, id]));
  const known: Known = new Map(wanted.flatMap(({ formerId, document }) => (here.has(document.name) ? [[formerId, here.get(document.name) ?? NO_FLOW]] : [])));
  const different = [];
  for (const flow of wanted) {
    const id = known.get(flow.formerId);
    if (id === undefined) continue;
    const stored = await api.flows.draft(id);
    if (writeFlowFile(stored.document) !== writeFlowFile(withSubFlowIds(flow.document, (former) => known.get(former)))) different.push(flow.file);
  }
  if (different.length === 0) return known;
  throw new CliProblem('FLOW_EXISTS', `Flows with these names exist here and are different: ${different.join(', ')}. Nothing was changed. Rename them in the files, or pull and push them one by one.`, { isConflict: true, data: { files: different } });
}

async function create(api: ApiClient, flow: Exported, known: Known) {
  const existing = known.get(flow.formerId);
  if (existing !== undefined) return { flow, id: existing, outcome: 'unchanged' as const };
  const { id } = await api.flows.create({ name: flow.document.name, document: flow.document }, randomUUID());
  known.set(flow.formerId, id);
  return { flow, id, outcome: 'created' as const };
}

/** Flows that call each other were named by ids of another place. */
async function connect(api: ApiClient, { flow, id }: { readonly flow: Exported; readonly id: string }, known: Known): Promise<void> {
  if (!subFlowIdsOf(flow.document).some((former) => known.has(former))) return;
  const { revision } = await api.flows.draft(id);
  await api.flows.saveDraft(id, { document: withSubFlowIds(flow.document, (former) => known.get(former)), revision });
}
