import {
  completionsAt,
  hoverAt,
  signatureAt,
  type Completion,
  type FormulaScope,
  type TextRange,
} from '@penstock/mapping';
import { languages, MarkerSeverity, type editor, type IRange } from 'monaco-editor/editor';

export const FORMULA_LANGUAGE = 'penstock-formula';

/** What each open formula may name; the providers of the editor know nothing but the text's model. */
const scopes = new WeakMap<editor.ITextModel, FormulaScope>();
export const setScope = (model: editor.ITextModel, scope: FormulaScope): void => void scopes.set(model, scope);

const kinds: Readonly<Record<Completion['kind'], languages.CompletionItemKind>> = {
  field: languages.CompletionItemKind.Field,
  variable: languages.CompletionItemKind.Variable,
  function: languages.CompletionItemKind.Function,
  value: languages.CompletionItemKind.Value,
  keyword: languages.CompletionItemKind.Keyword,
};

let isRegistered = false;

/** Teaches the editor the language, once: colours, completion, hover and signatures, all from the checker of the mapping package. */
export function registerFormulaLanguage(): void {
  if (isRegistered) return;
  isRegistered = true;
  languages.register({ id: FORMULA_LANGUAGE });
  languages.setLanguageConfiguration(FORMULA_LANGUAGE, {
    brackets: [
      ['(', ')'],
      ['[', ']'],
      ['{', '}'],
    ],
    autoClosingPairs: [
      { open: '(', close: ')' },
      { open: '[', close: ']' },
      { open: '"', close: '"' },
    ],
  });
  languages.setMonarchTokensProvider(FORMULA_LANGUAGE, {
    tokenizer: {
      root: [
        [/\/\/.*$/, 'comment'],
        [/"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?/, 'string'],
        [/\d+(?:\.\d+)?/, 'number'],
        [/\b(?:true|false|null|in)\b/, 'keyword'],
        [/[\p{L}_$][\p{L}\p{N}_$]*(?=\s*\()/u, 'type.identifier'],
        [/[\p{L}_$][\p{L}\p{N}_$]*/u, 'identifier'],
        [/[-+*/%=!<>&|?:]+/, 'operator'],
      ],
    },
  });
  registerProviders();
}

function registerProviders(): void {
  languages.registerCompletionItemProvider(FORMULA_LANGUAGE, {
    triggerCharacters: ['.', '(', '"'],
    provideCompletionItems: (model, position) => {
      const scope = scopes.get(model);
      if (!scope) return { suggestions: [] };
      const found = completionsAt(model.getValue(), model.getOffsetAt(position), scope);
      return { suggestions: found.map((completion) => completionItem(completion, model)) };
    },
  });
  languages.registerHoverProvider(FORMULA_LANGUAGE, {
    provideHover: (model, position) => {
      const scope = scopes.get(model);
      const hover = scope && hoverAt(model.getValue(), model.getOffsetAt(position), scope);
      if (!hover) return null;
      return {
        range: rangeIn(model, hover.range),
        contents: [{ value: `\`${hover.title}\`` }, ...hover.lines.map((value) => ({ value }))],
      };
    },
  });
  languages.registerSignatureHelpProvider(FORMULA_LANGUAGE, {
    signatureHelpTriggerCharacters: ['(', ','],
    provideSignatureHelp: (model, position) => {
      const signature = signatureAt(model.getValue(), model.getOffsetAt(position));
      if (!signature) return null;
      const { label, documentation, parameters, activeParameter } = signature;
      return {
        value: {
          activeSignature: 0,
          activeParameter,
          signatures: [
            {
              label,
              documentation,
              parameters: parameters.map(({ range, documentation: help }) => ({
                label: [range.start, range.end] as [number, number],
                documentation: help,
              })),
            },
          ],
        },
        dispose: () => undefined,
      };
    },
  });
}

function completionItem(completion: Completion, model: editor.ITextModel): languages.CompletionItem {
  const { label, kind, detail, documentation, insertText, range, cursor, sortText } = completion;
  const hasCursor = cursor !== undefined && cursor < insertText.length;
  return {
    label,
    kind: kinds[kind],
    detail,
    sortText,
    ...(documentation !== undefined && { documentation }),
    insertText: hasCursor
      ? `${escaped(insertText.slice(0, cursor))}$0${escaped(insertText.slice(cursor))}`
      : insertText,
    ...(hasCursor && { insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet }),
    range: rangeIn(model, range),
  };
}

/** In a snippet these characters mean something. */
const escaped = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

export function rangeIn(model: editor.ITextModel, { start, end }: TextRange): IRange {
  const [from, to] = [model.getPositionAt(start), model.getPositionAt(end)];
  return {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
}

export const severities = { error: MarkerSeverity.Error, warning: MarkerSeverity.Warning } as const;
