import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { answerSchemas, answersSource } from './answers.mjs';
import { ROOT } from './run.mjs';

/**
 * Compiles `src` into `dist`, and writes `dist/answers.json`: what each route answers, as the compiler understands it, for
 * the document of the API. Both take one look at the sources, which is most of the work.
 */
const config = ts.getParsedCommandLineOfConfigFile(
  path.join(ROOT, 'tsconfig.build.json'),
  {},
  hostOf(ts.sys),
);
const source = answersSource(config.fileNames);
const host = ts.createCompilerHost(config.options);
const program = ts.createProgram([...config.fileNames, source.path], config.options, withFile(host, source));

const written = program.emit(undefined, (file, text) => write(file, text));
const faults = [...config.errors, ...ts.getPreEmitDiagnostics(program), ...written.diagnostics];
if (faults.length > 0) {
  process.stdout.write(ts.formatDiagnosticsWithColorAndContext(faults, host));
  process.exitCode = 1;
} else
  write(path.join(ROOT, 'dist', 'answers.json'), `${JSON.stringify(answerSchemas(program, source.path))}\n`);

function write(file, text) {
  if (path.basename(file).startsWith(path.basename(source.path, '.ts'))) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The compiler sees a file that is not on the disk. */
function withFile(host, { path: at, text }) {
  const { fileExists, readFile, getSourceFile } = host;
  return Object.assign(host, {
    fileExists: (file) => file === at || fileExists.call(host, file),
    readFile: (file) => (file === at ? text : readFile.call(host, file)),
    getSourceFile: (file, options, ...rest) =>
      file === at
        ? ts.createSourceFile(at, text, options, true)
        : getSourceFile.call(host, file, options, ...rest),
  });
}

function hostOf(system) {
  return { ...system, getCurrentDirectory: () => ROOT, onUnRecoverableConfigFileDiagnostic: giveUp };
}

function giveUp({ messageText }) {
  throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
}
