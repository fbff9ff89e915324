import { vaultRotation, vaultStatus } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';

export class VaultStatusDto extends createZodDto(vaultStatus) {}
export class VaultRotationDto extends createZodDto(vaultRotation) {}
