import type { ApiClient } from '@penstock/api-client';
import { writeFlowFile } from '@penstock/flow-model/files';
import { apiOf } from '../api';
import { CliProblem, UsageError, wholeNumber, type Command } from '../command';
import { diffForPeople, lineDiff } from '../flows/line-diff';
import { flowsOf, folderOption, type FlowFound } from '../flows/read-files';

export const flowsDiff: Command = {
  name: 'flows diff',
  takes: '[file…]',
  summary: 'shows what pushing the files would change in the drafts, or against a version',
  options: {
    ...folderOption,
    version: { takes: 'number', says: 'compare with this version instead of the draft (one file only)' },
    'exit-code': { says: 'end with 1 when something differs' },
  },
  async run(call) {
    const api = apiOf(call.surroundings);
    const version = wholeNumber(call, 'version');
    const flows = flowsOf(call);
    if (version !== undefined && flows.length !== 1) throw new UsageError('--version belongs to one file: name it.');
    const items = [];
    for (const found of flows) {
      const diff = lineDiff(await storedText(api, found, version), writeFlowFile(found.document));
      const lines = diffForPeople(diff);
      items.push({ file: found.file, differs: lines.length > 0, lines });
    }
    const changed = items.filter(({ differs }) => differs);
    const lines = changed.length === 0 ? ['Nothing differs.'] : changed.flatMap(({ file, lines: each }) => [`${file}`, ...each]);
    return { data: { items }, lines, isProblem: call.isSet('exit-code') && changed.length > 0 };
  },
};

/** Empty for a flow that the server does not have yet. */
async function storedText(api: ApiClient, { folder, file }: FlowFound, version: number | undefined): Promise<string> {
  const base = folder.baseOf(file);
  if (version !== undefined) {
    if (!base) throw new CliProblem('FILE_NOT_PULLED', `${file} was never pulled, so it has no versions.`);
    return writeFlowFile((await api.flows.version(base.flowId, version)).document);
  }
  return base ? writeFlowFile((await api.flows.draft(base.flowId)).document) : '';
}
