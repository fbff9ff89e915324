// Builds and serves the page that is nothing but React Flow.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../../workspace.mjs';

const FOLDER = join(ROOT, '.cache/bench-designer/bare');
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };

/** @returns {Promise<{ url: string, close: () => void }>} */
export async function serveBarePage(graph) {
  await build({
    root: join(ROOT, 'tools/benchmarks/designer/bare'),
    configFile: false,
    logLevel: 'error',
    resolve: { dedupe: ['react', 'react-dom'] },
    build: { outDir: FOLDER, emptyOutDir: true, target: 'es2022' },
  });
  const server = createServer(({ url = '/' }, response) => {
    const path = url === '/' ? '/index.html' : url;
    try {
      const body = path === '/graph.json' ? JSON.stringify(graph) : readFileSync(join(FOLDER, path));
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
