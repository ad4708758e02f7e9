import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** The OpenAPI document at `/api/docs` (a page) and `/api/docs-json`, made from the same schemas that parse requests. */
export function serveApiDocument(app: NestFastifyApplication): void {
  const outline = new DocumentBuilder()
    .setTitle('守望 Shouwang')
    .setDescription("Registry and health monitor for a town's public-safety cameras.")
    .setVersion('1')
    .addBearerAuth()
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, outline));
}
