import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the API answers while the pages are served by Vite. */
const apiAddress = process.env['PENSTOCK_URL'] ?? 'http://127.0.0.1:4000';

export default defineConfig({
  plugins: [react()],
  // Workspace packages are taken from their TypeScript sources: no build step between an edit and the page.
  resolve: { conditions: ['@penstock/source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    // What every page needs is one file: twenty small ones compress worse and are asked for one by one.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'every-page', tags: ['$initial'] }] } } },
  },
  server: {
    port: 4100,
    host: '127.0.0.1',
    proxy: { '/api': { target: apiAddress, changeOrigin: false } },
  },
});
