// What must hold of the tree as a whole. Each check answers a list of problems, empty when it holds.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, listProjects, sourceFiles } from '../workspace.mjs';
import { findFileCycles } from './file-cycles.mjs';
import { checkThatRulesBite } from './rules-bite.mjs';

export async function checkArchitecture() {
  const checks = [
    ['the lint rules bite where they should', checkThatRulesBite],
    ['every project has one type and one runtime tag', checkTags],
    ['every connector is registered, documented, simulated or tested', checkConnectors],
    ['no file imports itself in a circle', () => findFileCycles(['packages', 'connectors', 'apps'])],
    ['tracked files name no machine and no registry', checkNoAddresses],
    ['the lock file keeps registry addresses out', checkLock],
    ['no test is skipped or focused', checkNoSkippedTests],
  ];
  const results = [];
  for (const [name, check] of checks) results.push({ name, problems: await check() });
  return results;
}

function checkTags() {
  return listProjects().flatMap(({ name, tags }) =>
    ['type:', 'runtime:'].flatMap((kind) => {
      const count = tags.filter((tag) => tag.startsWith(kind)).length;
      return count === 1 ? [] : [`${name} has ${count} tags of kind ${kind}`];
    }),
  );
}

function checkConnectors() {
  const catalog = readFileSync(join(ROOT, 'packages/connector-catalog/src/index.ts'), 'utf8');
  const folders = readdirSync(join(ROOT, 'connectors'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name }) => {
    const folder = join(ROOT, 'connectors', name);
    const hasTests = [...sourceFiles(folder)].some((file) => file.endsWith('.test.ts'));
    return [
      ...(catalog.includes(`@penstock/connector-${name}'`) ? [] : [`${name} is not in the catalog: npm run generate -- catalog`]),
      ...(existsSync(join(folder, 'README.md')) ? [] : [`${name} has no README.md`]),
      ...(hasTests ? [] : [`${name} has no tests`]),
    ];
  });
}

function checkNoAddresses() {
  const { stdout } = spawnSync('git', ['grep', '-InE', '(^|[^A-Za-z0-9_./])/(work|root|farm)/|registry\\.npmjs|deb\\.debian', '--', '.', ':!*.lock', ':!tools/architecture'], { cwd: ROOT, encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean).map((line) => line.slice(0, 160));
}

function checkLock() {
  const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  return /"resolved": *"https?:/.test(lock) ? ['package-lock.json names registry addresses in `resolved`'] : [];
}

function checkNoSkippedTests() {
  const pattern = /\b(?:it|test|describe)\.(?:only|skip|todo|fixme)\b|expect\(true\)/;
  return ['packages', 'connectors', 'apps', 'e2e', 'tools'].flatMap((folder) =>
    [...sourceFiles(join(ROOT, folder))]
      .filter((file) => /\.(test|suite|journey)\.tsx?$/.test(file) && pattern.test(readFileSync(file, 'utf8')))
      .map((file) => `${file.slice(ROOT.length + 1)} skips, focuses or asserts nothing`),
  );
}
