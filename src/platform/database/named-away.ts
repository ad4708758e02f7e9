import type { DataSource } from 'typeorm';
import { DatabaseAway, firstLineOf } from './database-trouble.js';

interface PostgresDriver {
  obtainMasterConnection(): Promise<unknown>;
}

/** A connection that cannot be had says so by name: a bare ECONNREFUSED might be anybody's. */
export function namedAway(source: DataSource): DataSource {
  const driver = source.driver as unknown as PostgresDriver;
  const obtain = driver.obtainMasterConnection.bind(driver);
  driver.obtainMasterConnection = () =>
    obtain().catch((cause: unknown) => {
      throw new DatabaseAway(`the database does not answer: ${firstLineOf(cause)}`, { cause });
    });
  return source;
}
