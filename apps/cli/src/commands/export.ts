import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeFlowFile } from '@penstock/flow-model/files';
import { apiOf, serverUrl } from '../api';
import { CliProblem, onlyWord, type Command } from '../command';
import { manifestFile, type ExportManifest } from '../flows/export-manifest';
import { allFlows } from '../flows/find-flow';
import { FlowFolder } from '../flows/flow-folder';

export const exportFlows: Command = {
  name: 'export',
  takes: '<folder>',
  summary: 'writes the drafts of all flows of the organisation into an empty folder; no secrets, no runs',
  async run(call) {
    const path = resolve(call.surroundings.folder, onlyWord(call, 'folder'));
    if (existsSync(path) && readdirSync(path).length > 0) throw new CliProblem('FOLDER_NOT_EMPTY', `${path} is not empty. Nothing was written. Name a new folder.`);
    const api = apiOf(call.surroundings);
    mkdirSync(path, { recursive: true });
    const folder = new FlowFolder(path, serverUrl(call.surroundings));
    const flows: ExportManifest['flows'] = [];
    for (const flow of (await allFlows(api)).sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const { document } = await api.flows.draft(flow.id);
      const file = folder.freshFile(flow);
      folder.write(file, writeFlowFile(document));
      flows.push({ file, flowId: flow.id, name: flow.name });
    }
    const manifest: ExportManifest = { format: 'penstock-export/1', flows };
    writeFileSync(join(path, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
    return { data: { folder: path, ...manifest }, lines: [...flows.map(({ file }) => file), `${flows.length} flows: ${path}`] };
  },
};
