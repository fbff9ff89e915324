import { Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { DecidedPromotion, Promotion } from '@penstock/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { flowKeys } from '../../../shared/api/flow-queries';
import { promotionKeys } from '../../../shared/api/promotion-queries';
import { sessionQuery } from '../../../shared/api/session-queries';
import { useMayApprove } from '../../../shared/api/use-may-operate';
import { ProblemNotice } from '../../../shared/ui/notices';
import { Panel } from '../../../shared/ui/page';
import { isReason, ReasonField } from '../../../shared/ui/reason-field';
import { Identifier, When } from '../../../shared/ui/values';
import { strings } from '../strings';

type Decision = 'approve' | 'reject' | 'withdraw' | 'deploy';

/** Who asked, who decided and why; and the decision itself for whoever may take it. */
export function DecisionPanel({ promotion }: { readonly promotion: Promotion }) {
  const { requestedBy, requestedAt, note, decidedBy, decidedAt, decisionReason, involved, waitsFor, kind } = promotion;
  return (
    <Panel title={strings.decision}>
      <Stack className="ps-panel__body" gap="sm">
        <div>
          {strings.askedBy} {requestedBy} <When at={requestedAt} />: “{note}”
        </div>
        {decidedBy !== null && (
          <div>
            {strings.decidedBy} {decidedBy} <When at={decidedAt} />: “{decisionReason}”
          </div>
        )}
        <div className="ps-dimmed">
          {kind === 'rollback' ? strings.aloneHelp : `${strings.involved}: ${involved.join(', ')}. ${strings.involvedHelp}`}
        </div>
        {waitsFor !== null && <div className="ps-notice ps-notice--attention">{waitsFor}</div>}
        <DecisionForm promotion={promotion} />
      </Stack>
    </Panel>
  );
}

/** Of an address that is new in the environment; the sender needs it, and nobody reads it again. */
const NewSecret = ({ value }: { readonly value: string }) => (
  <div className="ps-notice ps-notice--attention">
    <div className="ps-notice__title">{strings.secretTitle}</div>
    <div>{strings.secretHelp}</div>
    <Identifier value={value} />
  </div>
);

function DecisionForm({ promotion }: { readonly promotion: Promotion }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { data: session } = useQuery(sessionQuery(api));
  const mayApprove = useMayApprove();
  const [reason, setReason] = useState('');
  const { id, status, packageHash, involved, requestedBy, waitsFor } = promotion;
  const decide = useMutation({
    mutationFn: (decision: Decision): Promise<DecidedPromotion> => {
      if (decision === 'approve') return api.promotions.approve(id, { packageHash, reason: reason.trim() });
      return decision === 'deploy' ? api.promotions.deploy(id) : api.promotions[decision](id, { reason: reason.trim() });
    },
    onSuccess: (_, decision) => {
      for (const queryKey of [promotionKeys.all, flowKeys.all, flowKeys.deployments]) void queryClient.invalidateQueries({ queryKey });
      notifications.show({ message: strings.decided[decision] });
    },
  });
  const me = session?.user.email ?? '';
  const mayDecide = status === 'requested' && mayApprove && !involved.includes(me);
  const mayWithdraw = (status === 'requested' || status === 'approved') && requestedBy === me;
  const mayDeploy = status === 'approved' && mayApprove && waitsFor === null;
  const secret = decide.data?.intakeSecret;
  if (secret !== undefined) return <NewSecret value={secret} />;
  if (!mayDecide && !mayWithdraw && !mayDeploy) return null;
  const button = (decision: Decision, label: string, isMain: boolean) => (
    <Button
      variant={isMain ? 'filled' : 'default'}
      disabled={decision !== 'deploy' && !isReason(reason)}
      loading={decide.isPending && decide.variables === decision}
      onClick={() => decide.mutate(decision)}
    >
      {label}
    </Button>
  );
  return (
    <>
      {(mayDecide || mayWithdraw) && <ReasonField value={reason} onChange={setReason} />}
      {decide.isError && <ProblemNotice error={decide.error} />}
      <Group>
        {mayDecide && button('approve', strings.approveLive, true)}
        {mayDeploy && button('deploy', strings.deploy, true)}
        {mayDecide && button('reject', strings.reject, false)}
        {mayWithdraw && button('withdraw', strings.withdraw, false)}
      </Group>
    </>
  );
}
