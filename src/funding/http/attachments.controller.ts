import { Controller, Get, Inject, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Audited, CurrentActor, Roles } from '../../access/index.js';
import { toIso } from '../../kernel/instant.js';
import { Config } from '../../platform/config/config.js';
import { receiveFile } from '../../platform/upload/receive-file.js';
import { AttachmentDesk } from '../app/attachment-desk.js';
import { type Attachment, ATTACHMENT_KINDS, MEDIA_TYPES } from '../domain/attachment.js';
import { idSchema, words } from './shared.schema.js';

const attachmentQuerySchema = z.strictObject({
  kind: z.enum(ATTACHMENT_KINDS).describe('invoice 发票, contract 合同, acceptance 验收照片, or other.'),
  name: words(200).optional().describe('Its name, where the file comes as the body and not in a form.'),
});

/** Invoices, contracts and photographs of a purchase. */
@ApiTags('purchases')
@ApiBearerAuth()
@Controller('purchases/:id/attachments')
export class AttachmentsController {
  constructor(
    @Inject(AttachmentDesk) private readonly desk: AttachmentDesk,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Config) private readonly config: Pick<Config, 'funding'>,
  ) {}

  @Get()
  @Roles('admin', 'village', 'auditor')
  async list(@Param('id', { schema: idSchema }) id: string) {
    return { items: (await this.desk.list(id)).map((attachment) => attachmentAnswer(attachment)) };
  }

  /** A PDF, JPEG or PNG, told by its content. The same content again is answered with what is there. */
  @Post()
  @Roles('admin', 'village')
  @ApiConsumes('application/octet-stream', 'multipart/form-data')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  async add(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: attachmentQuerySchema }) { kind, name }: z.output<typeof attachmentQuerySchema>,
    @Req() request: FastifyRequest,
  ) {
    await this.desk.expect(id);
    const limit = { maxMb: this.config.funding.maxAttachmentMb, setting: 'funding.maxAttachmentMb' };
    const file = await receiveFile(request, this.desk.incoming, limit);
    return attachmentAnswer(await this.desk.add(id, kind, { ...file, name: name ?? file.name }));
  }

  /** Never shown in a page of ours: what people send is saved, whatever it claims to be. */
  @Get(':attachmentId')
  @Roles('admin', 'village', 'auditor')
  @Audited()
  async open(
    @Param('id', { schema: idSchema }) id: string,
    @Param('attachmentId', { schema: idSchema }) attachmentId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    this.actors.about(attachmentId);
    const { attachment, content } = await this.desk.open(id, attachmentId);
    void reply.headers(SAFE);
    return new StreamableFile(content, {
      type: attachment.mediaType,
      length: content.length,
      disposition: dispositionOf(attachment),
    });
  }
}

const SAFE = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, no-store',
} as const;

/** RFC 6266: a plain name for old programs, the real one in UTF-8 beside it. */
function dispositionOf({ id, name, mediaType }: Attachment): string {
  const escaped = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${id}.${MEDIA_TYPES[mediaType]}"; filename*=UTF-8''${escaped}`;
}

function attachmentAnswer({ purchaseId: _purchaseId, createdAt, ...attachment }: Attachment) {
  return { ...attachment, createdAt: toIso(createdAt) };
}
