import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { brokenRule } from '../../platform/database/broken-rule.js';
import type { Attachment } from '../domain/attachment.js';
import { attachments } from './rows.js';

/** What is known of the files of purchases. */
@Injectable()
export class AttachmentStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** The one that is there already where the purchase has a file with this content. */
  async insert(attachment: Attachment): Promise<Attachment> {
    try {
      await this.source.transaction((manager) =>
        manager.getRepository(attachments).insert(attachment as never),
      );
      return attachment;
    } catch (cause) {
      if (brokenRule(cause) !== 'duplicate') throw cause;
      const { purchaseId, sha256 } = attachment;
      return this.source.getRepository(attachments).findOneByOrFail({ purchaseId, sha256 });
    }
  }

  /** Oldest first. */
  of(purchaseId: string): Promise<readonly Attachment[]> {
    return this.source.getRepository(attachments).find({ where: { purchaseId }, order: { id: 'ASC' } });
  }

  async isScanned(id: string): Promise<void> {
    await this.source.transaction((manager) =>
      manager.getRepository(attachments).update({ id }, { isScanned: true }),
    );
  }
}
