import * as contracts from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class UserDto extends createZodDto(contracts.user) {}
export class UserPageDto extends createZodDto(contracts.pageOf(contracts.user)) {}
export class UserParamsDto extends createZodDto(z.object({ id: contracts.uuid })) {}
export class UpdateUserDto extends createZodDto(contracts.updateUserRequest) {}
export class IssuedLinkDto extends createZodDto(contracts.issuedLink) {}
export class InviteDto extends createZodDto(contracts.inviteRequest) {}
export class InvitationPageDto extends createZodDto(contracts.pageOf(contracts.invitation)) {}
export class CreatedInvitationDto extends createZodDto(contracts.createdInvitation) {}
export class AcceptInvitationDto extends createZodDto(contracts.acceptInvitationRequest) {}
export class AskPasswordResetDto extends createZodDto(contracts.askPasswordResetRequest) {}
export class ResetPasswordDto extends createZodDto(contracts.resetPasswordRequest) {}
