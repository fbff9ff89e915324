import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { instantOf, localInput, localZone } from '../../../shared/lib/local-moment';
import { newFreeze, type FreezeDraft, type RulesProblems } from '../model/rules-draft';
import { strings } from '../strings';

interface FreezeFieldsProps {
  readonly freezes: readonly FreezeDraft[];
  /** By `freezes.<n>.<field>`. */
  readonly problems: RulesProblems;
  onChange(freezes: readonly FreezeDraft[]): void;
}

export function FreezeFields({ freezes, problems, onChange }: FreezeFieldsProps) {
  const replace = (index: number, changes: Partial<FreezeDraft>): void =>
    onChange(freezes.map((freeze, at) => (at === index ? { ...freeze, ...changes } : freeze)));
  return (
    <section aria-label={strings.freezes}>
      <h3>{strings.freezes}</h3>
      <div className="ps-meta">{strings.freezesHelp(localZone)}</div>
      {freezes.length === 0 && <div className="ps-dimmed">{strings.noFreezes}</div>}
      {freezes.map((freeze, index) => (
        <fieldset key={index} className="ps-plain-fieldset ps-freeze" aria-label={strings.freeze(index + 1)}>
          <Stack gap="xs">
            <Group align="flex-start" wrap="wrap">
              <MomentInput label={strings.from} value={freeze.from} error={problems[`freezes.${index}.from`]} onChange={(from) => replace(index, { from })} />
              <MomentInput label={strings.to} value={freeze.to} error={problems[`freezes.${index}.to`]} onChange={(to) => replace(index, { to })} />
            </Group>
            <TextInput
              label={strings.freezeReason}
              maxLength={200}
              value={freeze.reason}
              error={problems[`freezes.${index}.reason`]}
              onChange={(event) => replace(index, { reason: event.currentTarget.value })}
            />
          </Stack>
          <ActionIcon variant="subtle" aria-label={strings.removeFreeze(index + 1)} onClick={() => onChange(freezes.filter((_freeze, at) => at !== index))}>
            <IconX size={15} />
          </ActionIcon>
        </fieldset>
      ))}
      <Button variant="subtle" size="compact-sm" mt={8} leftSection={<IconPlus size={14} />} onClick={() => onChange([...freezes, newFreeze])}>
        {strings.addFreeze}
      </Button>
    </section>
  );
}

interface MomentInputProps {
  readonly label: string;
  /** A timestamp; empty while none is chosen. */
  readonly value: string;
  readonly error: string | undefined;
  onChange(value: string): void;
}

/** Keeps the seconds of a moment that nobody touches. */
const MomentInput = ({ label, value, error, onChange }: MomentInputProps) => (
  <TextInput
    flex={1}
    miw={190}
    type="datetime-local"
    label={label}
    value={value === '' ? '' : localInput(value)}
    error={error}
    onChange={(event) => onChange(instantOf(event.currentTarget.value))}
  />
);
