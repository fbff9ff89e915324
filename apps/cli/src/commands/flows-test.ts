import type { FlowTestFindingView, FlowTestResult } from '@penstock/contracts';
import { countTests } from '@penstock/flow-model';
import { stringifyJson, type Json } from '@penstock/kernel';
import type { ApiClient } from '@penstock/api-client';
import { apiOf } from '../api';
import type { Command } from '../command';
import { findFlow } from '../flows/find-flow';
import { flowsOf, folderOption, type FlowFound } from '../flows/read-files';

export const flowsTest: Command = {
  name: 'flows test',
  takes: '[file…]',
  summary: 'runs the tests that flow files and their mappings carry, as the files are; nothing is sent; ends with 1 when one fails',
  options: { ...folderOption, environment: { takes: 'key', says: 'whose connections name the remote sides (default: the first)' } },
  async run(call) {
    const api = apiOf(call.surroundings);
    const environment = call.text('environment');
    const items = [];
    for (const flow of flowsOf(call)) items.push({ file: flow.file, ...(await testsOf(api, flow, environment)) });
    const results = items.flatMap((item) => item.results);
    const failed = results.filter(({ passed }) => !passed).length;
    return {
      data: { passed: failed === 0, items },
      lines: [...items.flatMap(({ file, results: each }) => linesOf(file, each)), `${results.length - failed} passed, ${failed} failed.`],
      isProblem: failed > 0,
    };
  },
};

async function testsOf(api: ApiClient, { folder, file, document }: FlowFound, environment: string | undefined): Promise<{ readonly results: readonly FlowTestResult[] }> {
  if (countTests(document) === 0) return { results: [] };
  const flowId = folder.baseOf(file)?.flowId ?? (await findFlow(api, document.name)).id;
  const { results } = await api.flows.runTests(flowId, { document, ...(environment !== undefined && { environment }) });
  return { results };
}

function linesOf(file: string, results: readonly FlowTestResult[]): string[] {
  if (results.length === 0) return [`${file}: no tests`];
  return results.flatMap(({ name, mappingOf, passed, findings, standIns }) => [
    `${file}: ${passed ? 'passed' : 'FAILED'}: ${name}${mappingOf === null ? '' : ` (mapping of ${mappingOf})`}`,
    ...findings.map((finding) => `    ${finding.message}${valuesOf(finding)}`),
    ...(standIns.length > 0 ? [`    answered by samples: ${standIns.join(', ')}`] : []),
  ]);
}

function valuesOf({ expected, actual }: FlowTestFindingView): string {
  if (expected === undefined && actual === undefined) return '';
  const text = (value: unknown): string => (value === undefined ? 'nothing' : stringifyJson(value as Json));
  return ` Expected ${text(expected)}, got ${text(actual)}.`;
}
