import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { keyOf } from '../setup/places.ts'
import { closureOf } from './closure.ts'
import type { FileCoverage } from './covered.ts'
import type { Workspace } from './workspace.ts'

/** How vitest is set up, on which every coverage depends. */
const SETUP = ['script/mutation/record-coverage.ts', 'script/mutation/vitest.config.ts', 'script/testing/hooks.ts']
const KEPT_MS = 7 * 24 * 3600 * 1000

/**
 * What each unit test file of a folder runs: from the cache while the file and all that it imports are the same.
 *
 * @param tests `test/unit`, or a folder in it.
 */
export async function coverageOf(workspace: Workspace, tests: string, cache: string): Promise<readonly FileCoverage[]> {
  const folder = path.join(cache, 'coverage')
  mkdirSync(folder, { recursive: true })
  forgetOld(folder)
  const texts = new Map<string, string | undefined>()
  const read = (file: string): string | undefined => {
    if (!texts.has(file))
      texts.set(file, existsSync(path.join(workspace.folder, file)) ? workspace.read(file) : undefined)
    return texts.get(file)
  }
  const keptOf = (test: string): string => {
    const files = [...SETUP.flatMap(file => closureOf(file, read)), ...closureOf(test, read)]
    const key = keyOf({ test, ...Object.fromEntries(files.map(file => [`file ${file}`, read(file) ?? ''])) })
    return path.join(folder, `${key}.json`)
  }
  const kept = new Map(
    globSync(`${tests}/**/*.test.ts`, { cwd: workspace.folder }).map(test => [test, keptOf(test)] as const),
  )
  const missing = [...kept].filter(([, file]) => !existsSync(file)).map(([test]) => test)
  if (missing.length > 0) await record(workspace, missing, test => kept.get(test) ?? keptOf(test))
  const now = new Date()
  return [...kept.values()]
    .filter(file => existsSync(file))
    .map(file => {
      utimesSync(file, now, now)
      return JSON.parse(readFileSync(file, 'utf8')) as FileCoverage
    })
}

/** Runs test files and keeps what each ran; one that is red is left out, since it would notice every mutant. */
async function record(workspace: Workspace, tests: readonly string[], keptOf: (test: string) => string): Promise<void> {
  const into = path.join(workspace.folder, 'coverage')
  rmSync(into, { recursive: true, force: true })
  mkdirSync(into)
  const run = await workspace.record(tests, into, 3_600_000)
  const red = run.kind === 'red' ? run.tests : []
  for (const name of red) console.log(`red without a mutant, left out: ${name}`)
  const all = readdirSync(into).map(name => JSON.parse(readFileSync(path.join(into, name), 'utf8')) as FileCoverage)
  const green = all.filter(({ test }) => !red.some(name => name.startsWith(test)))
  if (run.kind === 'timeout' || green.length === 0) throw new Error(`no coverage: see ${workspace.folder}/unit.log`)
  for (const coverage of green) {
    const file = keptOf(coverage.test)
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(coverage))
    renameSync(`${file}.${process.pid}`, file)
  }
}

/** Removes what no run of the last days has used. */
function forgetOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name)
    if (Date.now() - statSync(file).mtimeMs > KEPT_MS) rmSync(file, { force: true })
  }
}
