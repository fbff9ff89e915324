import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

/** What `npm run test:connectors` found, by `<connector>/<action>`. */
export type ConformanceRecord = Readonly<Record<string, { readonly passed: number; readonly failed: number }>>;

export const RECORD_PATH = 'docs/connectors/conformance.json';

export function readRecord(root: string): ConformanceRecord {
  const file = join(root, RECORD_PATH);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ConformanceRecord) : {};
}

/** The part of Jest's JSON report that is read. */
export interface JestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/**
 * Scenarios of the kit are named `<action>: <what must hold>` in a file of the connector's folder.
 * @param actionsOf the action ids of a connector; other titles are ordinary tests
 */
export function recordOf(report: JestReport, actionsOf: (connector: string) => readonly string[]): ConformanceRecord {
  const record: Record<string, { passed: number; failed: number }> = {};
  for (const { name, assertionResults } of report.testResults) {
    const connector = /\/connectors\/([^/]+)\//.exec(name.replaceAll('\\', '/'))?.[1];
    if (connector === undefined) continue;
    for (const { title, status } of assertionResults) {
      const action = /^([a-z0-9-]+): /.exec(title)?.[1];
      if (action === undefined || !actionsOf(connector).includes(action)) continue;
      const counted = (record[`${connector}/${action}`] ??= { passed: 0, failed: 0 });
      counted[status === 'passed' ? 'passed' : 'failed'] += 1;
    }
  }
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
