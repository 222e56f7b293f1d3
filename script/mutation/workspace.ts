import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DIST_VARIABLE } from '../../test/platform/action/dist-folder.ts'
import type { RunReport } from '../testing/report.ts'
import { REPORT_VARIABLE } from '../testing/reporter.ts'
import { type Timed, timed } from './command.ts'

/** How a run of tests ended. */
export type TestRun =
  | { readonly kind: 'green' }
  | { readonly kind: 'red'; readonly tests: readonly string[] }
  | { readonly kind: 'timeout' }

type Limits = Pick<Timed, 'timeout' | 'cpuSeconds'>

const VITEST = ['node', 'node_modules/vitest/vitest.mjs', 'run']

/** A copy of the repository's files in which source is broken; the checkout is left alone. */
export class Workspace {
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  static make(root: string, folder: string): Workspace {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
    for (const file of list
      .toString()
      .split('\0')
      .filter(name => name !== '' && existsSync(path.join(root, name)))) {
      cpSync(path.join(root, file), path.join(folder, file), { verbatimSymlinks: true })
    }
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
    return new Workspace(folder)
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8')
  }

  write(file: string, text: string): void {
    writeFileSync(path.join(this.folder, file), text)
  }

  /** Checks the types of src/. Resolves with the files that have errors. */
  async compile(): Promise<readonly string[]> {
    const argv = ['node', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.src.json', '--pretty', 'false']
    // Only what was broken and what sees it is checked again.
    const known = ['--incremental', '--tsBuildInfoFile', path.join(this.folder, 'types.tsbuildinfo')]
    if ((await this.#run('compile', { argv: [...argv, ...known], timeout: 600_000 })) === 0) return []
    const errors = this.read('compile.log').matchAll(/^(\S.*?)\(\d+,\d+\): error /gm)
    const files = [...new Set([...errors].flatMap(([, file]) => file ?? []))]
    if (files.length === 0) throw new Error(`the types could not be checked: see ${this.folder}/compile.log`)
    return files
  }

  /** The unit tests of these files, up to the first that fails, or that uses so many seconds of CPU time. */
  unit(tests: readonly string[], timeout: number, cpuSeconds: number): Promise<TestRun> {
    return this.#unit(tests, ['--bail=1'], {}, { timeout, cpuSeconds })
  }

  /** The same, all of them, two files at a time; `folder` takes what each of them runs. */
  record(tests: readonly string[], folder: string, timeout: number): Promise<TestRun> {
    const env = { COMMIT_TRAIN_COVERAGE: folder, COMMIT_TRAIN_MUTATION_WORKERS: '2' }
    return this.#unit(tests, [], env, { timeout })
  }

  #unit(
    tests: readonly string[],
    options: readonly string[],
    env: Readonly<Record<string, string>>,
    limits: Limits,
  ): Promise<TestRun> {
    const order = { COMMIT_TRAIN_MUTATION_TESTS: tests.join('\n') }
    return this.#test(
      'unit',
      ['--config', 'script/mutation/vitest.config.ts', ...options],
      { ...order, ...env },
      limits,
    )
  }

  /** The bundle level, on a build of the source as it is here. */
  async bundle(timeout: number): Promise<TestRun> {
    const dist = path.join(this.folder, 'mutant-dist')
    const built = await this.#run('build', { argv: ['node', 'script/build.ts', dist], timeout: 600_000 })
    if (built !== 0) return { kind: 'red', tests: [`script/build ended with ${built}`] }
    const options = ['--project=bundle', '--bail=1', '--maxWorkers=1', '--testTimeout=240000', '--hookTimeout=240000']
    return this.#test('bundle', options, { [DIST_VARIABLE]: dist }, { timeout })
  }

  async #test(
    level: string,
    options: readonly string[],
    env: Readonly<Record<string, string>>,
    limits: Limits,
  ): Promise<TestRun> {
    const file = path.join(this.folder, `${level}-report.json`)
    rmSync(file, { force: true })
    const code = await this.#run(level, {
      argv: [...VITEST, ...options],
      env: { ...env, [REPORT_VARIABLE]: file },
      ...limits,
    })
    if (code === 'timeout') return { kind: 'timeout' }
    const report: RunReport = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as RunReport)
      : { tests: [], errors: ['vitest did not come to its end'] }
    const red = [...report.tests.filter(({ state }) => state === 'failed').map(({ name }) => name), ...report.errors]
    if (code === 0 && red.length === 0) return { kind: 'green' }
    return { kind: 'red', tests: red.length > 0 ? red : [`vitest ended with exit code ${code}`] }
  }

  #run(name: string, command: Omit<Timed, 'cwd' | 'log'>): Promise<number | 'timeout'> {
    return timed({ ...command, cwd: this.folder, log: path.join(this.folder, `${name}.log`) })
  }
}
