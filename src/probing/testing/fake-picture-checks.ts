import { CurrentActor } from '../../access/index.js';
import { RandomIds } from '../../platform/clock/ids.js';
import type { ManualClock } from '../../platform/clock/manual-clock.js';
import type { Config } from '../../platform/config/config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { PictureChecks } from '../app/picture-checks.js';
import { type PictureChoice, PictureChoiceStore } from '../store/picture-choice.store.js';
import { SILENT } from './fake-memories.js';

/** Choices without a database. */
class FakePictureChoiceStore extends PictureChoiceStore {
  private readonly choices: PictureChoice[] = [];

  constructor() {
    super(null!, new RandomIds());
  }

  override async latest(): Promise<readonly PictureChoice[]> {
    return this.choices;
  }

  override async ofCamera(cameraId: string): Promise<readonly PictureChoice[]> {
    return this.choices.filter((choice) => choice.cameraId === cameraId).toReversed();
  }

  override async add(choice: PictureChoice): Promise<void> {
    this.choices.push(choice);
  }
}

export function pictureChecks(clock: ManualClock, config: Config): PictureChecks {
  const actor = new CurrentActor();
  return new PictureChecks(new FakePictureChoiceStore(), new EventBus(SILENT), actor, clock, config);
}
