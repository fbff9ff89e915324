import { join } from 'node:path';
import { ESLint } from 'eslint';
import { ROOT } from '../workspace.mjs';

/** Code that must be refused where it pretends to stand, and the rule that must refuse it. */
const CANARIES = [
  ['packages/kernel/src/canary.ts', `import { migrate } from '@penstock/database';\nexport const canary = migrate;\n`, '@nx/enforce-module-boundaries'],
  ['connectors/paytrace/canary.ts', `import { createEngineHost } from '@penstock/engine-host';\nexport const canary = createEngineHost;\n`, '@nx/enforce-module-boundaries'],
  ['apps/designer/src/canary.ts', `import { createVault } from '@penstock/vault';\nexport const canary = createVault;\n`, '@nx/enforce-module-boundaries'],
  ['apps/api/src/canary.ts', `import { paytrace } from '@penstock/connector-paytrace';\nexport const canary = paytrace;\n`, '@nx/enforce-module-boundaries'],
  ['apps/simulators/src/canary.ts', `import { paytrace } from '@penstock/connector-paytrace';\nexport const canary = paytrace;\n`, 'no-restricted-imports'],
  ['packages/engine/src/canary.ts', 'export const canary = Date.now();\n', 'no-restricted-syntax'],
  ['packages/engine/src/canary.ts', 'export const canary = Math.random();\n', 'no-restricted-syntax'],
  ['packages/mapping/src/canary.ts', `import { readFileSync } from 'node:fs';\nexport const canary = readFileSync;\n`, 'no-restricted-imports'],
  ['packages/flow-model/src/canary.ts', `import { Client } from 'pg';\nexport const canary = Client;\n`, 'no-restricted-imports'],
  ['packages/engine/src/canary.ts', `export function canary() {\n  throw new Error('plain');\n}\n`, 'no-restricted-syntax'],
  ['packages/engine/src/canary.ts', 'export const canary = (value: any) => value;\n', '@typescript-eslint/no-explicit-any'],
  ['packages/engine/src/canary.ts', `export function canary() {\n${'  void 0;\n'.repeat(70)}}\n`, 'max-lines-per-function'],
  ['packages/engine/src/canary.test.ts', `test.skip('canary', () => undefined);\n`, 'no-restricted-syntax'],
];

/** @returns {Promise<string[]>} the canaries that no rule refused */
export async function checkThatRulesBite() {
  const eslint = new ESLint({ cwd: ROOT });
  const survivors = [];
  for (const [file, code, rule] of CANARIES) {
    const [result] = await eslint.lintText(code, { filePath: join(ROOT, file) });
    if (!result?.messages.some(({ ruleId }) => ruleId === rule)) survivors.push(`${rule} does not refuse its canary in ${file}`);
  }
  return survivors;
}
