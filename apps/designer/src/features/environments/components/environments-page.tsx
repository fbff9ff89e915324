import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../../shared/api/api-context';
import { environmentsQuery } from '../../../shared/api/session-queries';
import { useMayAdminister } from '../../../shared/api/use-may-operate';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page, Panel } from '../../../shared/ui/page';
import { SettingsNav } from '../../../shared/ui/settings-nav';
import { strings } from '../strings';
import { BindingsPanel } from './bindings-panel';
import { CreateEnvironmentDialog } from './create-environment-dialog';
import { PipelinePanel } from './pipeline-panel';
import { RulesDrawer } from './rules-drawer';

interface EnvironmentsPageProps {
  /** Key of the environment whose rules are open. */
  readonly openKey: string | null;
  /** The flow whose connections are shown; null: the first one. */
  readonly flowId: string | null;
  onOpen(key: string | null): void;
  onFlow(flowId: string): void;
}

/** The pipeline from sandbox to production: its order, its rules, and what fills the slots of a flow in each. */
export function EnvironmentsPage({ openKey, flowId, onOpen, onFlow }: EnvironmentsPageProps) {
  const environments = useQuery(environmentsQuery(useApi()));
  const mayChange = useMayAdminister();
  const [isCreating, creating] = useDisclosure(false);
  const opened = environments.data?.find(({ key }) => key === openKey);
  return (
    <Page
      title={strings.title}
      actions={
        mayChange && (
          <Button leftSection={<IconPlus size={16} />} onClick={creating.open}>
            {strings.create}
          </Button>
        )
      }
    >
      <SettingsNav />
      <div className="ps-dimmed">{strings.lead}</div>
      {environments.error && <ProblemNotice error={environments.error} retry={() => void environments.refetch()} />}
      {environments.isPending && <RowsSkeleton rows={3} />}
      {environments.data && (
        <>
          <PipelinePanel environments={environments.data} mayChange={mayChange} onOpen={onOpen} />
          <BindingsPanel environments={environments.data} flowId={flowId} onFlow={onFlow} />
        </>
      )}
      <Panel title={strings.values} actions={<Link to="/reference-data">{strings.openReferenceData}</Link>}>
        <div className="ps-panel__body ps-dimmed">{strings.valuesHelp}</div>
      </Panel>
      {isCreating && <CreateEnvironmentDialog onClose={creating.close} />}
      {opened && <RulesDrawer key={opened.id} environment={opened} mayChange={mayChange} onClose={() => onOpen(null)} />}
    </Page>
  );
}
