/** Characters of a text by UTF-16 position, `end` not among them. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface TextEdit {
  readonly range: TextRange;
  /** What stands there afterwards. */
  readonly text: string;
}

/** A way to mend a formula in one click. */
export interface TextFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** What is wrong with a formula, and where. */
export interface FormulaDiagnostic {
  /** Stable, upper snake case. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly range: TextRange;
  readonly message: string;
  /** What to do, in words. */
  readonly hint: string;
  readonly fixes: readonly TextFix[];
}

/** The text after the edits; of edits that overlap, the later ones are left out. */
export function applyFix(text: string, { edits }: TextFix): string {
  let made = '';
  let at = 0;
  for (const { range, text: inserted } of [...edits].sort((a, b) => a.range.start - b.range.start)) {
    if (range.start < at) continue;
    made += text.slice(at, range.start) + inserted;
    at = range.end;
  }
  return made + text.slice(at);
}
