import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import react from '@vitejs/plugin-react';
import { defineConfig, type Rolldown } from 'vite';
import { kitStyles } from './vite/kit-styles';

const kitFolder = join(dirname(createRequire(import.meta.url).resolve('@mantine/core')), '..');

/** Where the API answers while the pages are served by Vite. */
const apiAddress = process.env['PENSTOCK_URL'] ?? 'http://127.0.0.1:4000';

const sharedFiles: Rolldown.CodeSplittingGroup[] = [
  { name: 'every-page', tags: ['$initial'], priority: 1 },
  { name: 'editing', test: /flow-model.src.(?!check|diff|draft|drift|merge|step-reads)|features.designer.(strings|model|samples.model.(step-evidence|fingerprint))/, minShareCount: 2 },
  { name: 'icons', test: /tabler/, minShareCount: 3 },
];

export default defineConfig({
  plugins: [kitStyles(kitFolder), react()],
  // Workspace packages are taken from their TypeScript sources: no build step between an edit and the page.
  resolve: { conditions: ['@penstock/source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    // Small files that come together anyway are one: twenty compress worse and are asked for one by one.
    rolldownOptions: { output: { codeSplitting: { groups: sharedFiles } } },
  },
  server: {
    port: 4100,
    host: '127.0.0.1',
    proxy: { '/api': { target: apiAddress, changeOrigin: false } },
  },
});
