import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cacheFolder, keyOf, root } from '../setup/places.ts'
import { compilingMutants } from './compiling.ts'
import { coverageOf } from './coverage.ts'
import { Journal } from './journal.ts'
import { BUNDLE_MS, type Judged, judgeByBundle, judgeByUnit } from './judge.ts'
import { randomFrom } from './random.ts'
import { lineOf, reportOf } from './report.ts'
import { drawMutants } from './sample.ts'
import { Workspace } from './workspace.ts'

/** The part of script/mutate that runs in namespaces of its own: `run.ts N SEED FOLDER unit|bundle`. */
const [count, seed] = [Number(process.argv[2]), Number(process.argv[3])]
const below = process.argv[4] ?? 'src'
const levels = process.argv[5] ?? 'bundle'
const cache = path.join(cacheFolder(process.env), 'mutation')
/** Beside another run of another checkout. */
const own = path.join(cache, `run-${process.ppid}-${Date.now()}`)
const PARALLEL = 2

/** The folder of a run that was killed a day ago or before. */
function isLeftBehind(name: string): boolean {
  const [, , at] = /^run-(\d+)-(\d+)$/.exec(name) ?? []
  return at !== undefined && Date.now() - Number(at) > 24 * 3600 * 1000
}

function inParallel(work: (workspace: Workspace) => Promise<void>): Promise<unknown> {
  return Promise.all(workspaces.map(work))
}

mkdirSync(cache, { recursive: true })
for (const name of readdirSync(cache))
  if (isLeftBehind(name)) rmSync(path.join(cache, name), { recursive: true, force: true })
const workspaces = Array.from({ length: PARALLEL }, (_, index) => Workspace.make(root, path.join(own, `${index}`)))
const sifter = Workspace.make(root, path.join(own, 'types'))
try {
  const [first] = workspaces
  if (first === undefined) throw new Error('no workspace')
  const began = performance.now()
  const coverage = await coverageOf(first, below.replace(/^src/, 'test/unit'), cache)
  const seconds = () => Math.round((performance.now() - began) / 1000)
  console.log(`[${seconds()} s] ${coverage.length} unit test files, what they run is known`)
  // What does not compile without a mutant would discard every one.
  const wrong = await sifter.compile()
  if (wrong.length > 0) throw new Error(`src/ does not compile: see ${sifter.folder}/compile.log`)
  const files = readdirSync(path.join(root, below), { recursive: true, encoding: 'utf8' })
    .map(file => path.join(below, file))
    .filter(file => file.endsWith('.ts'))
  const texts = Object.fromEntries(files.map(file => [file, readFileSync(path.join(root, file), 'utf8')]))
  const tests = coverage.map(({ test }) => [`test ${test}`, readFileSync(path.join(root, test), 'utf8')] as const)
  const same = keyOf({ ...texts, ...Object.fromEntries(tests) })
  const journal = new Journal(path.join(cache, `journal-${same}.jsonl`))
  if (journal.size > 0) console.log(`${journal.size} mutants of earlier runs of the same source and tests are judged`)
  let discarded = 0
  const mutants = compilingMutants(sifter, drawMutants(texts, randomFrom(seed)), count, more => {
    discarded += more
  })
  const say = (result: Judged): void =>
    console.log(
      `[${seconds()} s] ${result.noticed.padEnd(9)} ${lineOf(result)}${result.by === undefined ? '' : ` (${result.by})`}`,
    )
  const byUnit: Judged[] = []
  await inParallel(async workspace => {
    // Both take from the one source, which goes on sifting while they judge.
    for await (const mutant of mutants) {
      const result = await journal.judged('unit', mutant, () => judgeByUnit(workspace, mutant, coverage))
      byUnit.push(result)
      say(result)
    }
  })
  console.log(`[${seconds()} s] ${byUnit.length} mutants; ${discarded} more do not compile`)
  const left = byUnit.filter(({ noticed }) => noticed !== 'unit')
  const judged = levels === 'bundle' ? byUnit.filter(({ noticed }) => noticed === 'unit') : byUnit
  if (left.length > 0 && levels === 'bundle') {
    console.log(`\n${reportOf(byUnit, seed, discarded)}\n\n${left.length} to be judged by the bundle level`)
    // A level that is red without a mutant would notice every one.
    const bundle = await first.bundle(BUNDLE_MS)
    if (bundle.kind !== 'green') throw new Error(`the bundle level without a mutant: ${JSON.stringify(bundle)}`)
    await inParallel(async workspace => {
      for (let mutant = left.shift(); mutant !== undefined; mutant = left.shift()) {
        const broken = mutant
        const result = await journal.judged('bundle', broken, () => judgeByBundle(workspace, broken))
        judged.push(result)
        say(result)
      }
    })
  }
  const file = path.join(cache, `result-${seed}-${count}.json`)
  writeFileSync(file, JSON.stringify({ seed, count, below, discarded, judged }, undefined, 2))
  console.log(`\n${reportOf(judged, seed, discarded)}\n  ${file}`)
} catch (error) {
  // The logs are there; the next run after a day removes them.
  console.error(error)
  process.exit(1)
}
rmSync(own, { recursive: true, force: true })
