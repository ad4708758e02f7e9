import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { EveryRole, Roles, VillageScope } from '../../access/index.js';
import { Registry } from '../../registry/index.js';
import { ForgetScene } from '../app/forget-scene.js';
import { MemoryBook } from '../app/memory-book.js';
import { PictureChecks } from '../app/picture-checks.js';
import { noSuchCamera } from '../app/probe-now.js';
import { toAnswer, toOverrides } from './picture-checks.answer.js';
import { type PictureChecksRequest, pictureChecksSchema } from './picture-checks.schema.js';
import { idSchema } from './viewing.js';

const HISTORY = 20;

@ApiTags('probing')
@ApiBearerAuth()
@Controller('cameras/:id/picture-checks')
export class PictureChecksController {
  constructor(
    @Inject(PictureChecks) private readonly checks: PictureChecks,
    @Inject(MemoryBook) private readonly memories: MemoryBook,
    @Inject(ForgetScene) private readonly scenes: ForgetScene,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(VillageScope) private readonly scope: VillageScope,
  ) {}

  /** What this camera's pictures are checked for, what stands, what was learned, and who chose it otherwise. */
  @Get()
  @EveryRole()
  async read(@Param('id', { schema: idSchema }) id: string) {
    await this.expectCamera(id);
    return toAnswer({
      cameraId: id,
      standard: this.checks.standard,
      overrides: this.checks.overridesOf(id),
      settings: this.checks.settingsOf(id),
      memory: this.memories.of(id),
      history: await this.checks.historyOf(id, HISTORY),
    });
  }

  /** Takes the place of whatever was chosen before; `checks: {}` goes back to the standard. */
  @Put()
  @Roles('admin', 'technician')
  async choose(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: pictureChecksSchema }) { reason, checks }: PictureChecksRequest,
  ) {
    await this.expectCamera(id);
    await this.checks.choose(id, toOverrides(checks), reason);
    return this.read(id);
  }

  /** Forgets how the scene looks, and learns it anew: after the camera was turned on purpose. */
  @Delete('scene')
  @Roles('admin', 'technician')
  @HttpCode(204)
  async forgetScene(@Param('id', { schema: idSchema }) id: string): Promise<void> {
    await this.expectCamera(id);
    await this.scenes.of(id);
  }

  private async expectCamera(id: string): Promise<void> {
    const camera = await this.registry.camera(id);
    if (camera === null || !this.scope.allows(camera.villageId)) throw noSuchCamera(id);
  }
}
