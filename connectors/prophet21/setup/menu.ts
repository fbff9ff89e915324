import type { JsonObject } from '@penstock/kernel';
import { textOf } from '../answer';
import type { P21Context } from '../api';
import { readRows } from '../odata';

/** A window of the menu, with the service behind it; `service` is empty where there is none. */
export interface MenuWindow {
  readonly service: string;
  readonly title: string;
  readonly window: string;
  readonly keys: readonly string[];
}

/** A few thousand menu entries exist on a full installation. */
const MOST_WINDOWS = 10_000;
const menuQuery = {
  table: 'frame_menu',
  select: ['frame_menu_uid', 'class_name', 'text_label', 'service_name', 'service_key'],
  orderBy: ['frame_menu_uid'],
} as const;

/** `frame_menu` says which service is behind a window: no public source does. */
export async function readMenu(context: P21Context): Promise<readonly MenuWindow[]> {
  return (await readRows(context, menuQuery, MOST_WINDOWS)).map(windowFromRow);
}

/** `service_key` is a comma list of key fields. */
const windowFromRow = (row: JsonObject): MenuWindow => ({
  service: textOf(row['service_name']),
  title: textOf(row['text_label']),
  window: textOf(row['class_name']),
  keys: textOf(row['service_key'])
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== ''),
});
