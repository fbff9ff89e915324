import { ActionIcon, SegmentedControl, TextInput, Tooltip } from '@mantine/core';
import { pathsOfRule, type MappingRule } from '@penstock/mapping';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconX } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { SchemaField } from '../../../../shared/forms/schema-fields';
import { isPlainRule, modeOf, ruleInMode, type RuleMode } from '../model/rule-edits';
import { strings } from '../strings';
import { RuleEditor } from './rule-editor';

export interface MappingRowProps {
  readonly field: SchemaField;
  readonly rule: MappingRule | undefined;
  /** What the rule makes of the sample record. */
  readonly live: string;
  readonly problem: string | undefined;
  readonly isFocused: boolean;
  onChange(rule: MappingRule | undefined): void;
  /** Given for targets that people name themselves. */
  readonly onRename?: (target: string) => void;
  /** The rules of a list's items, under the row. */
  readonly children?: ReactNode;
}

/** One target: name, type, where its value comes from, the value itself, its state. */
export function MappingRow({ field, rule, live, problem, isFocused, onChange, onRename, children }: MappingRowProps) {
  const mode = modeOf(rule);
  return (
    <div
      className={isFocused ? 'ps-mapping__row ps-mapping__row--focused' : 'ps-mapping__row'}
      role="group"
      aria-label={spokenName(field, rule, problem)}
      data-target={field.path}
    >
      <div className="ps-mapping__target">
        {onRename ? <TargetName target={field.path} onRename={onRename} /> : <FieldName field={field} />}
      </div>
      <div className="ps-mapping__value">
        <ModeSwitch field={field} mode={mode} onMode={(next) => onChange(ruleInMode(next, field.path, rule))} />
        {isPlainRule(rule) && <RuleEditor rule={rule} field={field} onChange={onChange} />}
      </div>
      <output className="ps-mapping__live" title={live}>
        {live}
      </output>
      <StateGlyph field={field} rule={rule} problem={problem} />
      {rule ? (
        <ActionIcon size={24} aria-label={strings.clear(field.path)} onClick={() => onChange(undefined)}>
          <IconX size={14} />
        </ActionIcon>
      ) : (
        <span />
      )}
      {problem !== undefined && <div className="ps-mapping__problem">{problem}</div>}
      {children}
    </div>
  );
}

function FieldName({ field }: { readonly field: SchemaField }) {
  return (
    <span title={field.description ?? ''}>
      <span className="ps-mapping__title">
        {field.title}
        {field.required && (
          <span className="ps-mapping__required" title={strings.required}>
            *
          </span>
        )}
      </span>
      <span className="ps-mapping__path">
        {field.path} <span className="ps-chip">{field.format ?? field.kind}</span>
      </span>
    </span>
  );
}

function TargetName({ target, onRename }: { readonly target: string; onRename(target: string): void }) {
  const [text, setText] = useState<string | null>(null);
  const commit = (): void => {
    const next = text?.trim() ?? '';
    if (next !== '' && next !== target) onRename(next);
    setText(null);
  };
  return (
    <TextInput
      aria-label={`${strings.fieldName} ${target}`}
      styles={{ input: { fontFamily: 'var(--ps-mono)', fontSize: 12.5 } }}
      value={text ?? target}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}

interface ModeSwitchProps {
  readonly field: SchemaField;
  readonly mode: RuleMode;
  onMode(mode: Exclude<RuleMode, 'none'>): void;
}

function ModeSwitch({ field, mode, onMode }: ModeSwitchProps) {
  const isList = field.kind === 'list' || field.kind === 'any';
  const choices = [
    { value: 'fixed', label: strings.fixed },
    { value: 'data', label: strings.data },
    ...(isList ? [{ value: 'each', label: strings.each }] : []),
  ];
  return (
    <SegmentedControl
      className="ps-mapping__mode"
      aria-label={strings.modeOf(field.path)}
      data={choices}
      value={mode}
      onChange={(value) => onMode(value as Exclude<RuleMode, 'none'>)}
    />
  );
}

function StateGlyph({ field, rule, problem }: Pick<MappingRowProps, 'field' | 'rule' | 'problem'>) {
  if (problem !== undefined)
    return <Glyph word={problem} className="ps-status--failed" icon={<IconAlertTriangle size={16} />} />;
  if (rule) return <Glyph word={strings.value} className="ps-status--succeeded" icon={<IconCircleCheck size={16} />} />;
  const word = field.required ? strings.requiredMissing : strings.unmapped;
  return (
    <Glyph
      word={word}
      className={field.required ? 'ps-status--attention' : 'ps-dimmed'}
      icon={<IconCircleDashed size={16} />}
    />
  );
}

function Glyph({
  word,
  className,
  icon,
}: {
  readonly word: string;
  readonly className: string;
  readonly icon: ReactNode;
}) {
  return (
    <Tooltip label={word} multiline maw={320}>
      <span className={`ps-mapping__glyph ${className}`} role="img" aria-label={word}>
        {icon}
      </span>
    </Tooltip>
  );
}

/** "City, text, required, mapped from trigger.order.city". */
function spokenName(field: SchemaField, rule: MappingRule | undefined, problem: string | undefined): string {
  const from = !rule ? strings.unmapped : rule.kind === 'const' ? 'fixed value' : `mapped from ${pathsOf(rule)}`;
  return [
    field.path,
    field.kind,
    ...(field.required ? [strings.required] : []),
    from,
    ...(problem === undefined ? [] : [problem]),
  ].join(', ');
}

const pathsOf = (rule: MappingRule): string => pathsOfRule(rule).join(' and ');
