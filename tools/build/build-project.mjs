// Builds one project with swc: TypeScript in, CommonJS in dist/ out, with source maps. Types are checked apart (tsc -b).
// Run in the project's folder. Connectors keep their sources at the folder's root, everything else in src/.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transformFile } from '@swc/core';
import { withPlainExports } from './plain-exports.mjs';

const SKIPPED_FOLDERS = new Set(['dist', 'out-tsc', 'node_modules']);
const root = process.cwd();
const source = readdirSync(root).includes('src') ? join(root, 'src') : root;
const output = join(root, 'dist');

function* sourceFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED_FOLDERS.has(entry.name)) yield* sourceFiles(path);
    } else if (/\.ts$/.test(entry.name) && !/\.(test|d)\.ts$/.test(entry.name)) {
      yield path;
    }
  }
}

rmSync(output, { recursive: true, force: true });
for (const file of sourceFiles(source)) {
  const target = join(output, relative(source, file)).replace(/\.ts$/, '.js');
  const { code, map } = await transformFile(file, {
    swcrc: false,
    sourceMaps: true,
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      keepClassNames: true,
    },
    module: { type: 'commonjs', ignoreDynamic: true },
  });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `${withPlainExports(code)}\n//# sourceMappingURL=${target.split('/').pop()}.map\n`);
  writeFileSync(`${target}.map`, map);
}
