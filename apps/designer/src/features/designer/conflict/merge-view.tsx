import { Radio, Stack } from '@mantine/core';
import { diffFlows, marksOf, TRIGGER_ID, type FlowDifference, type FlowDocument, type MergeChoices, type MergeConflict, type MergeSide } from '@penstock/flow-model';
import { useMemo } from 'react';
import { ReadonlyCanvas } from '../../../shared/canvas/readonly-canvas';
import { useEditor } from '../model/editor-context';
import { strings } from '../strings';

interface MergeViewProps {
  readonly sides: { readonly base: FlowDocument; readonly mine: FlowDocument; readonly theirs: FlowDocument };
  readonly merged: FlowDocument;
  readonly conflicts: readonly MergeConflict[];
  readonly choices: MergeChoices;
  readonly theirTitle: string;
  onChoose(key: string, side: MergeSide): void;
}

/** What is stored, with what they changed marked; beside it what comes out, with what that adds; and both in sentences. */
export function MergeView({ sides: { base, mine, theirs }, merged, conflicts, choices, theirTitle, onChoose }: MergeViewProps) {
  const their = useMemo(() => diffFlows(base, theirs), [base, theirs]);
  const own = useMemo(() => diffFlows(base, mine), [base, mine]);
  const added = useMemo(() => diffFlows(theirs, merged), [theirs, merged]);
  return (
    <div className="ps-comparison">
      <Side title={theirTitle} flow={theirs} differences={their} />
      <Side title={strings.mergedFlow} flow={merged} differences={added} />
      <section className="ps-comparison__list" aria-label={strings.changes} tabIndex={0}>
        {conflicts.map((conflict) => (
          <Question key={conflict.key} conflict={conflict} flow={conflict.line ? base : mine} choice={choices[conflict.key]} onChoose={onChoose} />
        ))}
        <Sentences title={strings.yourChanges(own.length)} differences={own} />
        <Sentences title={strings.theirChanges(their.length)} differences={their} />
      </section>
    </div>
  );
}

interface SideProps {
  readonly title: string;
  readonly flow: FlowDocument;
  readonly differences: readonly FlowDifference[];
}

function Side({ title, flow, differences }: SideProps) {
  const { connectors } = useEditor();
  const marks = useMemo(() => marksOf(differences).steps, [differences]);
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <div className="ps-comparison__canvas">
        <ReadonlyCanvas label={title} flow={flow} connectors={connectors} marks={marks} />
      </div>
    </section>
  );
}

interface QuestionProps {
  readonly conflict: MergeConflict;
  /** Where the names are from. */
  readonly flow: FlowDocument;
  readonly choice: MergeSide | undefined;
  onChoose(key: string, side: MergeSide): void;
}

function Question({ conflict, flow, choice, onChoose }: QuestionProps) {
  const { key, line, mine, theirs } = conflict;
  return (
    <Radio.Group
      className="ps-merge-question"
      label={questionOf(conflict, flow)}
      {...(line && { description: strings.oneWayHelp(nameIn(flow, line.to)) })}
      value={choice ?? ''}
      onChange={(side) => onChoose(key, side as MergeSide)}
    >
      <Stack gap={6} mt={4}>
        <Radio size="xs" value="mine" label={strings.takeMine} description={mine.join(' ')} />
        <Radio size="xs" value="theirs" label={strings.takeTheirs} description={theirs.join(' ')} />
      </Stack>
    </Radio.Group>
  );
}

function questionOf({ line, stepId }: MergeConflict, flow: FlowDocument): string {
  if (line) return strings.bothReplacedLine(nameIn(flow, line.from), nameIn(flow, line.to));
  return strings.bothChanged(stepId === undefined ? strings.theFlow : `“${nameIn(flow, stepId)}”`);
}

const nameIn = (flow: FlowDocument, id: string): string => (id === TRIGGER_ID ? flow.trigger.name : (flow.steps[id]?.name ?? id));

function Sentences({ title, differences }: { readonly title: string; readonly differences: readonly FlowDifference[] }) {
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {differences.map(({ sentence }, index) => (
          <li key={index}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
