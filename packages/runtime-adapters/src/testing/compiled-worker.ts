import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';

/** A thread cannot load TypeScript: the worker's file, compiled as the build does. */
export function compiledWorker(): string {
  const folder = join(__dirname, '../../.cache');
  const { code } = transformFileSync(join(__dirname, '../code-sandbox/sandbox-worker.ts'), {
    swcrc: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs', ignoreDynamic: true },
  });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `sandbox-worker-${process.pid}.js`);
  writeFileSync(file, code);
  return file;
}
