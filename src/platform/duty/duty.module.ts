import { type DynamicModule, Module } from '@nestjs/common';
import { Seat } from './seat.js';

@Module({})
export class DutyModule {
  static forRoot(seat: Seat): DynamicModule {
    return {
      module: DutyModule,
      global: true,
      providers: [{ provide: Seat, useValue: seat }],
      exports: [Seat],
    };
  }
}
