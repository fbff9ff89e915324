// `npm run docs:connectors`: writes docs/connectors/ from the connectors' definitions and the last conformance record.
// Run with --conditions=@penstock/source, so that the definitions are read from their sources.
import { createRequire } from 'node:module';
import { ROOT } from '../workspace.mjs';

const require = createRequire(import.meta.url);
require('../fault-tests/load-typescript.cjs');
const { writePages } = require('./pages/pages.ts');

for (const path of writePages(ROOT)) console.log(`  ${path}`);
