import { ActionIcon } from '@mantine/core';
import type { Json } from '@penstock/kernel';
import { scopeOfRule, type MappingDocument, type MappingVariable } from '@penstock/mapping';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { shownValue } from '../../mapping/model/sample-values';
import { FormulaField } from '../formula/formula-field';
import { useStudio } from '../model/studio-context';
import { useJumps } from '../model/use-jumps';
import {
  movedVariable,
  renamedVariable,
  usesOfVariable,
  variablePath,
  withFormula,
  withoutVariable,
  type VariableUse,
} from '../model/variables';
import { nameStrings as strings } from '../name-strings';
import { CommittedText } from './committed-text';

interface VariableRowProps {
  readonly variable: MappingVariable;
  /** For the record that is looked at; undefined when it cannot be made. */
  readonly value: Json | undefined;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Why something was not done; null: it was. */
  onSay(said: string | null): void;
}

/** One variable: its name, its formula, its value, and who reads it. */
export function VariableRow({ variable, value, isFirst, isLast, onSay }: VariableRowProps) {
  const { model } = useStudio();
  const { mapping, problemOf } = model;
  const { name, formula } = variable;
  const [isOpen, setOpen] = useState(false);
  const uses = usesOfVariable(mapping, name);
  const problem = problemOf.get(variablePath(name));
  const change = (next: MappingDocument | undefined, label: string, refusal: string): void => {
    onSay(next ? null : refusal);
    if (next) model.edit(next, label);
  };
  const rename = (to: string): void =>
    change(renamedVariable(mapping, name, to), strings.renameVariableLabel(name, to), strings.badName(to));
  const remove = (): void =>
    change(
      uses.length === 0 ? withoutVariable(mapping, name) : undefined,
      strings.removeLabel(name),
      strings.stillRead(
        name,
        uses.map((use) => use.name),
      ),
    );
  const move = (by: 1 | -1): void => model.edit(movedVariable(mapping, name, by), strings.moveLabel(name));
  return (
    <li className="ps-tests__item">
      <div className="ps-tests__head">
        <CommittedText
          w={150}
          aria-label={strings.name(name)}
          className="ps-mono"
          text={name}
          onCommit={(text) => rename(text.trim())}
        />
        <button
          type="button"
          className="ps-plain-button ps-variables__formula ps-mono ps-ellipsis"
          aria-label={strings.edit(name)}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          = {formula}
        </button>
        <span className="ps-variables__value ps-ellipsis">
          {value === undefined ? strings.noValue : shownValue(value)}
        </span>
        <ActionIcon size={22} aria-label={strings.earlier(name)} disabled={isFirst} onClick={() => move(-1)}>
          <IconArrowUp size={14} />
        </ActionIcon>
        <ActionIcon size={22} aria-label={strings.later(name)} disabled={isLast} onClick={() => move(1)}>
          <IconArrowDown size={14} />
        </ActionIcon>
        <ActionIcon size={22} aria-label={strings.remove(name)} onClick={remove}>
          <IconTrash size={14} />
        </ActionIcon>
      </div>
      {problem !== undefined && <div className="ps-variables__problem">{problem}</div>}
      {isOpen && <VariableFormula variable={variable} />}
      <Readers uses={uses} />
    </li>
  );
}

/** An emptied formula is kept as it was: a variable without one says nothing. */
function VariableFormula({ variable: { name, formula } }: Pick<VariableRowProps, 'variable'>) {
  const { model } = useStudio();
  const { mapping, schemas } = model;
  const scope = useMemo(() => scopeOfRule(mapping, variablePath(name), { sources: schemas }), [mapping, schemas, name]);
  if (!scope) return null;
  return (
    <FormulaField
      label={strings.formula(name)}
      value={formula}
      scope={scope}
      onChange={(next) =>
        next.trim() !== '' && model.edit(withFormula(mapping, name, next), strings.editLabel(name), `variable ${name}`)
      }
    />
  );
}

function Readers({ uses }: { readonly uses: readonly VariableUse[] }) {
  const jumps = useJumps();
  if (uses.length === 0) return <div className="ps-meta">{strings.readByNone}</div>;
  return (
    <div className="ps-meta">
      {strings.readBy}{' '}
      {uses.map(({ kind, name }) =>
        kind === 'target' ? (
          <button
            key={`${kind} ${name}`}
            type="button"
            className="ps-variables__reader"
            onClick={() => jumps.toTarget(name)}
          >
            {name}
          </button>
        ) : (
          <span key={`${kind} ${name}`} className="ps-variables__reader">
            {name}
          </span>
        ),
      )}
    </div>
  );
}
