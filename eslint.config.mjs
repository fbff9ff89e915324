import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import globals from 'globals';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { loadProjectGraph } from './tools/lint/project-graph.mjs';

await loadProjectGraph();

/** Who may import whom: docs/ARCHITECTURE.md. `tools/architecture` proves in every test run that these rules bite. */
const base = ['type:base'];
const sdk = [...base, 'type:sdk'];
const domain = [...sdk, 'type:domain'];
const adapters = [...domain, 'type:adapter', 'type:catalog'];
const mayImport = {
  'type:base': base,
  'type:sdk': base,
  'type:domain': domain,
  'type:connector': sdk,
  'type:catalog': ['type:connector', 'type:sdk'],
  'type:adapter': adapters,
  'type:client': [...base, 'type:domain'],
  'type:app': [...adapters, 'type:client'],
  // The host of the simulators is the one app that reaches into connectors.
  'type:simulator-host': [...adapters, 'type:connector'],
  'type:e2e': [...domain, 'type:client', 'type:connector'],
  'runtime:any': ['runtime:any'],
  'runtime:browser': ['runtime:any', 'runtime:browser'],
  'runtime:node': ['runtime:any', 'runtime:node'],
};
const depConstraints = Object.entries(mayImport).map(([sourceTag, onlyDependOnLibsWithTags]) => ({ sourceTag, onlyDependOnLibsWithTags }));

/** Projects whose answers depend on their arguments alone: no clock, no dice, no machine. */
const PURE = ['kernel', 'mapping', 'card-data-guard', 'connector-sdk', 'flow-model', 'contracts', 'engine'].map((name) => `packages/${name}/src/**/*.ts`);
const PURE_CONNECTORS = ['connectors/*/**/*.ts'];
/** Simulators are remote systems and tests drive real machines: both may use Node. */
const IMPURE_PARTS = ['**/*.test.ts', '**/testing/**', '**/simulator/**'];
const TESTS = ['**/*.test.ts', '**/*.test.tsx', '**/*.suite.ts', '**/testing/**', '**/*.journey.ts', 'e2e/**'];

const ambient = 'Time, identity and randomness come in as Clock, Ids and Random (kernel/ports).';
const impureSyntax = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: ambient },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: ambient },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: ambient },
];
/** Hosts of simulators and browser journeys reach connectors by their simulators only; the tags cannot say that. */
const simulatorOnly = {
  regex: '^@penstock/connector-(?!sdk|catalog)[^/]+$',
  message: 'Only a connector’s simulator may be used here: import "@penstock/connector-<id>/simulator".',
};
const plainError = { selector: "ThrowStatement > NewExpression[callee.name='Error']", message: 'Throw a typed error, or use invariant().' };
const defaultExport = { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' };
const focusedTest = {
  selector: "CallExpression > MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo|fixme)$/]",
  message: 'Every test runs, always.',
};

export default tseslint.config(
  { ignores: ['**/dist/', '**/out-tsc/', '**/node_modules/', '.nx/', '**/.cache/', '**/test-results/', 'apps/designer/dev/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { depConstraints, allow: [], enforceBuildableLibDependency: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      'no-restricted-syntax': ['error', plainError, defaultExport],
      'no-console': 'error',
      // `const x = ...; void x` and control characters in guards are meant.
      'no-control-regex': 'off',
    },
  },
  { files: ['**/*.tsx'], plugins: { 'react-hooks': reactHooks }, rules: {
      ...reactHooks.configs.recommended.rules,
      // The virtual list returns functions that must not be memoised; the compiler this rule speaks for is not used.
      'react-hooks/incompatible-library': 'off',
      'max-lines-per-function': ['error', 150],
    },
  },
  {
    // Nest decides what is injected by the types of constructor parameters: they must stay value imports.
    files: ['apps/api/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off', 'max-params': 'off' },
  },
  {
    files: [...PURE, ...PURE_CONNECTORS],
    ignores: IMPURE_PARTS,
    rules: {
      'no-restricted-syntax': ['error', plainError, defaultExport, ...impureSyntax],
      'no-restricted-globals': ['error', ...['process', 'Buffer', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'fetch', '__dirname'].map((name) => ({ name, message: ambient }))],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^(node:.*|fs|crypto|path|https?|net|os|child_process)$', message: 'Pure packages use no Node built-ins.' },
            { regex: '^(bullmq|ioredis|typeorm|pg|react|undici|pino|@nestjs/.*)$', message: 'Pure packages use no infrastructure.' },
          ],
        },
      ],
    },
  },
  { files: ['apps/simulators/**/*.ts', 'e2e/**/*.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [simulatorOnly] }] } },
  { files: ['packages/kernel/src/errors.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: TESTS,
    rules: {
      'max-lines-per-function': 'off',
      'max-params': 'off',
      'no-restricted-syntax': ['error', focusedTest],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  // Connectors are tested over real HTTP, through the client that production uses.
  { files: ['connectors/**/*.test.ts', 'connectors/**/testing/**'], rules: { '@nx/enforce-module-boundaries': 'off' } },
  { files: ['tools/**/*.ts'], rules: { '@nx/enforce-module-boundaries': 'off' } },
  { files: ['**/vite.config.ts', '**/playwright.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.mjs', '**/*.cjs'], languageOptions: { globals: globals.node }, rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['tools/benchmarks/*/bare/**'], languageOptions: { globals: globals.browser } },
);
