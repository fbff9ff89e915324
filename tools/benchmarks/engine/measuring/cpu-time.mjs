import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second for every program it runs. */
const MICROS_PER_TICK = 10_000;

/** Processor microseconds a process tree has used so far; children that ended count with the one that waited for them. */
export function cpuMicros(rootPids) {
  const table = processTable();
  const wanted = new Set(rootPids);
  for (let grew = true; grew; ) {
    grew = false;
    for (const { pid, parent } of table.values()) {
      if (wanted.has(parent) && !wanted.has(pid)) grew = Boolean(wanted.add(pid));
    }
  }
  let ticks = 0;
  for (const pid of wanted) ticks += table.get(pid)?.ticks ?? 0;
  return ticks * MICROS_PER_TICK;
}

/** Memory in use by these processes, in bytes. */
export function residentBytes(pids) {
  return pids.reduce((sum, pid) => sum + Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024, 0);
}

function processTable() {
  const table = new Map();
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    const row = statOf(pid);
    if (row) table.set(pid, row);
  }
  return table;
}

function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = [fields[11], fields[12], fields[13], fields[14]].reduce((sum, field) => sum + Number(field), 0);
    return { pid, parent: Number(fields[1]), ticks };
  } catch {
    return undefined; // It ended between the listing and the reading.
  }
}
