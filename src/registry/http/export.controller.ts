import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Controller, Get, Inject, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Audited, EveryRole } from '../../access/index.js';
import { CameraExport, type ExportTable } from '../app/export/camera-export.js';
import { csvPieces, type TableCell, xlsxPieces } from '../../platform/sheets/write-table.js';
import { signalOf } from '../../platform/signal-of.js';
import { filterFields, filterOf } from './camera.schema.js';

const exportQuerySchema = z.strictObject({
  ...filterFields,
  format: z.enum(['csv', 'xlsx', 'geojson']).describe('Kind of file.').default('xlsx'),
});

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  geojson: 'application/geo+json',
} as const;

/** The register as a file, with the filters of the list. What is exported imports again without a change. */
@ApiTags('cameras')
@ApiBearerAuth()
@Controller('cameras')
export class ExportController {
  constructor(@Inject(CameraExport) private readonly cameras: CameraExport) {}

  @Get('export')
  @EveryRole()
  @Audited()
  async export(
    @Query({ schema: exportQuerySchema }) query: z.output<typeof exportQuerySchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { format, ...filter } = query;
    const table = await this.cameras.open(filterOf(filter), signalOf(reply));
    return new StreamableFile(bodyOf(table, format), {
      type: TYPES[format],
      disposition: `attachment; filename="cameras.${format}"`,
    });
  }
}

function bodyOf(table: ExportTable, format: keyof typeof TYPES): Readable {
  if (format === 'geojson') return Readable.from(features(table), { objectMode: false });
  if (format === 'csv') return Readable.from(csvPieces(rowsOf(table)), { objectMode: false });
  return Readable.fromWeb(xlsxPieces(rowsOf(table), '摄像机') as ReadableStream);
}

async function* rowsOf({ headers, rows }: ExportTable): AsyncGenerator<readonly TableCell[]> {
  yield headers;
  for await (const { cells } of rows) yield cells;
}

/** The point in WGS 84, as GeoJSON wants it; the columns beside it say how it was written. */
async function* features({ headers, rows }: ExportTable): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[';
  let before = '';
  for await (const { camera, cells } of rows) {
    const { position } = camera;
    const pairs = headers.map((header, index) => [header, cells[index]] as const);
    const feature = {
      type: 'Feature',
      id: camera.id,
      geometry:
        position === null
          ? null
          : { type: 'Point', coordinates: [position.longitudeDeg, position.latitudeDeg] },
      properties: Object.fromEntries(pairs.filter(([, cell]) => cell !== null)),
    };
    yield before + JSON.stringify(feature);
    before = ',';
  }
  yield ']}';
}
