import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { fileTypeFromBuffer } from 'file-type';
import { DomainError } from '../../kernel/domain-error.js';
import { Config } from '../../platform/config/config.js';
import type { ReceivedFile } from '../../platform/upload/receive-file.js';
import {
  type Attachment,
  type AttachmentKind,
  attachmentName,
  MEDIA_TYPES,
  type MediaType,
} from '../domain/attachment.js';
import { AttachmentStore } from '../store/attachment.store.js';
import { digestOf, FileShelf } from './file-shelf.js';
import { Hand } from './hand.js';
import { PurchaseDesk } from './purchase-desk.js';
import { notFound, refusal } from './refusals.js';
import { VirusScan } from './virus-scan.js';

/** Invoices, contracts and photographs of purchases: kept as they came, handed out when a scan calls them clean. */
@Injectable()
export class AttachmentDesk implements OnModuleInit {
  /** Where uploads wait until they are looked at. */
  readonly incoming: string;
  private readonly shelf: FileShelf;

  constructor(
    @Inject(AttachmentStore) private readonly store: AttachmentStore,
    @Inject(PurchaseDesk) private readonly purchases: PurchaseDesk,
    @Inject(VirusScan) private readonly scan: VirusScan,
    @Inject(Hand) private readonly hand: Hand,
    @Inject(Config) private readonly config: Pick<Config, 'funding' | 'dataDir'>,
  ) {
    const folder = join(config.dataDir, 'attachments');
    this.incoming = join(folder, 'incoming');
    this.shelf = new FileShelf(folder);
  }

  /** What a service that was killed has left. */
  onModuleInit(): void {
    rmSync(this.incoming, { recursive: true, force: true });
  }

  async list(purchaseId: string): Promise<readonly Attachment[]> {
    await this.purchases.one(purchaseId);
    return this.store.of(purchaseId);
  }

  /** Before a file is received: whether there is a purchase for it, and room. */
  async expect(purchaseId: string): Promise<void> {
    const { state } = await this.purchases.one(purchaseId);
    if (state === 'void')
      throw new DomainError('conflict', 'wrong-state', 'The purchase is void and takes no more files.');
    const most = this.config.funding.maxAttachments;
    if ((await this.store.of(purchaseId)).length < most) return;
    throw new DomainError('conflict', 'too-many-attachments', `A purchase has at most ${most} files.`);
  }

  /** The file is taken over or removed. The same content again is answered with what is there. */
  async add(purchaseId: string, kind: AttachmentKind, file: ReceivedFile): Promise<Attachment> {
    try {
      const content = await readFile(file.path);
      const mediaType = await mediaTypeOf(content);
      const found = await this.scan.foundIn(file.path);
      if (found !== null) throw infected(found, 'unprocessable');
      const sha256 = digestOf(content);
      await this.shelf.take(file.path, sha256);
      const { at: createdAt, by: createdBy, nextId } = this.hand.mark(null);
      return await this.store.insert({
        id: nextId(),
        purchaseId,
        kind,
        name: attachmentName(file.name, kind, mediaType),
        mediaType,
        bytes: content.length,
        sha256,
        isScanned: this.scan.isOn,
        createdAt,
        createdBy,
      });
    } finally {
      await this.shelf.discard(file.path);
    }
  }

  /** With its content, of which a scan has said that it is clean where one is set up. */
  async open(purchaseId: string, id: string): Promise<{ attachment: Attachment; content: Buffer }> {
    await this.purchases.one(purchaseId);
    const attachment = (await this.store.of(purchaseId)).find((one) => one.id === id);
    if (attachment === undefined) throw notFound('attachment', id);
    if (this.scan.isOn && !attachment.isScanned) await this.scanNow(attachment);
    return { attachment, content: await this.shelf.read(attachment.sha256) };
  }

  /** What came in while no scan was set up. */
  private async scanNow({ id, sha256 }: Attachment): Promise<void> {
    const found = await this.scan.foundIn(this.shelf.pathOf(sha256));
    if (found !== null) throw infected(found, 'forbidden');
    await this.store.isScanned(id);
  }
}

function infected(found: string, kind: 'unprocessable' | 'forbidden'): DomainError {
  return new DomainError(kind, 'infected-file', `The virus scan found ${found} in the file.`);
}

async function mediaTypeOf(content: Buffer): Promise<MediaType> {
  const mime = (await fileTypeFromBuffer(content))?.mime;
  if (mime !== undefined && mime in MEDIA_TYPES) return mime as MediaType;
  throw refusal(
    'file',
    'file-type',
    `must be a PDF, JPEG or PNG by its content; this is ${mime ?? 'none of them'}`,
  );
}
