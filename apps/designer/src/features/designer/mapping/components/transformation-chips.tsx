import { ActionIcon, Group, Menu, Popover, ScrollArea, Stack, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { findStep, stepArgsSchema, stepCatalogue, type StepCall } from '@penstock/mapping';
import { IconArrowLeft, IconArrowRight, IconTrash, IconWand } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { SchemaForm } from '../../../../shared/forms/schema-form';
import { strings } from '../strings';
import { DecisionTableEditor } from './decision-table-editor';
import { TableArgument } from './table-argument';

interface TransformationChipsProps {
  readonly steps: readonly StepCall[];
  onChange(steps: readonly StepCall[]): void;
}

/** What is done to the value on its way, as chips from left to right. */
export function TransformationChips({ steps, onChange }: TransformationChipsProps) {
  return (
    <span className="ps-chips">
      {steps.map((step, index) => (
        <TransformationChip
          key={`${index}-${step.op}`}
          step={step}
          onChange={(next) => onChange(steps.map((old, at) => (at === index ? next : old)))}
          onRemove={() => onChange(steps.filter((_step, at) => at !== index))}
          {...(index > 0 && { onEarlier: () => onChange(swapped(steps, index - 1)) })}
          {...(index < steps.length - 1 && { onLater: () => onChange(swapped(steps, index)) })}
        />
      ))}
      <AddTransformation onAdd={(op) => onChange([...steps, { op, args: {} }])} />
    </span>
  );
}

export interface TransformationChipProps {
  readonly step: StepCall;
  onChange(step: StepCall): void;
  onRemove(): void;
  readonly onEarlier?: () => void;
  readonly onLater?: () => void;
}

export function TransformationChip({ step, onChange, onRemove, onEarlier, onLater }: TransformationChipProps) {
  const definition = findStep(step.op);
  const title = definition?.title ?? step.op;
  const schema = useMemo(() => (definition ? stepArgsSchema(definition) : {}), [definition]);
  const isTable = step.op === 'valueTable';
  const isDecision = step.op === 'decisionTable';
  return (
    <Popover position="bottom-start" width={isDecision ? 640 : 320} shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton
          className="ps-transformation"
          aria-label={strings.editStep(title)}
          title={definition?.summary ?? ''}
        >
          {title}
          <span className="ps-transformation__args">{argumentWords(step)}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <div className="ps-meta">{definition?.summary}</div>
          {isTable ? (
            <TableArgument table={step.args['table']} onChange={(table) => onChange({ ...step, args: { table } })} />
          ) : isDecision ? (
            <DecisionTableEditor args={step.args} onChange={(args) => onChange({ ...step, args })} />
          ) : (
            <SchemaForm
              schema={schema}
              value={step.args}
              onChange={(args) => onChange({ ...step, args: args as StepCall['args'] })}
            />
          )}
          <Group gap={4}>
            <SmallButton label={strings.moveLeft} icon={<IconArrowLeft size={15} />} onClick={onEarlier} />
            <SmallButton label={strings.moveRight} icon={<IconArrowRight size={15} />} onClick={onLater} />
            <SmallButton label={strings.removeStep(title)} icon={<IconTrash size={15} />} onClick={onRemove} />
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function SmallButton({
  label,
  icon,
  onClick,
}: {
  readonly label: string;
  readonly icon: React.ReactNode;
  readonly onClick: (() => void) | undefined;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={onClick === undefined} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

export function AddTransformation({ onAdd }: { onAdd(op: string): void }) {
  const [search, setSearch] = useState('');
  const words = search.toLowerCase();
  const shown = stepCatalogue.filter(({ op, title, summary }) =>
    `${op} ${title} ${summary}`.toLowerCase().includes(words),
  );
  return (
    <Menu position="bottom-start" width={300} onClose={() => setSearch('')}>
      <Menu.Target>
        <ActionIcon size={24} aria-label={strings.addStep} title={strings.addStep}>
          <IconWand size={15} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <TextInput
          aria-label={strings.searchSteps}
          placeholder={strings.searchSteps}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => event.key !== 'Escape' && event.key !== 'ArrowDown' && event.stopPropagation()}
        />
        <ScrollArea.Autosize mah={280}>
          {shown.map(({ op, title, summary }) => (
            <Menu.Item key={op} onClick={() => onAdd(op)}>
              {title}
              <div className="ps-meta">{summary}</div>
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The short arguments of a step, for its chip: `MM/DD/YYYY`. */
function argumentWords({ args }: StepCall): string {
  return Object.values(args)
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String)
    .join(', ');
}

export function swapped<T>(items: readonly T[], index: number): T[] {
  const next = [...items];
  const [first, second] = next.slice(index, index + 2);
  if (first !== undefined && second !== undefined) next.splice(index, 2, second, first);
  return next;
}
