import { innerPortOf, portsOf, type FlowStep, type Port } from '@penstock/flow-model';

/** An exit as people read it: choices and cases by their name, the rest in plain words. */
export interface ExitView {
  readonly port: Port;
  readonly label: string;
  readonly role: 'onward' | 'inner' | 'error';
}

const words: Readonly<Record<string, string>> = { yes: 'yes', no: 'no', timeout: 'no answer', error: 'on failure' };

export function exitsOf(step: FlowStep | undefined): readonly ExitView[] {
  const inner = innerPortOf(step);
  return portsOf(step).map((port) => ({
    port,
    label: exitLabel(step, port),
    role: port === 'error' ? 'error' : port === inner ? 'inner' : 'onward',
  }));
}

export function exitLabel(step: FlowStep | undefined, port: Port): string {
  if (step?.kind === 'switch') {
    const chosen = step.cases.find(({ id }) => id === port);
    if (chosen) return chosen.name;
    if (port === 'default') return 'otherwise';
  }
  if (step?.kind === 'wait' && step.wait.kind === 'decision') {
    const choice = step.wait.choices.find(({ id }) => id === port);
    if (choice) return choice.label;
  }
  if (step?.kind === 'wait' && step.wait.kind === 'callback' && port === 'default') return 'called';
  if (port === 'each') return 'each';
  if (port === 'body') return 'try';
  if (port === 'default') return innerPortOf(step) === undefined ? 'next' : 'done';
  return words[port] ?? port;
}
