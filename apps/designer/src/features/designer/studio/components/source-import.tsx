import { Button, Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { changeBetween, sourceSchemas } from '@penstock/flow-model';
import type { JsonSchema } from '@penstock/mapping';
import { IconFileImport } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useEditor } from '../../model/editor-context';
import { standaloneSchema } from '../import/standalone-schema';
import { lostSources, sourcePlaces, withSourceSchema, type SourcePlace } from '../model/source-places';
import { useStudioModel } from '../model/studio-context';
import { strings } from '../strings';
import { SchemaDialog } from './schema-dialog';

const keyOf = ({ source, path }: SourcePlace): string => `${source} ${path}`;

/** Says what the event or an earlier step looks like where its connector leaves that open, e.g. the body of an answer. */
export function SourceImport({ stepId }: { readonly stepId: string }) {
  const [isOpen, dialog] = useDisclosure(false);
  return (
    <div className="ps-pane__add">
      <Button variant="default" leftSection={<IconFileImport size={14} />} onClick={dialog.open}>
        {strings.importSource}
      </Button>
      {isOpen && <SourceImportDialog stepId={stepId} onClose={dialog.close} />}
    </div>
  );
}

function SourceImportDialog({ stepId, onClose }: { readonly stepId: string; onClose(): void }) {
  const { store, connectors } = useEditor();
  const { mapping, schemas } = useStudioModel();
  const flow = store.getState().flow;
  const places = useMemo(() => {
    const before = Object.keys((schemas['steps']?.['properties'] ?? {}) as object);
    return sourcePlaces({ flow, connectors, before });
  }, [flow, connectors, schemas]);
  const [chosen, setChosen] = useState<string | null>(places[0] ? keyOf(places[0]) : null);
  const place = places.find((each) => keyOf(each) === chosen);
  const take = (schema: JsonSchema): void => {
    if (!place) return;
    const change = changeBetween(flow, withSourceSchema(flow, place, standaloneSchema(schema)));
    store.getState().execute({ kind: 'apply-change', change, label: strings.importSource });
    onClose();
  };
  return (
    <SchemaDialog title={strings.importSourceTitle} submit={strings.importSourceTake} canTake={place !== undefined} onTake={take} onClose={onClose}>
      {(schema) => {
        const lost = schema && place ? lostSources(mapping, sourceSchemas({ document: withSourceSchema(flow, place, standaloneSchema(schema)), connectors })(stepId)) : [];
        return (
          <>
            <Select
              label={strings.importPlace}
              description={places.length === 0 ? strings.importNoPlace : undefined}
              allowDeselect={false}
              data={places.map((each) => ({ value: keyOf(each), label: `${each.name} · ${each.path === '.' ? strings.importWhole : each.path}` }))}
              value={chosen}
              onChange={setChosen}
            />
            {lost.length > 0 && (
              <div className="ps-notice" role="status">
                {strings.importLost(lost)}
              </div>
            )}
          </>
        );
      }}
    </SchemaDialog>
  );
}
