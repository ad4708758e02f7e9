import { SetMetadata } from '@nestjs/common';

export const PUBLIC_ROUTE = 'shouwang:public';

/** A route that needs no token. Every other one does. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC_ROUTE, true);
