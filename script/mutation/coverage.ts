import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { keyOf } from '../setup/places.ts'
import type { FileCoverage } from './covered.ts'
import type { Workspace } from './workspace.ts'

/**
 * What each unit test file of a folder runs: from the cache while source and tests are the same.
 *
 * @param tests `test/unit`, or a folder in it.
 */
export async function coverageOf(workspace: Workspace, tests: string, cache: string): Promise<readonly FileCoverage[]> {
  const names = globSync('{src,test,script,packages}/**/*.ts', { cwd: workspace.folder })
  const key = keyOf({ ...Object.fromEntries(names.map(name => [name, workspace.read(name)])), tests })
  const kept = path.join(cache, `coverage-${key}.json`)
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as FileCoverage[]
  const folder = path.join(workspace.folder, 'coverage')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const run = await workspace.unit([], 3_600_000, {
    COMMIT_TRAIN_COVERAGE: folder,
    COMMIT_TRAIN_MUTATION_FOLDER: tests,
    COMMIT_TRAIN_MUTATION_WORKERS: '2',
    COMMIT_TRAIN_MUTATION_BAIL: '0',
  })
  const red = run.kind === 'red' ? run.tests : []
  const all = readdirSync(folder).map(name => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as FileCoverage)
  // A file that is red without a mutant would notice every one.
  const green = all.filter(({ test }) => !red.some(name => name.startsWith(test)))
  for (const name of red) console.log(`red without a mutant, left out: ${name}`)
  if (run.kind === 'timeout' || green.length === 0) throw new Error(`no coverage: see ${workspace.folder}/unit.log`)
  forget(cache, 'coverage-', KEPT)
  writeFileSync(`${kept}.partial`, JSON.stringify(green))
  renameSync(`${kept}.partial`, kept)
  return green
}

/** How many coverages are kept: those of a few rooms. */
const KEPT = 5

/** Removes the oldest files whose names begin so. */
function forget(folder: string, prefix: string, kept: number): void {
  const files = readdirSync(folder)
    .filter(name => name.startsWith(prefix))
    .map(name => path.join(folder, name))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  for (const file of files.slice(kept - 1)) rmSync(file)
}
