import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';

/** Which cameras are in maintenance. */
@Injectable()
export class MaintenanceBook {
  covers(_cameraId: string, _at: Instant): boolean {
    return false;
  }
}
