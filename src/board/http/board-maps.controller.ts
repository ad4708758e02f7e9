import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Get, Headers, Inject, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { EveryRole } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Config } from '../../platform/config/config.js';
import { byteRange } from '../domain/byte-range.js';
import { archiveNameSchema } from './board.schema.js';

/** A basemap that lies in the data folder: a town without internet has its map on the same machine. */
@ApiTags('board')
@ApiBearerAuth()
@EveryRole()
@Controller('board/maps')
export class BoardMapsController {
  constructor(@Inject(Config) private readonly config: Pick<Config, 'dataDir'>) {}

  /** A PMTiles archive from the folder `maps` of the data folder, or the part of it that a Range header names. */
  @Get(':name')
  async archive(
    @Param('name', { schema: archiveNameSchema }) name: string,
    @Headers('range') range: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const path = join(this.config.dataDir, 'maps', name);
    const file = await stat(path).catch(() => null);
    if (file === null || !file.isFile()) throw noSuchArchive(name);
    const part = byteRange(range, file.size);
    const etag = `"${file.size}-${Math.trunc(file.mtimeMs)}"`;
    void reply.headers({ etag, 'accept-ranges': 'bytes', 'cache-control': 'private, max-age=3600' });
    if (part === 'outside') {
      void reply.status(416).header('content-range', `bytes */${file.size}`);
      return new StreamableFile(Buffer.alloc(0), { length: 0 });
    }
    const { first, last } = part ?? { first: 0, last: file.size - 1 };
    if (part !== null) void reply.status(206).header('content-range', `bytes ${first}-${last}/${file.size}`);
    return new StreamableFile(createReadStream(path, { start: first, end: last }), {
      length: last - first + 1,
      type: 'application/vnd.pmtiles',
    });
  }
}

function noSuchArchive(name: string): DomainError {
  const message = `there is no ${name} in the folder maps of the data folder; put it there, or say another map.url`;
  return new DomainError('not-found', 'no-such-map', `name: ${message}.`);
}
