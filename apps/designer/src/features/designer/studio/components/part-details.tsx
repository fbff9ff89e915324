import { Button, Select, TextInput } from '@mantine/core';
import type { MappingDocument, NestingRule } from '@penstock/mapping';
import { IconCopy, IconPuzzle } from '@tabler/icons-react';
import { useState } from 'react';
import { MappingTable } from '../../mapping/components/mapping-table';
import { valueAt } from '../../mapping/model/sample-values';
import { asPart, partsOf, renamedPart, usesOfPart, usingPart, withOwnRules, withPartRules } from '../model/parts';
import type { RulePlace } from '../model/rule-places';
import { useStudioModel } from '../model/studio-context';
import { nameStrings as strings } from '../name-strings';
import { CommittedText } from './committed-text';
import { InLoops } from './in-loops';

interface PartDetailsProps {
  readonly rule: NestingRule;
  readonly around: RulePlace['around'];
  /** Key of the target it fills. */
  readonly target: string;
}

/** Whether a loop or an object is made by rules of its own or by a part, and the ways between. */
export function PartDetails(props: PartDetailsProps) {
  const { mapping } = useStudioModel();
  const { use } = props.rule;
  return (
    <section className="ps-detail__section" aria-label={strings.part}>
      <div className="ps-detail__label">{strings.part}</div>
      {Object.keys(partsOf(mapping)).length > 0 && <PartChoice {...props} />}
      {use === undefined ? <NewPart {...props} /> : <UsedPart {...props} use={use} />}
    </section>
  );
}

const ownRules = '';

function PartChoice({ rule, around, target }: PartDetailsProps) {
  const { mapping, edit } = useStudioModel();
  const names = Object.keys(partsOf(mapping));
  const choose = (name: string): void => {
    const next =
      name === ownRules ? withOwnRules(mapping, { rule, around }) : usingPart(mapping, { rule, around }, name);
    edit(next, name === ownRules ? strings.ownLabel(target) : strings.useLabel(name, target));
  };
  return (
    <Select
      aria-label={strings.madeBy}
      allowDeselect={false}
      data={[
        { value: ownRules, label: strings.own },
        ...names.map((value) => ({ value, label: strings.partCalled(value) })),
      ]}
      value={rule.use ?? ownRules}
      onChange={(name) => name !== null && name !== (rule.use ?? ownRules) && choose(name)}
    />
  );
}

/** Makes a part of the rules that are there. */
function NewPart({ rule, around }: PartDetailsProps) {
  const { mapping, edit } = useStudioModel();
  const [name, setName] = useState('');
  const next = asPart(mapping, { rule, around }, name.trim());
  if (rule.rules.length === 0) return null;
  return (
    <form
      className="ps-tests__new"
      onSubmit={(event) => {
        event.preventDefault();
        if (next) edit(next, strings.makeLabel(name.trim()));
      }}
    >
      <TextInput
        flex={1}
        aria-label={strings.newPartName}
        placeholder={strings.newPartName}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" leftSection={<IconPuzzle size={14} />} disabled={next === undefined}>
        {strings.makePart}
      </Button>
    </form>
  );
}

/** The rules of the part, which change for all that use it. */
function UsedPart({ rule, around, target, use }: PartDetailsProps & { readonly use: string }) {
  const { mapping, output, problemOf, edit } = useStudioModel();
  const part = partsOf(mapping)[use];
  if (!part) return <div className="ps-notice ps-notice--failed">{strings.noPart(use)}</div>;
  const uses = usesOfPart(mapping, use);
  const change = (next: MappingDocument | undefined, label: string, gesture?: string): void => {
    if (next) edit(next, label, gesture);
  };
  return (
    <>
      <CommittedText
        label={strings.partName}
        text={use}
        maxLength={60}
        onCommit={(text) => change(renamedPart(mapping, use, text.trim()), strings.renameLabel(use))}
      />
      <p className="ps-meta">{strings.usedFor(uses.map((place) => place.target))}</p>
      <InLoops around={[{ ...rule, as: part.as }]}>
        <MappingTable
          label={strings.partCalled(use)}
          rules={part.rules}
          fields={null}
          output={valueAt(
            output,
            rule.kind === 'each' ? `${target}[0]`.replaceAll('[]', '[0]') : target.replaceAll('[]', '[0]'),
          )}
          errors={problemOf}
          problems={noProblems}
          focusedField={null}
          onRules={(rules) => change(withPartRules(mapping, use, rules), strings.changeLabel(use), `part ${use}`)}
        />
      </InLoops>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconCopy size={14} />}
        onClick={() => change(withOwnRules(mapping, { rule, around }), strings.ownLabel(target))}
      >
        {strings.makeOwn}
      </Button>
    </>
  );
}

const noProblems: ReadonlyMap<string, string> = new Map();
