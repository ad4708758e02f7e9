import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Public } from '../../platform/public.decorator.js';
import { FirstRun } from '../app/first-run.js';
import { Audited, EveryRole } from '../roles.decorator.js';
import { firstRunSchema } from './access.schema.js';
import { userAnswer } from './users.controller.js';

@ApiTags('access')
@EveryRole()
@Controller('first-run')
export class FirstRunController {
  constructor(@Inject(FirstRun) private readonly firstRun: FirstRun) {}

  /** Makes the first admin, while there is no user at all: the admin token proves who runs this machine. Then sign in. */
  @Post()
  @Public()
  @Audited()
  async begin(@Body({ schema: firstRunSchema }) first: z.output<typeof firstRunSchema>) {
    return userAnswer(await this.firstRun.begin(first));
  }
}
