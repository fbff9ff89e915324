import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { Public } from '../../platform/auth/access.decorators';
import { PasswordResets } from './use-cases/password-resets';
import * as dto from './users.dto';

@Controller('api/v1/password-resets')
export class PasswordResetsController {
  constructor(private readonly passwordResets: PasswordResets) {}

  @Post()
  @Public()
  @HttpCode(204)
  ask(@Ip() address: string, @Body() { email }: dto.AskPasswordResetDto): Promise<void> {
    return this.passwordResets.ask(address, email);
  }

  /** The token in the body is the credential. */
  @Post('completion')
  @Public()
  @HttpCode(204)
  complete(@Body() body: dto.ResetPasswordDto): Promise<void> {
    return this.passwordResets.complete(body);
  }
}
