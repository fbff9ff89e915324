import { Module } from '@nestjs/common';
import { SessionController } from './session.controller';
import { SignInThrottle } from './sign-in-throttle';
import { DescribeSession } from './use-cases/describe-session';
import { SignIn } from './use-cases/sign-in';
import { SignOut } from './use-cases/sign-out';

@Module({ controllers: [SessionController], providers: [SignIn, SignOut, DescribeSession, SignInThrottle] })
export class SessionModule {}
