import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
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
  // Tests of several processes may compile it at once: each sees a whole file.
  const file = join(folder, 'sandbox-worker.js');
  const written = `${file}.${process.pid}`;
  writeFileSync(written, code);
  renameSync(written, file);
  return file;
}
