import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { buildGenerator } from 'typescript-json-schema';
import { ROOT } from './run.mjs';

const ALL = 'Answers';
/** Functions have no schema, and files and streams of events are no JSON. */
const PRELUDE = `import type { StreamableFile } from '@nestjs/common';
import type { Observable } from 'rxjs';
type Json<T> = Exclude<Awaited<T>, StreamableFile | Observable<unknown> | undefined | void>;
type Flat<T> = { [K in keyof T]: T[K] };
`;

/**
 * A source in which one type names what every route answers, by its operation id. Controllers that a function makes have
 * no name to ask by, and a stream tells nothing of its JSON: there the file exports a type `Answers` of its own.
 */
export function answersSource(files) {
  const imports = [];
  const routes = [];
  const made = [];
  for (const file of files.filter((each) => /\.controllers?\.ts$/.test(each))) {
    const from = `./${path.relative(path.join(ROOT, 'src'), file).replace(/\.ts$/, '.js')}`;
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (isExported(statement) && ts.isClassDeclaration(statement)) {
        imports.push(`import type { ${statement.name.text} } from '${from}';`);
        routes.push(...routesOf(statement));
      }
      if (isExported(statement) && statement.name?.text === ALL) {
        imports.push(`import type { ${ALL} as Made${made.length} } from '${from}';`);
        made.push(`Made${made.length}`);
      }
    }
  }
  const all = `type Routes = {\n${routes.join('\n')}\n};\ntype Made = ${made.join(' & ')};`;
  const text = `${PRELUDE}${imports.join('\n')}\n${all}\nexport type ${ALL} = Flat<Omit<Routes, keyof Made> & Made>;\n`;
  return { path: path.join(ROOT, 'src', 'answers.made.ts'), text };
}

/** Every method with a mark: a route may be marked by a decorator of ours. */
function routesOf({ name, members }) {
  return members
    .filter(
      (member) =>
        ts.canHaveDecorators(member) &&
        ts.getDecorators(member) !== undefined &&
        ts.isMethodDeclaration(member),
    )
    .map(
      (member) =>
        `  ${name.text}_${member.name.text}: Json<ReturnType<${name.text}['${member.name.text}']>>;`,
    );
}

function isExported(node) {
  return (
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

/** `{ answers, schemas }`: the schema of each operation's answer, and those that they refer to, by their names. */
export function answerSchemas(program, file) {
  const generator = quietly(() =>
    buildGenerator(program, { required: true, strictNullChecks: true, ignoreErrors: true }, [file]),
  );
  const { properties, definitions } = quietly(() => generator.getSchemaForSymbol(ALL));
  const names = shortNames(Object.keys(definitions));
  const renamed = (value) =>
    JSON.parse(JSON.stringify(value), (key, each) => (key === '$ref' ? refTo(each, names) : unbranded(each)));
  return {
    answers: renamed(properties),
    schemas: Object.fromEntries(
      Object.entries(definitions).map(([name, schema]) => [names.get(name), renamed(schema)]),
    ),
  };
}

/** A number or a text with a mark that only the compiler sees goes over the wire as it is: `Fen` is a number. */
function unbranded(schema) {
  const scalar = schema?.allOf?.find(({ type }) => type === 'number' || type === 'string');
  if (scalar === undefined || !schema.allOf.every((part) => part === scalar || isMark(part))) return schema;
  const { allOf: _parts, ...said } = schema;
  return { ...said, ...scalar };
}

function isMark({ type, properties = {} }) {
  return type === 'object' && Object.keys(properties).length === 0;
}

function refTo(ref, names) {
  return `#/components/schemas/${names.get(decodeURIComponent(ref.slice('#/definitions/'.length)))}`;
}

/** The generator names a type that is not exported here by its path; two of one name get a number. */
function shortNames(longNames) {
  const taken = new Set();
  return new Map(
    longNames.toSorted().map((long) => {
      const plain = long.replaceAll(/import\([^)]*\)\./g, '').replaceAll(/[^\w.-]+/g, '_');
      let name = plain;
      for (let count = 2; taken.has(name); count += 1) name = `${plain}_${count}`;
      taken.add(name);
      return [long, name];
    }),
  );
}

/** It warns of every property that has no literal value. */
function quietly(work) {
  const { warn } = console;
  console.warn = () => {};
  try {
    return work();
  } finally {
    console.warn = warn;
  }
}
