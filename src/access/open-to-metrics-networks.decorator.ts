import { SetMetadata } from '@nestjs/common';

export const METRICS_ROUTE = 'shouwang:metrics';

/** A route that the networks in `metrics.openTo` read without a token. */
export const OpenToMetricsNetworks = (): MethodDecorator & ClassDecorator => SetMetadata(METRICS_ROUTE, true);
