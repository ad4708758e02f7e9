import type { RoomSchema } from '../platform/database/room-schema.js';
import { cameraIndex } from './store/camera-index.row.js';
import { entryChanges } from './store/entry-change.row.js';
import { History1764210000000 } from './store/migrations/history-1764210000000.js';
import { importPages, imports } from './store/import.row.js';
import { Import1764250000000 } from './store/migrations/import-1764250000000.js';
import { Neighbours1764900000000 } from './store/migrations/neighbours-1764900000000.js';
import { Buildings1764950000000 } from './store/migrations/buildings-1764950000000.js';
import { Places1764260000000 } from './store/migrations/places-1764260000000.js';
import { Quality1764240000000 } from './store/migrations/quality-1764240000000.js';
import { Register1764000000000 } from './store/migrations/register-1764000000000.js';
import { SavedFilters1764230000000 } from './store/migrations/saved-filters-1764230000000.js';
import { Search1764220000000 } from './store/migrations/search-1764220000000.js';
import { SearchIndex1764245000000 } from './store/migrations/search-index-1764245000000.js';
import { WordsFirst1764905000000 } from './store/migrations/words-first-1764905000000.js';
import { cameras, credentials, places, programmes, villageBuildings, villages, zones } from './store/rows.js';
import { savedFilters } from './store/saved-filters.store.js';

export const registrySchema: RoomSchema = {
  entities: [
    villages,
    programmes,
    zones,
    credentials,
    cameras,
    places,
    villageBuildings,
    entryChanges,
    cameraIndex,
    savedFilters,
    imports,
    importPages,
  ],
  migrations: [
    Register1764000000000,
    History1764210000000,
    Search1764220000000,
    SavedFilters1764230000000,
    Quality1764240000000,
    SearchIndex1764245000000,
    Import1764250000000,
    Places1764260000000,
    WordsFirst1764905000000,
    Neighbours1764900000000,
    Buildings1764950000000,
  ],
};
