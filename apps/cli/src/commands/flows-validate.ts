import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import { checkFlow, type FlowProblem } from '@penstock/flow-model';
import { apiOf, itemsOf } from '../api';
import type { Command } from '../command';
import { filesOf, folderOption, linesOf, parseAll } from '../flows/read-files';

export const flowsValidate: Command = {
  name: 'flows validate',
  takes: '[file…]',
  summary: 'checks flow files: their form, and with the connectors of the server what would keep them from running',
  options: { ...folderOption, offline: { says: 'their form only; asks no server' } },
  async run(call) {
    const { flows, broken } = parseAll(filesOf(call));
    const connectors = call.isSet('offline') ? undefined : ((await itemsOf(() => apiOf(call.surroundings).connectors.list())) as unknown as ConnectorDescriptor[]);
    const checked = flows.map(({ file, document }) => ({ file, problems: connectors ? checkFlow(document, connectors) : [] }));
    const isProblem = broken.length > 0 || checked.some(({ problems }) => problems.some(({ severity }) => severity === 'error'));
    const found = [...broken.flatMap(linesOf), ...checked.flatMap(({ file, problems }) => problems.map((problem) => lineOf(file, problem)))];
    const verdict = isProblem ? 'Not valid.' : `${flows.length} ${flows.length === 1 ? 'file is' : 'files are'} valid.`;
    return { data: { valid: !isProblem, items: [...broken, ...checked] }, lines: [...found, verdict], isProblem };
  },
};

const lineOf = (file: string, { severity, stepId, field, message, fix }: FlowProblem): string =>
  `${file}: ${severity}: ${[stepId, field].filter(Boolean).join(' ')} ${message}${fix ? ` ${fix}` : ''}`.replace(':  ', ': ');
