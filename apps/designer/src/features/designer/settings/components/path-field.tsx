import { Input } from '@mantine/core';
import type { ReactNode } from 'react';
import { SourcePicker } from '../../mapping/components/source-picker';

interface PathFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly error?: string | undefined;
  readonly path: string | null;
  readonly listsOnly?: boolean;
  /** What the sample record has there. */
  readonly now?: ReactNode;
  onChoose(path: string): void;
}

/** A setting that is a place in earlier data. */
export function PathField({ label, description, error, path, listsOnly = false, now, onChoose }: PathFieldProps) {
  return (
    <Input.Wrapper label={label} labelElement="div" description={description} error={error}>
      <div className="ps-path-field">
        <SourcePicker path={path} label={label} listsOnly={listsOnly} onChoose={onChoose} />
      </div>
      {now !== undefined && (
        <div className="ps-meta" role="status">
          {now}
        </div>
      )}
    </Input.Wrapper>
  );
}
