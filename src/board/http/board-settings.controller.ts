import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { EveryRole, FirstRun } from '../../access/index.js';
import { Config } from '../../platform/config/config.js';
import { Public } from '../../platform/public.decorator.js';
import { Registry } from '../../registry/index.js';

@ApiTags('board')
@EveryRole()
@Controller('board')
export class BoardSettingsController {
  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(FirstRun) private readonly firstRun: FirstRun,
  ) {}

  /** What a page says before anybody has signed in. `isFirstRun`: there is no user yet; POST /first-run makes the first. */
  @Get('welcome')
  @Public()
  async welcome() {
    return { ...(await this.town()), isFirstRun: await this.firstRun.isNow() };
  }

  /** What pages need to know to draw the town, and to propose what it will take. The key of the map is one for browsers. */
  @Get('settings')
  @ApiBearerAuth()
  async settings() {
    const { map, live, funding } = this.config;
    const { latitudeDeg, longitudeDeg, zoom, ...tiles } = map;
    return {
      ...(await this.town()),
      map: { ...tiles, center: { latitudeDeg, longitudeDeg }, zoom },
      publicCheck: { isOn: funding.publicCheck },
      funding: { publicDays: funding.publicDays, failedOfflineDays: funding.failedOfflineDays },
      liveView: { isOn: live.maxViewers > 0, limitS: live.limitS },
    };
  }

  private async town() {
    const { townName, timeZone, language, oidc } = this.config;
    return {
      townName,
      timeZone,
      language,
      hasOidc: oidc.issuer !== null,
      isDemonstration: await this.registry.hasDemonstration(),
    };
  }
}
