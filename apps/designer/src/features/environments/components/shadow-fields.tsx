import { Stack, Switch, TextInput } from '@mantine/core';
import type { RulesDraft, RulesProblems } from '../model/rules-draft';
import { strings } from '../strings';

interface ShadowFieldsProps {
  readonly draft: Pick<RulesDraft, 'shadowRequired' | 'mostMoney' | 'mostDifferent'>;
  /** By `shadowRules.<field>`. */
  readonly problems: RulesProblems;
  onChange(changes: Partial<RulesDraft>): void;
}

/** What a shadow run before a promotion must not pass. */
export function ShadowFields({ draft, problems, onChange }: ShadowFieldsProps) {
  return (
    <section aria-label={strings.shadow}>
      <h3>{strings.shadow}</h3>
      <Stack gap="sm" mt={4}>
        <Switch
          label={strings.shadowRequired}
          description={strings.shadowRequiredHelp}
          checked={draft.shadowRequired}
          onChange={(event) => onChange({ shadowRequired: event.currentTarget.checked })}
        />
        <TextInput
          label={strings.mostMoney}
          description={strings.mostMoneyHelp}
          inputMode="decimal"
          value={draft.mostMoney}
          error={problems['shadowRules.mostMoney']}
          onChange={(event) => onChange({ mostMoney: event.currentTarget.value })}
        />
        <TextInput
          label={strings.mostDifferent}
          description={strings.mostDifferentHelp}
          inputMode="numeric"
          value={draft.mostDifferent}
          error={problems['shadowRules.mostDifferent']}
          onChange={(event) => onChange({ mostDifferent: event.currentTarget.value })}
        />
      </Stack>
    </section>
  );
}
