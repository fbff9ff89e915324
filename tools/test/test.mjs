// `npm test`: everything that must hold, one section after the other. A section that fails does not hide the next ones.
// The last line is the plain total; the exit code is the verdict. With CI=true nothing may be skipped.
import { startThrowawayServers } from './test-servers.mjs';
import { runArchitecture, runBuild, runJest, runJourneys, runLint, runTypes } from './sections.mjs';

const SECTIONS = [
  ['Build', runBuild],
  ['Types', runTypes],
  ['Lint', runLint],
  ['Architecture', runArchitecture],
  ['Unit tests', (env) => runJest(['unit', 'designer'], { env })],
  ['Integration tests', (env) => runJest(['integration'], { inBand: true, env })],
  ['Browser journeys', runJourneys],
];

const wanted = process.argv.slice(2);
const total = { passed: 0, failed: 0 };
const servers = await startThrowawayServers().catch((error) => {
  console.error(`No database or Redis for the tests: ${error.message}`);
  total.failed += 1;
  return { env: {}, stop: async () => undefined };
});
try {
  for (const [title, run] of SECTIONS) {
    if (wanted.length > 0 && !wanted.some((word) => title.toLowerCase().startsWith(word.toLowerCase()))) continue;
    const startedAt = performance.now();
    console.log(`\n── ${title} ${'─'.repeat(60 - title.length)}`);
    const { passed, failed } = await orOneFailure(run(servers.env));
    total.passed += passed;
    total.failed += failed;
    console.log(`${title}: ${passed} passed, ${failed} failed, ${Math.round((performance.now() - startedAt) / 1000)} s`);
  }
} finally {
  await servers.stop();
}

/** A section that cannot even run (no browser, a broken tool) is a failed check, not the end of the report. */
async function orOneFailure(section) {
  try {
    return await section;
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1 };
  }
}

process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
console.log(`\n${total.passed} passed, ${total.failed} failed`);
