// A bare machine lacks NSS, which Chromium loads. The @sparticuz/chromium package brings it along, but unpacks it only
// where it believes to be in its own cloud; so it is done here.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { CACHE_FOLDER } from './debian-packages.mjs';

/** A starter for this Chromium that lets it find the libraries of its package before those of the machine. */
export function withPackagedLibraries(program) {
  const libraries = join(unpackLibraries(), 'lib');
  const starter = join(CACHE_FOLDER, 'chromium-with-libraries');
  writeFileSync(starter, `#!/bin/sh\nLD_LIBRARY_PATH="${libraries}:$LD_LIBRARY_PATH" exec "${program}" "$@"\n`, {
    mode: 0o755,
  });
  return starter;
}

function unpackLibraries() {
  const folder = join(CACHE_FOLDER, 'chromium-libraries');
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE_FOLDER, { recursive: true });
  const unfinished = mkdtempSync(`${folder}-`);
  const packageFolder = dirname(dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'))));
  const archive = brotliDecompressSync(readFileSync(join(packageFolder, 'bin', 'al2023.tar.br')));
  execFileSync('tar', ['-x', '-C', unfinished], { input: archive });
  renameSync(unfinished, folder);
  return folder;
}
