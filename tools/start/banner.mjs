import { SIMULATOR_OFFSETS } from './ports.mjs';

const LABEL_WIDTH = 16;

/** The box that tells a newcomer where to go. The intake secret is shown at the first start only. */
export function banner({ port, demo, secrets, home, role }) {
  const address = (offset = 0) => `http://localhost:${port + offset}`;
  const lines = [
    ['Penstock', address()],
    ['Sign in', secrets.adminEmail],
    ['Password', secrets.adminPassword],
    ...(demo ? demoLines(address, secrets) : []),
    ['Logs and data', home],
    ...(role === 'all' ? [] : [['Role', role]]),
  ];
  return box(lines.map(([label, value]) => `${label.padEnd(LABEL_WIDTH)}${value}`));
}

function demoLines(address, secrets) {
  return [
    ['Demo shop', address(SIMULATOR_OFFSETS.shop)],
    ['PayTrace sim', address(SIMULATOR_OFFSETS.paytrace)],
    ['Prophet 21 sim', address(SIMULATOR_OFFSETS.prophet21)],
    ['Mail and alerts', address(SIMULATOR_OFFSETS.mail)],
    ...(secrets.introduced ? [] : [['Intake secret', `${secrets.demoIntakeSecret}  (shown once)`]]),
  ];
}

function box(lines) {
  const width = Math.max(...lines.map((line) => line.length));
  const framed = lines.map((line) => `│ ${line.padEnd(width)} │`);
  const edge = '─'.repeat(width + 2);
  return [`┌${edge}┐`, ...framed, `└${edge}┘`, 'Ctrl-C stops everything.'].join('\n');
}
