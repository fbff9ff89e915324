import { defineConnector, fileErrors } from '@penstock/connector-sdk';
import { readBai2, readCamt053, readX12820 } from './actions/bank-actions';
import { readCsv, writeCsvFile } from './actions/csv-actions';
import { readFixedWidth, writeFixedWidthFile } from './actions/fixed-width-actions';
import { readJson, readXml, writeJson, writeXml } from './actions/tree-actions';
import { fileDrop } from './triggers/file-drop';

/** Files into values and back. Where a stored file comes from or goes to is another connector's: SFTP, e-mail, HTTP. */
export const files = defineConnector({
  id: 'files',
  title: 'Files',
  summary: 'Reads and writes CSV, fixed width, JSON and XML; reads X12 820, BAI2 and CAMT.053; from texts and stored files.',
  category: 'general',
  // A sheet with a folded corner and lines.
  mark: 'M5 2h10l5 5v15H5zm2 2v16h11V8h-4V4zm2 7h7v1.800H9zm0 4h7v1.800H9z',
  apiRevision: 'RFC 4180, XML 1.0, X12 004010 820, BAI2, ISO 20022 camt.053.001.02–11',
  actions: [readCsv, writeCsvFile, readFixedWidth, writeFixedWidthFile, readJson, writeJson, readXml, writeXml, readX12820, readBai2, readCamt053],
  triggers: [fileDrop],
  errors: [
    ...fileErrors,
    { code: 'FILE_MALFORMED', cause: 'The file does not keep its format, or a count, control total or balance does not fit. Nothing of it was taken over.', remedy: 'Ask the sender for a whole file, or correct the description of the format.' },
    { code: 'FILE_TOO_MANY_ROWS', cause: 'A file has more records than start runs at once.', remedy: 'Send it in parts, or let one run go through it.' },
    { code: 'FILE_NOT_WRITTEN', cause: 'A value does not fit the format. No file was made.', remedy: 'Correct the value or the description of the format.' },
  ],
  limits: [
    'Content, as text or of a stored file (UTF-8, Windows-1252 or UTF-16), has at most 16 MiB; 200,000 records to write; XML 100 levels and 500,000 elements deep, without DOCTYPE.',
    'A file drop starts at most 10,000 runs for the records of one file; the same content twice starts nothing twice, whatever its name.',
    'A broken file is refused as a whole with the place of the fault; nothing is repaired or cut off.',
    'Stored files are named by handles of the same organisation, never by places on a disk; what a step keeps stays for 90 days.',
  ],
});
