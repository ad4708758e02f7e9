import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiResponse } from '@nestjs/swagger';
import { Roles } from '../../access/index.js';
import type { FundFile } from '../app/import/fund-files.js';
import type { Call } from '../app/tickets.js';
import { callOf } from './idempotency-key.js';
import type { ImportQuery } from './import.schema.js';

/** A route that takes a file of past years. */
export const ImportsPastYears = (): MethodDecorator =>
  applyDecorators(
    Post('import'),
    Roles('admin', 'village'),
    HttpCode(200),
    ApiConsumes('application/octet-stream', 'multipart/form-data'),
    ApiBody({ schema: { type: 'string', format: 'binary' } }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'Required unless `dryRun=true`: new for every new call, the same for a repeated one.',
    }),
    ApiResponse({
      status: 409,
      description: 'Somebody spent the money since the file was read; nothing is written.',
    }),
    ApiResponse({ status: 422, description: 'A file that cannot be read, or a key of another call.' }),
  );

/** Null for a dry run, which writes nothing. */
export function importCall(
  key: string | undefined,
  route: string,
  { dryRun, mode }: ImportQuery,
): ((file: FundFile) => Call) | null {
  if (dryRun) return null;
  // Before the file is received: a call without a key is refused at once.
  const call = callOf(key, route, null);
  return ({ sha256 }) => ({ ...call, body: { mode, sha256 } });
}
