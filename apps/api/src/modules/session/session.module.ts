import { Module } from '@nestjs/common';
import { KnownDevices } from './known-devices';
import { SessionController } from './session.controller';
import { SignInChecks } from './sign-in-checks';
import { SignInThrottle } from './sign-in-throttle';
import { StartSession } from './start-session';
import { DescribeSession } from './use-cases/describe-session';
import { SignIn } from './use-cases/sign-in';
import { SignOut } from './use-cases/sign-out';

@Module({
  controllers: [SessionController],
  providers: [SignIn, SignInChecks, SignOut, DescribeSession, SignInThrottle, KnownDevices, StartSession],
  exports: [SignInChecks, StartSession],
})
export class SessionModule {}
