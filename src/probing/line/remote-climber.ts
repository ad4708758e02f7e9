import { Inject, Injectable } from '@nestjs/common';
import { Ids } from '../../platform/clock/ids.js';
import type { Climb } from '../app/climb.js';
import { Climber, type Errand } from '../app/climber.js';
import { RungWatch } from '../app/rung-watch.js';
import { Dispatcher } from './dispatcher.js';
import { EvidenceDesk } from './evidence-desk.js';
import { PendingClimbs } from './pending-climbs.js';

/** Has climbs made by the probers of the camera's zone. */
@Injectable()
export class RemoteClimber extends Climber {
  constructor(
    @Inject(PendingClimbs) private readonly pending: PendingClimbs,
    @Inject(Dispatcher) private readonly dispatcher: Dispatcher,
    @Inject(EvidenceDesk) private readonly evidence: EvidenceDesk,
    @Inject(RungWatch) private readonly rungs: RungWatch,
    @Inject(Ids) private readonly ids: Ids,
  ) {
    super();
  }

  climb(errand: Errand, signal: AbortSignal): Promise<Climb> {
    signal.throwIfAborted();
    const { cameraId, zoneId } = errand.target;
    const id = this.ids.next();
    const climb = this.pending.open(id, errand, signal);
    this.evidence.listen(zoneId);
    this.dispatcher.send({ id, errand, isWatched: this.rungs.isWatched(cameraId) });
    return climb;
  }
}
