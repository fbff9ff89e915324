import { defineAction, fileHandle, fileName, filesOf, readText, storedFile, textContent, textEncodings, type AnyAction, type ConnectorContext, type StoredFile } from '@penstock/connector-sdk';
import type { Json } from '@penstock/kernel';
import { z } from 'zod';

/** 16 Mi characters: what one step's data may hold. */
const longestText = 16 * 1024 * 1024;

const contentFields = {
  content: z.string().min(1).max(longestText).optional().meta({ title: 'Content of the file', description: 'As text; or give a stored file below.', widget: 'textarea' }),
  file: fileHandle.optional().meta({ title: 'Stored file', description: 'Its handle, instead of the content.' }),
  encoding: z.enum(textEncodings).default('utf-8').meta({ title: 'Encoding of the stored file' }),
};
type ContentInput = Pick<z.output<z.ZodObject<typeof contentFields>>, 'content' | 'file' | 'encoding'>;

/** Fields of an action that reads a file: its content, or the handle of a stored one. */
export const withContent = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ ...contentFields, ...shape }).refine((input) => hasOneSource(input as ContentInput), { path: ['content'], message: 'Give either the content or a stored file' });

const hasOneSource = ({ content, file }: ContentInput): boolean => (content === undefined) !== (file === undefined);

/** Texts, numbers and truth values become cells; anything with members does not fit into one. */
export const textRecords = z
  .array(z.record(z.string(), z.unknown()))
  .max(200_000)
  .transform((records, context) => records.map((record) => Object.fromEntries(Object.entries(record).map(([name, value]) => [name, cellText(value, context)]))));

function cellText(value: unknown, context: z.RefinementCtx): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object' || 'toJsonText' in value) return String(value);
  context.addIssue({ code: 'custom', message: 'A list or object does not fit into a cell' });
  return '';
}

interface FormatAction<Input, Output> {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  readonly sample: Json;
}

export interface Reading<Input, Output> extends FormatAction<Input, Output> {
  /** @throws ConnectorFailure */
  parse(text: string, input: Input): Output;
}

/** An action that turns a file into values and reaches nothing else: the same file gives the same values. */
export const reading = <Input extends ContentInput, Output>({ parse, ...definition }: Reading<Input, Output>): AnyAction =>
  defineAction<unknown, Input, Output>({
    ...definition,
    version: 1,
    contract: { class: 'R' },
    run: async (context, input) => parse(await textOf(context, input), input),
  });

/** Without a file the content is there; the schema sees to it. */
const textOf = (context: ConnectorContext<unknown>, { content, file, encoding }: ContentInput): string | Promise<string> =>
  file === undefined ? (content ?? '') : readText(filesOf(context).open(file), { encoding, maxBytes: longestText });

export const saveAs = fileName.optional().meta({ title: 'Keep as a file', description: 'A name, e.g. orders.csv: the step answers with a stored file instead of the content.' });

export const written = {
  content: z.string().meta({ title: 'Content of the file', description: 'Empty when it is kept as a file.' }),
  file: storedFile.nullable().meta({ title: 'Stored file' }),
};
interface Written {
  content: string;
  file: StoredFile | null;
}

export interface Writing<Input, Output> extends FormatAction<Input, Output & Written> {
  readonly mediaType: string;
  /** @throws ConnectorFailure */
  write(input: Input): { readonly text: string; readonly more: Output };
}

/** An action that turns values into a file: as text, or kept under a handle. */
export const writing = <Input extends { readonly saveAs?: string | undefined }, Output>({ write, mediaType, ...definition }: Writing<Input, Output>): AnyAction =>
  defineAction<unknown, Input, Output & Written>({
    ...definition,
    version: 1,
    contract: { class: 'R' },
    async run(context, input) {
      const { text, more } = write(input);
      if (input.saveAs === undefined) return { ...more, content: text, file: null };
      return { ...more, content: '', file: await filesOf(context).put({ name: input.saveAs, mediaType }, textContent(text)) };
    },
  });
