import type { RunWait } from '@penstock/contracts';
import { IconClockHour4 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { waitWords } from '../model/wait-words';
import { strings } from '../strings';

/** Why nothing moves: until when, which connection, which person. */
export function RunWaits({ waits }: { readonly waits: readonly RunWait[] }) {
  if (waits.length === 0) return null;
  return (
    <div className="ps-notice" role="status" aria-label={strings.waitsTitle}>
      <ul className="ps-run__waits">
        {waits.map((wait) => (
          <li key={`${wait.kind} ${wait.stepId} ${wait.subject}`}>
            <IconClockHour4 size={16} aria-hidden className="ps-status--waiting" />
            <span>
              {waitWords(wait)}{' '}
              {wait.caseId !== null && (
                <Link to="/attention" search={{ case: wait.caseId }}>
                  {strings.openCase}
                </Link>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
