import { connectorDescriptor, importConnectorRequest, importedConnectorVersion, importPreview, pageOf, previewImportRequest } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';

export class ConnectorPageDto extends createZodDto(pageOf(connectorDescriptor)) {}
export class PreviewImportDto extends createZodDto(previewImportRequest) {}
export class ImportPreviewDto extends createZodDto(importPreview) {}
export class ImportConnectorDto extends createZodDto(importConnectorRequest) {}
export class ImportedVersionDto extends createZodDto(importedConnectorVersion) {}
export class ImportPageDto extends createZodDto(pageOf(importedConnectorVersion)) {}
