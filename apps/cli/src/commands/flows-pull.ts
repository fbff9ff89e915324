import type { ApiClient } from '@penstock/api-client';
import type { FlowSummary } from '@penstock/contracts';
import { writeFlowFile } from '@penstock/flow-model/files';
import { apiOf } from '../api';
import { CliProblem, type Command } from '../command';
import { allFlows, findFlow } from '../flows/find-flow';
import { hashOf, type Base, type FlowFolder } from '../flows/flow-folder';
import { folderOf, folderOption } from '../flows/read-files';
import { listAnswer } from '../table';

export interface Pulled {
  readonly flowId: string;
  readonly name: string;
  readonly file: string;
  readonly revision: number;
  /** `kept`: the file was edited here and the draft is still the one it was made from. */
  readonly outcome: 'written' | 'unchanged' | 'kept';
}

export const flowsPull: Command = {
  name: 'flows pull',
  takes: '[flow…]',
  summary: 'writes the drafts of flows into files; without names: of all flows',
  options: { ...folderOption, force: { says: 'overwrite files that were edited here' } },
  async run(call) {
    const api = apiOf(call.surroundings);
    const folder = folderOf(call);
    const flows = call.words.length > 0 ? await Promise.all(call.words.map((word) => findFlow(api, word))) : await allFlows(api);
    const drafts = await draftsOf(api, flows);
    const edited = call.isSet('force') ? [] : drafts.filter((draft) => isConflict(folder, draft)).map(({ flow }) => folder.fileOfFlow(flow.id) ?? '');
    if (edited.length > 0) throw conflict(edited);
    const pulled = drafts.map((draft) => pull(folder, draft, call.isSet('force')));
    return listAnswer(pulled, [{ title: 'FILE', cell: ({ file }) => file }, { title: 'REVISION', cell: ({ revision }) => revision, align: 'right' }, { title: '', cell: ({ outcome }) => outcome }], 'There are no flows yet.');
  },
};

interface DraftText {
  readonly flow: FlowSummary;
  readonly text: string;
  readonly revision: number;
}

async function draftsOf(api: ApiClient, flows: readonly FlowSummary[]): Promise<DraftText[]> {
  const drafts: DraftText[] = [];
  for (const flow of flows) {
    const { document, revision } = await api.flows.draft(flow.id);
    drafts.push({ flow, revision, text: writeFlowFile(document) });
  }
  return drafts;
}

/** Edited here since it was pulled, and changed on the server too: one of the two would be lost. */
function isConflict(folder: FlowFolder, draft: DraftText): boolean {
  const { flow, text } = draft;
  const file = folder.fileOfFlow(flow.id);
  const here = file === undefined ? undefined : folder.textOf(file);
  if (file === undefined || here === undefined || here === text) return false;
  const base = folder.baseOf(file);
  return base !== undefined && hashOf(here) !== base.hash && !isSameDraft(draft, base);
}

const isSameDraft = ({ text, revision }: DraftText, base: Base): boolean => revision === base.revision || hashOf(text) === base.hash;

function pull(folder: FlowFolder, draft: DraftText, isForced: boolean): Pulled {
  const { flow, text, revision } = draft;
  const file = folder.fileOfFlow(flow.id) ?? folder.freshFile(flow);
  const here = folder.textOf(file);
  const [flowId, base] = [flow.id, folder.baseOf(file)];
  const isEditedHere = here !== undefined && base !== undefined && hashOf(here) !== base.hash && isSameDraft(draft, base);
  if (isEditedHere && !isForced) return { flowId, name: flow.name, file, revision, outcome: 'kept' };
  if (here !== text) folder.write(file, text);
  folder.remember(file, { flowId, revision, hash: hashOf(text) });
  return { flowId, name: flow.name, file, revision, outcome: here === text ? 'unchanged' : 'written' };
}

const conflict = (files: readonly string[]): CliProblem =>
  new CliProblem('PULL_CONFLICT', `Changed here and on the server: ${files.join(', ')}. No file was written. \`penstock flows diff\` shows both sides; merge them, or pull with --force to lose what was edited here.`, {
    isConflict: true,
    data: { files },
  });
