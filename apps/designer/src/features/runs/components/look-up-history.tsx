import type { Effect } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { evidenceQuery } from '../../../shared/api/case-queries';
import { LookUps } from '../../../shared/ui/look-ups';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';

/** Folded: how often the other side was asked; open: when, and what it said. */
export function LookUpHistory({ effect }: { readonly effect: Effect }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="ps-meta">{strings.lookUpCount(effect.probes)}</summary>
      {isOpen && <Asked effectId={effect.id} />}
    </details>
  );
}

function Asked({ effectId }: { readonly effectId: string }) {
  const { data, error } = useQuery(evidenceQuery(useApi(), effectId));
  if (error) return <ProblemNotice error={error} />;
  return data ? <LookUps lookUps={data.lookUps} label={strings.lookUps} /> : null;
}
