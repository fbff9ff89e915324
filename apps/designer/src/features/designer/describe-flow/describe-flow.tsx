import { Anchor, Button, Drawer, Group, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { DraftedFlow } from '@penstock/contracts';
import { changeBetween } from '@penstock/flow-model';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { assistOfferQuery } from '../../../shared/api/assist-queries';
import { EmptyState, ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { useEditor, useEditorState } from '../model/editor-context';
import { VersionComparison } from '../versions/version-comparison';
import { proposedFlow } from './proposed-flow';
import { strings } from './strings';

/** A flow out of a sentence: shown beside the draft, and put into it by the person, as one edit. */
export function DescribeFlow({ onClose }: { onClose(): void }) {
  const api = useApi();
  const { data: offer, error } = useQuery(assistOfferQuery(api));
  const name = useEditorState((state) => state.flow.name);
  const [wanted, setWanted] = useState('');
  const draft = useMutation({ mutationFn: () => api.assist.draftFlow({ wanted, name }) });
  return (
    <Drawer opened onClose={onClose} position="right" size={draft.data ? '96%' : 520} title={strings.title}>
      {error && <ProblemNotice error={error} />}
      {!offer && !error && <RowsSkeleton rows={3} />}
      {offer?.provider === null && <NoProvider />}
      {offer && offer.provider !== null && (
        <Stack gap="sm">
          <Textarea
            label={strings.wanted}
            description={strings.wantedHelp(offer.provider)}
            placeholder={strings.placeholder}
            data-autofocus
            autosize
            minRows={2}
            maxLength={4000}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
          <div>
            <Button variant={draft.data ? 'default' : 'filled'} disabled={wanted.trim().length < 10} loading={draft.isPending} onClick={() => draft.mutate()}>
              {strings.write}
            </Button>
          </div>
          {draft.error && <ProblemNotice error={draft.error} />}
          {draft.data && <Proposal drafted={draft.data} onDrop={draft.reset} onUsed={onClose} />}
        </Stack>
      )}
    </Drawer>
  );
}

const NoProvider = () => (
  <EmptyState title={strings.title}>
    {strings.none}{' '}
    <Anchor component={Link} to="/settings/ai">
      {strings.settings}
    </Anchor>
  </EmptyState>
);

interface ProposalProps {
  readonly drafted: DraftedFlow;
  onDrop(): void;
  onUsed(): void;
}

function Proposal({ drafted, onDrop, onUsed }: ProposalProps) {
  const { store } = useEditor();
  const now = useEditorState((state) => state.flow);
  const proposed = useMemo(() => proposedFlow(now, drafted.document), [now, drafted]);
  const errors = drafted.problems.filter(({ severity }) => severity === 'error');
  const use = (): void => {
    const { flow, execute } = store.getState();
    execute({ kind: 'apply-change', change: changeBetween(flow, proposedFlow(flow, drafted.document)), label: strings.label });
    notifications.show({ message: strings.applied });
    onUsed();
  };
  return (
    <section aria-label={strings.proposed}>
      <Stack gap="sm">
        <Group>
          <Button onClick={use}>{strings.use}</Button>
          <Button variant="subtle" color="gray" onClick={onDrop}>
            {strings.drop}
          </Button>
          <span className="ps-meta">{strings.replaces}</span>
        </Group>
        <VersionComparison before={{ title: strings.now, document: now }} after={{ title: strings.proposed, document: proposed }} />
        {errors.length > 0 && (
          <div className="ps-notice ps-notice--attention">
            <div className="ps-notice__title">{strings.open}</div>
            <ul>
              {errors.map(({ message, stepId, field }) => (
                <li key={`${stepId} ${field} ${message}`}>{message}</li>
              ))}
            </ul>
          </div>
        )}
      </Stack>
    </section>
  );
}
