import { Controller } from '@nestjs/common';
import { ReferenceDataController } from './reference-data.controller';
import { TableReads } from './table-reads';
import { SaveTable } from './use-cases/save-table';

@Controller('api/v1/value-tables')
export class ValueTablesController extends ReferenceDataController {
  protected readonly kind = 'value-table';

  constructor(reads: TableReads, saveTable: SaveTable) {
    super(reads, saveTable);
  }
}
