import { TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Identifier } from '../../../shared/ui/values';
import { strings } from '../strings';

interface StepHeadingProps {
  readonly name: string;
  /** The id that later steps use in `steps.<id>`. */
  readonly stepId?: string;
  onRename(name: string): void;
  /** Beside the name. */
  readonly children?: ReactNode;
}

export function StepHeading({ name, stepId, onRename, children }: StepHeadingProps) {
  const [text, setText] = useState<string | null>(null);
  return (
    <div className="ps-step-panel__name">
      <TextInput
        label={strings.stepName}
        maxLength={120}
        w={320}
        value={text ?? name}
        onChange={(event) => {
          setText(event.currentTarget.value);
          if (event.currentTarget.value.trim() !== '') onRename(event.currentTarget.value);
        }}
        onBlur={() => setText(null)}
      />
      {children}
      {stepId !== undefined && (
        <span className="ps-meta">
          {strings.stepId}: <Identifier value={`steps.${stepId}`} />
        </span>
      )}
    </div>
  );
}
