import { checkFormula, type FormulaScope } from '@penstock/mapping';
import { useComputedColorScheme } from '@mantine/core';
import { editor } from 'monaco-editor/editor';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/parameterHints/register';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/features/suggest/register';
import 'monaco-editor/features/wordOperations/register';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import { useEffect, useRef } from 'react';
import type { FormulaFieldProps } from './formula-field';
import { FORMULA_LANGUAGE, rangeIn, registerFormulaLanguage, setScope, severities } from './formula-language';

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };
registerFormulaLanguage();
for (const [name, base] of [
  ['penstock-light', 'vs'],
  ['penstock-dark', 'vs-dark'],
] as const) {
  const isDark = base === 'vs-dark';
  editor.defineTheme(name, {
    base,
    inherit: true,
    rules: [
      { token: 'type.identifier', foreground: isDark ? 'b79cf5' : '6741c4' },
      { token: 'string', foreground: isDark ? '63c98a' : '1a7340' },
      { token: 'number', foreground: isDark ? '6cb2f7' : '0b5cad' },
      { token: 'comment', foreground: isDark ? '9aa5b2' : '566170' },
    ],
    colors: { 'editor.background': isDark ? '#22272e' : '#ffffff' },
  });
}

/** The code editor for one formula. Loaded with all of Monaco when the first formula is opened, never before. */
export function MonacoFormula({ label, value, scope, onChange, onSubmit, autoFocus = false }: FormulaFieldProps) {
  const host = useRef<HTMLDivElement>(null);
  const opened = useRef<editor.IStandaloneCodeEditor | null>(null);
  const answers = useRef({ onChange, onSubmit });
  useEffect(() => {
    answers.current = { onChange, onSubmit };
  });
  const scheme = useComputedColorScheme('light');
  useEffect(() => editor.setTheme(`penstock-${scheme}`), [scheme]);
  const first = useRef({ label, value, autoFocus });
  useEffect(() => {
    if (!host.current) return;
    const code = openEditor(host.current, first.current);
    opened.current = code;
    const stopShortcuts = keepKeys(host.current);
    const typed = code.onDidChangeModelContent(() => answers.current.onChange(code.getValue()));
    const keys = code.onKeyDown((event) => {
      // Enter takes a completion while the list is open; the list stops the key itself.
      if (event.browserEvent.key !== 'Enter' || event.browserEvent.shiftKey || hasOpenList(host.current)) return;
      event.preventDefault();
      event.stopPropagation();
      answers.current.onSubmit?.();
    });
    return () => {
      stopShortcuts();
      typed.dispose();
      keys.dispose();
      code.getModel()?.dispose();
      code.dispose();
      opened.current = null;
    };
  }, []);
  useEffect(() => {
    const code = opened.current;
    if (code && code.getValue() !== value) code.setValue(value);
  }, [value]);
  useEffect(() => {
    const model = opened.current?.getModel();
    if (model) mark(model, scope);
  }, [scope, value]);
  return <div ref={host} className="ps-formula__editor" data-formula-editor />;
}

function openEditor(
  host: HTMLElement,
  { label, value, autoFocus }: Pick<FormulaFieldProps, 'label' | 'value' | 'autoFocus'>,
): editor.IStandaloneCodeEditor {
  const code = editor.create(host, {
    ariaLabel: label,
    value,
    language: FORMULA_LANGUAGE,
    automaticLayout: true,
    contextmenu: false,
    fixedOverflowWidgets: true,
    folding: false,
    fontFamily: 'JetBrains Mono Variable, JetBrains Mono, monospace',
    fontSize: 12.5,
    glyphMargin: false,
    lineDecorationsWidth: 6,
    lineHeight: 19,
    lineNumbers: 'off',
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    padding: { top: 6, bottom: 6 },
    renderLineHighlight: 'none',
    scrollBeyondLastLine: false,
    scrollbar: { alwaysConsumeMouseWheel: false, vertical: 'auto' },
    tabFocusMode: true,
    wordWrap: 'on',
  });
  if (autoFocus) {
    code.focus();
    code.setPosition({ lineNumber: 1, column: value.length + 1 });
  }
  return code;
}

/** The editor is no text field to the page, whose shortcuts would take its letters; saving goes through. */
function keepKeys(host: HTMLElement): () => void {
  const keep = (event: KeyboardEvent): void => {
    if (!(event.key === 's' && (event.ctrlKey || event.metaKey))) event.stopPropagation();
  };
  host.addEventListener('keydown', keep);
  return () => host.removeEventListener('keydown', keep);
}

const hasOpenList = (host: HTMLElement | null): boolean =>
  [host, document.body].some((place) => place?.querySelector('.suggest-widget.visible') != null);

function mark(model: editor.ITextModel, scope: FormulaScope): void {
  setScope(model, scope);
  const { diagnostics } = checkFormula(model.getValue(), scope);
  editor.setModelMarkers(
    model,
    FORMULA_LANGUAGE,
    diagnostics.map(({ range, message, hint, severity }) => ({
      ...rangeIn(model, range),
      message: `${message} ${hint}`,
      severity: severities[severity],
    })),
  );
}
