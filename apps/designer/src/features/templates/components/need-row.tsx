import { Button } from '@mantine/core';
import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { FlowTemplate } from '@penstock/contracts';
import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { connectionsQuery } from '../../../shared/api/flow-queries';
import { connectorOf } from '../../../shared/lib/connector-catalog';
import { problemOf } from '../../../shared/lib/problem-of';
import { strings } from '../strings';

interface NeedRowProps {
  readonly need: FlowTemplate['needs'][number];
  readonly connectors: readonly ConnectorDescriptor[];
}

/** One slot: the connection that fills it here, tested on request, or the way to make one. */
export function NeedRow({ need: { slot, connector }, connectors }: NeedRowProps) {
  const api = useApi();
  const { environment } = useCurrentEnvironment();
  const { data } = useQuery(connectionsQuery(api));
  const bound = data?.items.find((item) => item.environment === environment.key && item.slot === slot);
  const test = useMutation({ mutationFn: (id: string) => api.connections.test(id) });
  const outcome = test.isError ? { ok: false, message: problemOf(test.error).detail } : test.data;
  const title = connectorOf(connectors, connector)?.title ?? connector;
  if (!bound) {
    return (
      <li>
        <IconCircleDashed size={17} aria-hidden />
        <div>
          <strong>{title}</strong>
          <div className="ps-meta">{strings.missing(slot)}</div>
        </div>
        <Link to="/connections" search={{ edit: 'new' }}>
          {strings.create}
        </Link>
      </li>
    );
  }
  const StateIcon = outcome?.ok === false ? IconCircleX : IconCircleCheck;
  return (
    <li>
      <StateIcon size={17} aria-hidden className={`ps-status--${outcome?.ok === false ? 'failed' : 'succeeded'}`} />
      <div>
        <strong>{bound.name}</strong>
        <div className="ps-meta" role="status">
          {outcome?.message ?? strings.ready}
        </div>
      </div>
      <Button
        variant="default"
        size="compact-xs"
        loading={test.isPending}
        aria-label={`${strings.test} ${bound.name}`}
        onClick={() => test.mutate(bound.id)}
      >
        {strings.test}
      </Button>
    </li>
  );
}
