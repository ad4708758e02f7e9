import { type DynamicModule, Module } from '@nestjs/common';
import { Clock } from './clock.js';
import { Ids, RandomIds } from './ids.js';

@Module({})
export class ClockModule {
  static forRoot(clock: Clock): DynamicModule {
    return {
      module: ClockModule,
      global: true,
      providers: [
        { provide: Clock, useValue: clock },
        { provide: Ids, useClass: RandomIds },
      ],
      exports: [Clock, Ids],
    };
  }
}
