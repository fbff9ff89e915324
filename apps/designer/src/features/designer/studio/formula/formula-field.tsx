import { Button, Textarea } from '@mantine/core';
import { applyFix, checkFormula, describeType, type FormulaScope } from '@penstock/mapping';
import { lazy, Suspense, useMemo } from 'react';
import { strings } from '../strings';

const MonacoFormula = lazy(async () => ({ default: (await import('./monaco-formula')).MonacoFormula }));

export interface FormulaFieldProps {
  readonly label: string;
  readonly value: string;
  readonly scope: FormulaScope;
  readonly autoFocus?: boolean;
  onChange(value: string): void;
  /** Enter; Shift and Enter make a new line. */
  readonly onSubmit?: () => void;
}

/** A formula with what it gives, or what is wrong with it and how to mend it. Plain text until the editor has come. */
export function FormulaField(props: FormulaFieldProps) {
  const { label, value, scope, onChange } = props;
  const { type, diagnostics } = useMemo(() => checkFormula(value, scope), [value, scope]);
  return (
    <div className="ps-formula">
      <Suspense
        fallback={
          <Textarea
            aria-label={label}
            className="ps-formula__plain"
            autosize
            minRows={2}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        }
      >
        <MonacoFormula {...props} />
      </Suspense>
      <div role="status" className="ps-formula__says">
        {diagnostics.length === 0 && <span className="ps-meta">{strings.formulaGives(describeType(type))}</span>}
        {diagnostics.map((diagnostic, index) => (
          <div key={index} className={`ps-formula__problem ps-formula__problem--${diagnostic.severity}`}>
            {diagnostic.message} {diagnostic.hint}
            {diagnostic.fixes.map((fix) => (
              <Button key={fix.title} variant="light" size="compact-xs" onClick={() => onChange(applyFix(value, fix))}>
                {fix.title}
              </Button>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
