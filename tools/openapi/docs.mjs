// `npm run docs:api`: writes docs/openapi.json, the description of the REST API, from the code.
// Run with --conditions=@penstock/source, so that it is read from the sources.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../workspace.mjs';

const require = createRequire(import.meta.url);
require('../fault-tests/load-typescript.cjs');
const { describeApi } = require('../../apps/api/src/platform/http/describe-api.ts');
const { committedText } = require('./api-description.ts');
const { breakingChanges } = require('./breaking-changes.ts');

const path = join(ROOT, 'docs', 'openapi.json');
const former = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
const text = committedText(await describeApi());
writeFileSync(path, text);
console.log('  docs/openapi.json');
for (const change of breakingChanges(former, JSON.parse(text))) console.log(`  breaking: ${change}`);
process.exit(0);
