import { Inject, Injectable } from '@nestjs/common';
import { type JudgedLate, LateVerdicts } from '../../probing/index.js';
import { LateLooks } from './late-looks.js';
import { PictureDays } from './picture-days.js';

/** Fills history in by what probers saw while they were cut off. */
@Injectable()
export class FollowLateVerdicts {
  constructor(
    @Inject(LateVerdicts) private readonly verdicts: LateVerdicts,
    @Inject(LateLooks) private readonly looks: LateLooks,
    @Inject(PictureDays) private readonly pictures: PictureDays,
  ) {}

  listen(): void {
    this.verdicts.listen((zoneId, judged) => this.take(zoneId, judged));
  }

  private async take(zoneId: string, judged: readonly JudgedLate[]): Promise<void> {
    await this.looks.take(
      zoneId,
      judged.map(({ evidence: { at }, ...look }) => ({ ...look, at })),
    );
    for (const { cameraId, evidence, verdict } of judged)
      if (verdict.outcome === 'live') this.pictures.saw(cameraId, evidence.at);
  }
}
