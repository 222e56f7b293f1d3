import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RenderedFile } from '../domain/rendered-file.ts'
import { refuseLargeFiles } from '../domain/rendered-size.ts'
import { type Finding, UserError } from '../errors.ts'
import { isMissing, readIfThere } from '../files/missing-file.ts'
import type { Logger } from '../log/logger.ts'
import type { Exec, ExecResult } from '../process/exec.ts'
import type { Masks } from '../secrets/masks.ts'
import { gomplateEnvironment } from './environment.ts'
import { remoteSources } from './remote-sources.ts'
import { readStderr, templateFinding } from './template-error.ts'
import { firstNames, listTemplates } from './templates.ts'
import { readValues } from './values.ts'

/** What rendering needs. */
export interface Rendering {
  /** Absolute path of gomplate. */
  readonly gomplate: string
  /** The workspace, and the templates folder and values files relative to it. */
  readonly paths: { readonly workspace: string; readonly templates: string; readonly values: readonly string[] }
  /** What templates see as `.deploy`, beside `.deploy.values`. */
  readonly context: {
    readonly commit: string
    readonly image: string
    readonly service: string
    readonly environment: string
    readonly id: number
  }
  /** What templates see as `.Env`, masked already. */
  readonly secretEnv: Readonly<Record<string, string>>
  /** A private folder; what is written into it is removed again. */
  readonly folder: string
  readonly exec: Exec
  readonly masks: Pick<Masks, 'redact'>
  readonly log: Logger
  readonly signal?: AbortSignal | undefined
}

/** Renders the templates of the commit; all or nothing. Throws (refused) with the file and line of what is wrong. */
export async function renderTemplates(rendering: Rendering): Promise<readonly RenderedFile[]> {
  const { paths, log } = rendering
  const { manifests, others } = listTemplates(paths.workspace, paths.templates)
  if (others.length > 0) log.info(`Skipped, not named like a manifest: ${firstNames(others)}`)
  const values = await readValues(paths.workspace, paths.values)
  const templates = await Promise.all(
    manifests.map(async file => ({ file, text: await readFile(join(paths.workspace, file), 'utf8') })),
  )
  refuseRemoteSources(templates)
  // gomplate leaves truncated files behind when it fails: they are in a folder of their own and read only on success.
  const folder = await mkdtemp(join(rendering.folder, 'gomplate-'))
  try {
    return await run(rendering, folder, templates, { ...rendering.context, values })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function run(
  { gomplate, exec, secretEnv, masks, log, signal }: Rendering,
  folder: string,
  templates: readonly RenderedFile[],
  deploy: object,
): Promise<readonly RenderedFile[]> {
  // Copies under plain names: whatever a file is called, gomplate sees no comma, colon or ignore file in it.
  const [inputs, outputs, empty] = [join(folder, 'in'), join(folder, 'out'), join(folder, 'empty')]
  for (const created of [inputs, outputs, empty]) await mkdir(created)
  const jobs = templates.map(({ file, text }, index) => ({
    file,
    text,
    input: join(inputs, `${index}.tmpl`),
    output: join(outputs, String(index)),
  }))
  await Promise.all(jobs.map(job => writeFile(job.input, job.text)))
  const config = join(folder, 'gomplate.yaml')
  await writeFile(config, configuration(jobs))
  const env = gomplateEnvironment(empty, secretEnv)
  const how = { env, cwd: empty, signal, timeoutMs: 2 * 60_000 }
  const result = await exec(gomplate, ['--config', config], { ...how, input: JSON.stringify(deploy) })
  for (const line of readStderr(result.stderr).warnings) log.warning(`gomplate: ${line}`)
  if (result.exitCode !== 0) throw failure(gomplate, result, new Map(jobs.map(job => [job.input, job.file])), masks)
  // Before anything is read: a text of 512 MB is more than a string holds.
  refuseLargeFiles(await Promise.all(jobs.map(async ({ file, output }) => ({ file, bytes: await sizeOf(output) }))))
  // gomplate does not write a file that would be blank.
  return Promise.all(jobs.map(async ({ file, output }) => ({ file, text: (await readIfThere(output)) ?? '' })))
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (thrown) {
    if (isMissing(thrown)) return 0
    throw thrown
  }
}

/** The context has a name, because a root context (`.`) would take `.Env` away. JSON is YAML. */
function configuration(jobs: readonly { readonly input: string; readonly output: string }[]): string {
  return JSON.stringify({
    inputFiles: jobs.map(({ input }) => input),
    outputFiles: jobs.map(({ output }) => output),
    context: { deploy: { url: 'stdin:///deploy.json' } },
    missingKey: 'error',
  })
}

/** gomplate stops at the first template that fails. Its words may quote values, so they are redacted. */
function failure(
  gomplate: string,
  { exitCode, stderr, stdout }: ExecResult,
  files: ReadonlyMap<string, string>,
  masks: Pick<Masks, 'redact'>,
): UserError {
  const errors = readStderr(stderr).errors.map(error => masks.redact(error))
  for (const error of errors) {
    const finding = templateFinding(error, files)
    if (finding !== undefined) return UserError.from([finding])
  }
  const said = (errors[0] ?? masks.redact(stdout).trim().split('\n')[0] ?? '').replace(/\s+/g, ' ')
  return new UserError(
    'gomplate-broken',
    `${gomplate} ended with exit code ${exitCode}${said === '' ? '' : `: ${said}`}`,
  )
}

function refuseRemoteSources(templates: readonly RenderedFile[]): void {
  const findings = templates.flatMap(({ file, text }) =>
    remoteSources(text).map(
      ({ line, what }): Finding => ({
        reason: 'datasource-remote',
        where: `${file}:${line}`,
        text: `${what} would ask another machine, and the same commit could render differently; put what is needed into the values files or "secret-env"`,
      }),
    ),
  )
  if (findings.length > 0) throw UserError.from(findings)
}
