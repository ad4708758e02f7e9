import { readFileSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** What routes answer; the build takes it from the types of the controllers. Not there where sources run unbuilt. */
const ANSWERS = new URL('../answers.json', import.meta.url);

interface Answers {
  /** Schemas by operation id. */
  readonly answers: Readonly<Record<string, object>>;
  /** That they refer to, by name. */
  readonly schemas: NonNullable<OpenAPIObject['components']>['schemas'];
}

/** The OpenAPI document at `/api/docs` (a page) and `/api/docs-json`, made from the same schemas that parse requests. */
export function serveApiDocument(app: NestFastifyApplication): void {
  const outline = new DocumentBuilder()
    .setTitle('守望 Shouwang')
    .setDescription("Registry and health monitor for a town's public-safety cameras.")
    .setVersion('1')
    .addBearerAuth()
    .build();
  SwaggerModule.setup('api/docs', app, () => withAnswers(SwaggerModule.createDocument(app, outline)));
}

function withAnswers(document: OpenAPIObject): OpenAPIObject {
  const told = readAnswers();
  if (told === null) return document;
  const { answers, schemas } = told;
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    const schema = answers[operation.operationId];
    const status = Object.keys(operation.responses).find((code) => code.startsWith('2'));
    if (schema !== undefined && status !== undefined)
      operation.responses[status].content = { 'application/json': { schema } };
  }
  return {
    ...document,
    components: { ...document.components, schemas: { ...document.components?.schemas, ...schemas } },
  };
}

function readAnswers(): Answers | null {
  try {
    return JSON.parse(readFileSync(ANSWERS, 'utf8')) as Answers;
  } catch {
    return null;
  }
}
