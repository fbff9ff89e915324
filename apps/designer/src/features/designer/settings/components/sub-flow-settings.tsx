import { Button, Input, Select, Switch } from '@mantine/core';
import { NO_FLOW, type FlowContract, type SubFlowStep } from '@penstock/flow-model';
import { canonicalJson, type Json } from '@penstock/kernel';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../../shared/api/current-environment';
import { flowsQuery } from '../../../../shared/api/flow-queries';
import { ProblemNotice } from '../../../../shared/ui/notices';
import { MappingEditor } from '../../mapping/components/mapping-editor';
import { useEditor, useEditorState } from '../../model/editor-context';
import { contractQuery } from '../model/contract-query';
import { fieldWords, namedFields } from '../model/contract-fields';
import { strings } from '../strings';
import { FailureExit } from './failure-exit';
import type { SettingsProps } from './settings-props';

/** Which flow is called, what it declares to take and give, and what it is given. */
export function SubFlowSettings({ step, problems, onChange, ...shared }: SettingsProps<SubFlowStep>) {
  const isChosen = step.flowId !== NO_FLOW;
  return (
    <div className="ps-settings ps-settings--wide">
      <FlowChoice step={step} error={problems.get('flowId')} onChange={onChange} />
      {isChosen && (
        <>
          <Contract step={step} onChange={onChange} />
          <Switch
            label={strings.waitForResult}
            description={strings.waitForResultHelp}
            checked={step.wait}
            onChange={(event) => onChange({ ...step, wait: event.currentTarget.checked })}
          />
          <Input.Wrapper label={strings.whatItTakes} labelElement="div">
            <MappingEditor
              label={step.name}
              mapping={step.input}
              schema={namedFields(step.contract?.input)}
              problems={problems}
              onChange={(input) => onChange({ ...step, input })}
              {...shared}
            />
          </Input.Wrapper>
        </>
      )}
      <FailureExit step={step} />
    </div>
  );
}

type PartProps = Pick<SettingsProps<SubFlowStep>, 'step' | 'onChange'>;

function FlowChoice({ step, error, onChange }: PartProps & { readonly error: string | undefined }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { store } = useEditor();
  const ownId = useEditorState((state) => state.flowId);
  const { environment } = useCurrentEnvironment();
  const flows = useQuery(flowsQuery(api));
  const choose = async (flowId: string): Promise<void> => {
    const { contract: _old, ...rest } = step;
    onChange({ ...rest, flowId });
    const contract = await queryClient.fetchQuery(contractQuery(api, flowId, environment.key)).catch(() => undefined);
    // The contract below tells of the failure, and reads it again.
    if (contract === undefined) return;
    const now = store.getState().flow.steps[step.id];
    if (now?.kind === 'sub-flow' && now.flowId === flowId) onChange(withContract(now, contract));
  };
  return (
    <Select
      label={strings.flow}
      description={strings.flowHelp}
      error={flows.error ? strings.flowsUnread : error}
      maw={420}
      searchable
      allowDeselect={false}
      placeholder={strings.chooseFlow}
      data={(flows.data?.items ?? []).map(({ id, name }) => ({
        value: id,
        label: id === ownId ? strings.thisFlow(name) : name,
      }))}
      value={step.flowId === NO_FLOW ? null : step.flowId}
      onChange={(flowId) => flowId !== null && void choose(flowId)}
    />
  );
}

function Contract({ step, onChange }: PartProps) {
  const {
    data: declared,
    error,
    refetch,
  } = useQuery(contractQuery(useApi(), step.flowId, useCurrentEnvironment().environment.key));
  const { contract } = step;
  const hasChanged =
    declared !== undefined && canonicalJson(asJson(declared)) !== canonicalJson(asJson(contract ?? null));
  return (
    <section className="ps-contract" aria-label={strings.contract}>
      {contract && (
        <dl>
          <dt>{strings.takes}</dt>
          <dd>{fieldWords(contract.input) || strings.anything}</dd>
          <dt>{strings.gives}</dt>
          <dd>{fieldWords(contract.output) || strings.anything}</dd>
        </dl>
      )}
      {error && <ProblemNotice error={error} retry={() => void refetch()} />}
      {declared === null && <div className="ps-notice ps-notice--attention">{strings.notCallable}</div>}
      {hasChanged && (
        <div className="ps-contract__changed" role="status">
          {strings.contractChanged}
          <Button variant="default" size="compact-xs" onClick={() => onChange(withContract(step, declared))}>
            {strings.useNewContract}
          </Button>
        </div>
      )}
    </section>
  );
}

const asJson = (contract: FlowContract | null): Json => contract as unknown as Json;

function withContract(step: SubFlowStep, contract: FlowContract | null): SubFlowStep {
  const { contract: _old, ...rest } = step;
  return contract ? { ...rest, contract } : rest;
}
