import { BatchWriter } from '../../store/batch-writer.js';
import { ImportsStore } from '../../store/imports.store.js';
import { ImportBook } from './import-book.js';
import { ImportDesk } from './import-desk.js';
import { ImportGrounds } from './import-grounds.js';
import { TellWritten } from './tell-written.js';

/** What imports need of the room's module. */
export const IMPORT_PROVIDERS = [
  ImportsStore,
  BatchWriter,
  ImportBook,
  ImportGrounds,
  TellWritten,
  ImportDesk,
];
