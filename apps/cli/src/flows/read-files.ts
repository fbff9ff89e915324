import { basename, dirname, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import type { FlowDocument } from '@penstock/flow-model';
import { readFlowFile, type FlowFileProblem } from '@penstock/flow-model/files';
import { serverUrl } from '../api';
import { CliProblem, UsageError, type Call, type Option } from '../command';
import { FlowFolder } from './flow-folder';

export const folderOption: Readonly<Record<string, Option>> = { folder: { takes: 'path', says: 'where the flow files are (default: flows)' } };

export const folderOf = ({ surroundings, text }: Call): FlowFolder =>
  new FlowFolder(resolve(surroundings.folder, text('folder') ?? 'flows'), serverUrl(surroundings));

/** One flow file as it is on disk. */
export interface FileFound {
  readonly folder: FlowFolder;
  readonly file: string;
  readonly text: string;
}
export interface FlowFound extends FileFound {
  readonly document: FlowDocument;
}

/** The files named, or all of the folder. @throws UsageError when there is none */
export function filesOf(call: Call): FileFound[] {
  const { words, surroundings } = call;
  if (words.length > 0) return words.map((word) => fileAt(resolve(surroundings.folder, word), serverUrl(surroundings)));
  const folder = folderOf(call);
  const files = folder.files();
  if (files.length === 0) throw new UsageError(`There are no flow files in ${folder.path}. Pull some, or name the files.`);
  return files.map((file) => ({ folder, file, text: folder.read(file) }));
}

function fileAt(path: string, url: string): FileFound {
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
  const folder = new FlowFolder(dirname(path), url);
  return { folder, file: basename(path), text: folder.read(basename(path)) };
}

export interface FileProblems {
  readonly file: string;
  readonly problems: readonly FlowFileProblem[];
}

export function parseAll(files: readonly FileFound[]): { readonly flows: FlowFound[]; readonly broken: FileProblems[] } {
  const read = files.map((found) => ({ found, result: readFlowFile(found.text) }));
  return {
    flows: read.flatMap(({ found, result }) => (result.ok ? [{ ...found, document: result.value }] : [])),
    broken: read.flatMap(({ found, result }) => (result.ok ? [] : [{ file: found.file, problems: result.error }])),
  };
}

/** `file:line:column message What to do.`, as editors understand it. */
export const linesOf = ({ file, problems }: FileProblems): string[] => problems.map(({ line, column, message, fix }) => `${file}:${line}:${column} ${message} ${fix}`);

/** @throws CliProblem FLOW_FILES_BROKEN with every problem of every file: nothing is sent while one is broken. */
export function flowsOf(call: Call): FlowFound[] {
  const { flows, broken } = parseAll(filesOf(call));
  if (broken.length === 0) return flows;
  throw new CliProblem('FLOW_FILES_BROKEN', ['Nothing was changed on the server.', ...broken.flatMap(linesOf)].join('\n'), { data: broken });
}
