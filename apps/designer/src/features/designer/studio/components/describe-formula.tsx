import { Button, Group, Textarea } from '@mantine/core';
import type { DraftFormulaRequest } from '@penstock/contracts';
import type { FormulaRule } from '@penstock/mapping';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../../shared/api/api-context';
import { assistOfferQuery } from '../../../../shared/api/assist-queries';
import { ProblemNotice } from '../../../../shared/ui/notices';
import type { FieldTree } from '../model/field-tree';
import { useStudioModel } from '../model/studio-context';
import { strings } from '../strings';

interface DescribeFormulaProps {
  readonly rule: FormulaRule;
  onUse(formula: string): void;
}

/** Has the AI provider write a formula; there only while one is switched on. A draft is used by the person, never by itself. */
export function DescribeFormula({ rule, onUse }: DescribeFormulaProps) {
  const api = useApi();
  const { data: offer } = useQuery(assistOfferQuery(api));
  const { mapping, schemas, schema, sources } = useStudioModel();
  const [wanted, setWanted] = useState('');
  const draft = useMutation({
    mutationFn: () =>
      api.assist.draftFormula({ wanted, mapping: mapping as DraftFormulaRequest['mapping'], rule, sources: schemas, seen: seenFields(sources), ...(schema && { target: schema }) }),
  });
  if (!offer || offer.provider === null) return null;
  return (
    <div className="ps-describe">
      <Textarea
        label={strings.describeFormula}
        description={strings.describeFormulaHelp(offer.provider)}
        autosize
        minRows={2}
        maxLength={1000}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <div>
        <Button variant="default" size="compact-sm" disabled={wanted.trim().length < 3} loading={draft.isPending} onClick={() => draft.mutate()}>
          {strings.writeDraft}
        </Button>
      </div>
      {draft.error && <ProblemNotice error={draft.error} />}
      {draft.data && (
        <FormulaDraft
          before={rule.formula}
          after={draft.data.formula}
          onDrop={draft.reset}
          onUse={() => {
            onUse(draft.data.formula);
            draft.reset();
          }}
        />
      )}
    </div>
  );
}

const mostSeen = 1000;

/** What the tree shows, records included: names and types, no value. */
const seenFields = ({ nodes }: FieldTree) => nodes.slice(0, mostSeen).map(({ path, type }) => ({ path, type }));

interface FormulaDraftProps {
  readonly before: string;
  readonly after: string;
  onUse(): void;
  onDrop(): void;
}

/** Both formulas under each other: what goes, and what would come. */
const FormulaDraft = ({ before, after, onUse, onDrop }: FormulaDraftProps) => (
  <section className="ps-describe__draft" aria-label={strings.draftedFormula}>
    <div>
      <span className="ps-meta">{strings.formulaNow}</span>
      <del>{before}</del>
    </div>
    <div>
      <span className="ps-meta">{strings.formulaDrafted}</span>
      <ins>{after}</ins>
    </div>
    <Group gap="xs">
      <Button size="compact-sm" onClick={onUse}>
        {strings.useFormula}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onDrop}>
        {strings.dropDraft}
      </Button>
    </Group>
  </section>
);
