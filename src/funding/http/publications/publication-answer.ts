import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { toIso } from '../../../kernel/instant.js';
import type { Html } from '../../../platform/page/html.js';
import type { Config } from '../../../platform/config/config.js';
import type { OpenedPublication } from '../../app/publications/publication-shelf.js';
import type { Publication } from '../../domain/publications/publication.js';
import type { Imprint } from '../reports/render/imprint.js';
import { type FileFormat, reportFile } from '../reports/render/report-file.js';

const CHECK_PATH = '/api/v1/public/publications';

export type Addresses = Pick<Config, 'funding' | 'notify'>;

export function publicationAnswer({ at, ...publication }: Publication, config: Addresses) {
  return { ...publication, at: toIso(at), checkAddress: addressOf(publication.number, config) };
}

/** What was posted, as a file. `above` is what a screen shows before a page. */
export function publicationFile(
  reply: FastifyReply,
  format: FileFormat | 'document',
  {
    opened,
    config,
    above,
  }: { readonly opened: OpenedPublication; readonly config: Addresses; readonly above?: Html },
): Promise<StreamableFile | string> | StreamableFile {
  const { publication, bytes, report } = opened;
  const name = publication.number;
  if (format !== 'document')
    return reportFile(reply, format, { report, imprint: imprintOf(publication, config), name, above });
  void reply.header('x-content-type-options', 'nosniff');
  return new StreamableFile(bytes, {
    type: 'application/json',
    length: bytes.length,
    disposition: `attachment; filename="${name}.json"`,
  });
}

function imprintOf(publication: Publication, config: Addresses): Imprint {
  const { number, publishedOn, publicFrom, publicTo, sha256, corrects, reason, correctedBy } = publication;
  const address = addressOf(number, config);
  return { number, publishedOn, publicFrom, publicTo, sha256, address, corrects, reason, correctedBy };
}

/** Of the check page: whole where it is known how people reach this service; null where there is no check page. */
function addressOf(number: string, { funding, notify }: Addresses): string | null {
  if (!funding.publicCheck) return null;
  return `${(notify.pagesUrl ?? '').replace(/\/+$/, '')}${CHECK_PATH}/${number}`;
}
