import * as contracts from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class AccountDto extends createZodDto(contracts.account) {}
export class AccountSessionPageDto extends createZodDto(contracts.pageOf(contracts.accountSession)) {}
export class AccountSessionParamsDto extends createZodDto(z.object({ id: contracts.uuid })) {}
export class ChangePasswordDto extends createZodDto(contracts.changePasswordRequest) {}
export class SecondFactorStartDto extends createZodDto(contracts.secondFactorStart) {}
export class ConfirmSecondFactorDto extends createZodDto(contracts.confirmSecondFactorRequest) {}
export class RecoveryCodesDto extends createZodDto(contracts.recoveryCodes) {}
export class PasswordProofDto extends createZodDto(contracts.passwordProof) {}
