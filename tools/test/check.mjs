// `npm run check`: what a commit should pass, without servers and browser: build, types, lint, architecture, unit tests.
import { runArchitecture, runBuild, runJest, runLint, runTypes } from './sections.mjs';

let failed = 0;
for (const run of [runBuild, runTypes, runLint, runArchitecture, () => runJest(['unit', 'designer'])]) failed += (await run({})).failed;
process.exitCode = failed === 0 ? 0 : 1;
