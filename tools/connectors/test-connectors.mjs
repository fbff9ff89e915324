// `npm run test:connectors [-- <connector> …]`: everything that is known of the connectors, by real HTTP against their
// simulators: recorded exchanges, the conformance kit, and 1,000 strange answers per action that talks (more than 10,000
// in all). A run of all of them that passes writes docs/connectors/. Exit code 1 on any failure.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../workspace.mjs';

const require = createRequire(import.meta.url);
require('../fault-tests/load-typescript.cjs');
const { connectors } = require('@penstock/connector-catalog');
const { recordOf, RECORD_PATH } = require('./pages/conformance-record.ts');
const { writePages } = require('./pages/pages.ts');

const STRANGE_ANSWERS_PER_ACTION = 1_000;
const wanted = process.argv.slice(2);
const reportFile = join(ROOT, '.cache', 'reports', 'connectors.json');

function runJest() {
  mkdirSync(join(ROOT, '.cache', 'reports'), { recursive: true });
  rmSync(reportFile, { force: true });
  const patterns = wanted.length > 0 ? wanted.map((id) => `connectors/${id}/`) : ['connectors/[^/]+/', 'packages/connector-sdk/'];
  const { status } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/jest/bin/jest.js'), '--selectProjects', 'unit', '--json', `--outputFile=${reportFile}`, '--testPathPatterns', ...patterns.map((pattern) => `${ROOT}/${pattern}`)],
    { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, PENSTOCK_FUZZ_ROUNDS: String(STRANGE_ANSWERS_PER_ACTION) } },
  );
  return { isFine: status === 0, report: JSON.parse(readFileSync(reportFile, 'utf8')) };
}

const { isFine, report } = runJest();
const record = recordOf(report, (id) => connectors.find((connector) => connector.id === id)?.actions.map((action) => action.id) ?? []);
for (const [action, { passed, failed }] of Object.entries(record)) console.log(`${failed === 0 ? '✓' : '✗'} ${action}: ${passed} of ${passed + failed}`);
if (isFine && wanted.length === 0) {
  writeFileSync(join(ROOT, RECORD_PATH), `${JSON.stringify(record, null, 2)}\n`);
  for (const path of writePages(ROOT)) console.log(`  ${path}`);
}
console.log(`${report.numPassedTests} passed, ${report.numFailedTests + report.numRuntimeErrorTestSuites} failed`);
process.exitCode = isFine ? 0 : 1;
