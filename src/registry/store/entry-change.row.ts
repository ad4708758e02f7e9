import type { EntryChange } from '../domain/entry-change.js';
import { instant, json, table, text, whole } from './rows.js';

export const entryChanges = table<EntryChange>('entry_changes', {
  id: { name: 'id', type: 'text', primary: true },
  entryKind: text('entry_kind'),
  entryId: text('entry_id'),
  villageId: text('village_id'),
  revision: whole('revision'),
  at: instant('at'),
  actorKind: text('actor_kind'),
  actorId: text('actor_id'),
  actorName: text('actor_name'),
  actorAddress: text('actor_address'),
  action: text('action'),
  field: text('field'),
  old: json('old_value'),
  new: json('new_value'),
  importId: text('import_id'),
});
