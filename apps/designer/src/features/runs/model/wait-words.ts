import type { RunWait } from '@penstock/contracts';
import { formatClock, formatDate } from '../../../shared/lib/format-time';

/** What a run waits for, as one sentence. */
export function waitWords({ kind, stepName, subject, until }: RunWait): string {
  const end = until === null ? '' : ` until ${formatDate(until)}, ${formatClock(until)}`;
  const step = stepName === null ? '' : ` (step “${stepName}”)`;
  switch (kind) {
    case 'time':
      return `It waits${end}${step}.`;
    case 'callback':
      return `It waits to be called from outside${end}${step}.`;
    case 'decision':
      return `It waits for a decision${end}: “${subject ?? stepName ?? ''}”`;
    case 'connection':
      return `It is held because of ${subject ?? 'a connection'}: nothing was sent. It goes on when the connection lets calls through again${until === null ? '' : `, at the latest it looks again ${formatDate(until)}, ${formatClock(until)}`}.`;
    case 'look-up':
      return `It is not known whether “${stepName ?? ''}” happened. The platform asks the other side${until === null ? '' : ` at ${formatClock(until)}`}; nothing is sent meanwhile.`;
    case 'person':
      return `It is not known whether “${stepName ?? ''}” happened. A person has to look and decide; nothing is sent meanwhile.`;
    case 'flow':
      return `It waits for the end of “${subject ?? 'another flow'}”${step}.`;
    case 'retry':
      return `It tries again${until === null ? '' : ` at ${formatClock(until)}`}${step}: ${subject ?? 'the last try failed'}`;
    case 'turn':
      return 'It waits for its turn: an earlier run in the same lane is not settled yet.';
  }
}
