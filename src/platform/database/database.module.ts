import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../config/config.js';
import { Seat } from '../duty/seat.js';
import { databaseTarget } from './data-source-options.js';
import { openDatabase } from './open-database.js';
import type { RoomSchema } from './room-schema.js';

/** Rooms inject TypeORM's `DataSource` in their stores; every write is in a transaction of it. */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  static forRoot(schemas: readonly RoomSchema[]): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        {
          provide: DataSource,
          inject: [Config, Seat],
          useFactory: ({ database, dataDir }: Config, seat: Seat) =>
            openDatabase(databaseTarget(database.url, dataDir), schemas, (connection) =>
              seat.admit(connection),
            ),
        },
      ],
      exports: [DataSource],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.source.destroy();
  }
}
