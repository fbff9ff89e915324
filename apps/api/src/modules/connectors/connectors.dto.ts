import { connectorDescriptor, pageOf } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';

export class ConnectorPageDto extends createZodDto(pageOf(connectorDescriptor)) {}
