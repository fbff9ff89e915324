import { session, signInRequest } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';

export class SignInRequestDto extends createZodDto(signInRequest) {}
export class SessionDto extends createZodDto(session) {}
