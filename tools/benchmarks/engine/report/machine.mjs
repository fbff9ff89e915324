import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { ROOT } from '../../../workspace.mjs';

/** The machine and the state of the sources, taken before the first figure: the figures themselves make load. */
export function machineNow() {
  const git = (...args) => execFileSync('git', args, { cwd: ROOT }).toString().trim();
  const isChanged =
    git('status', '--porcelain', '--untracked-files=no', '--', 'apps', 'packages', 'connectors', 'tools') !== '';
  const [cpu] = cpus();
  return {
    commit: `${git('rev-parse', '--short', 'HEAD')}${isChanged ? ' with changes' : ''}`,
    day: new Date().toISOString().slice(0, 10),
    description: `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 1e9)} GB, Linux ${release()}, Node ${process.version}, bundled Postgres 18`,
    load: loadavg()[0],
  };
}
