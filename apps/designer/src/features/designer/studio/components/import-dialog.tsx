import { withImportedFields } from '../model/import-fields';
import { useStudioModel } from '../model/studio-context';
import { strings } from '../strings';
import { SchemaDialog } from './schema-dialog';

/** Brings the fields of a schema or a sample into a mapping whose targets people name. */
export function ImportDialog({ onClose }: { onClose(): void }) {
  const { mapping, edit } = useStudioModel();
  return (
    <SchemaDialog
      title={strings.importTitle}
      submit={strings.importTake}
      onTake={(schema) => {
        edit(withImportedFields(mapping, schema), strings.importLabel);
        onClose();
      }}
      onClose={onClose}
    />
  );
}
