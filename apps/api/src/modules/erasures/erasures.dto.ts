import { eraseRequest, erasure, erasureQuery, pageOf } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';

export class EraseDto extends createZodDto(eraseRequest) {}
export class ErasureDto extends createZodDto(erasure) {}
export class ErasurePageDto extends createZodDto(pageOf(erasure)) {}
export class ErasureQueryDto extends createZodDto(erasureQuery) {}
