import { Module } from '@nestjs/common';
import { InvitationsController } from './invitations.controller';
import { PasswordResetsController } from './password-resets.controller';
import { PersonLinks } from './person-links';
import { Invitations } from './use-cases/invitations';
import { PasswordResets } from './use-cases/password-resets';
import { UpdateUser } from './use-cases/update-user';
import { UserReads } from './user-reads';
import { UsersController } from './users.controller';

@Module({
  controllers: [UsersController, InvitationsController, PasswordResetsController],
  providers: [UserReads, UpdateUser, Invitations, PasswordResets, PersonLinks],
})
export class UsersModule {}
