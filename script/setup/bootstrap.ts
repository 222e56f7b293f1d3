import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { cachedRows, missing, runTasks, type Task } from './graph.ts'
import { withLock } from './lock.ts'
import { cacheFolder, keyOf, root } from './places.ts'
import type { Say } from './progress.ts'
import { type Setup, setupOf } from './setup.ts'
import { debianPackages } from './tasks/debian-packages.ts'
import { dist, distPath } from './tasks/dist.ts'
import {
  ACT_TOOL,
  ACTIONLINT_TOOL,
  BUILDX_TOOL,
  goTool,
  goToolPrograms,
  HELM_TOOL,
  ROLLOUTS_TOOL,
} from './tasks/go-tool.ts'
import { gomplate, gomplateModules, gomplatePath } from './tasks/gomplate.ts'
import { kubernetes, kubernetesModules, kubernetesPrograms } from './tasks/kubernetes.ts'
import { nodeModules } from './tasks/node-modules.ts'
import { workload, workloadPath } from './tasks/workload.ts'
import { zizmor, zizmorPath } from './tasks/zizmor.ts'
import type { Timing } from './times.ts'

export const PART_NAMES = [
  'node-modules',
  'debian-packages',
  'kubernetes',
  'gomplate',
  'workload',
  'act',
  'actionlint',
  'buildx',
  'helm',
  'rollouts',
  'zizmor',
  'dist',
] as const

/** What a command can ask for. */
export type PartName = (typeof PART_NAMES)[number]

/** What everything is set up with, when it is. */
export interface Tools {
  /** A folder of links to exactly the programs that were asked for, and node 24: to be put first on the PATH. */
  readonly bin: string
  /** The folder of caches. */
  readonly cache: string
  /** A build of the source as it is, when it was asked for. */
  readonly dist?: string
  readonly timings: readonly Timing[]
}

export interface BootstrapOptions {
  readonly parts: readonly PartName[]
  readonly say: Say
  /** Aborted when the script is stopped. */
  readonly signal: AbortSignal
}

/**
 * Makes sure that the parts are there: fetches and builds what is missing or made from something else than what is in the
 * tree. Throws a `SetupError` when something cannot be had. A second set-up at the same time waits for the first.
 */
export async function bootstrap(options: BootstrapOptions): Promise<Tools> {
  const failing = new AbortController()
  const setup = setupOf({
    root,
    cache: cacheFolder(process.env),
    env: process.env,
    say: options.say,
    signal: AbortSignal.any([options.signal, failing.signal]),
  })
  const tasks = tasksOf(setup)
  let timings: Timing[] = []
  let found = await missing(tasks, options.parts)
  if (found.size > 0) {
    timings = await withLock(path.join(setup.cache, 'set-up.lock'), setup.say, setup.signal, async () => {
      found = await missing(tasks, options.parts)
      return runTasks(found, setup.say, why => failing.abort(why))
    })
  }
  return {
    bin: linkPrograms(setup, options.parts),
    cache: setup.cache,
    ...(options.parts.includes('dist') ? { dist: distPath(setup) } : {}),
    timings: [nodeRow(), ...timings, ...cachedRows(tasks, options.parts, found)],
  }
}

/** `script/node` has been at work before us. */
function nodeRow(): Timing {
  const fetched = process.env.COMMIT_TRAIN_NODE_SECONDS
  const ms = Number(fetched ?? 0) * 1000
  return { part: `node ${process.versions.node}`, ms, how: fetched === undefined ? 'cached' : 'fetched' }
}

function tasksOf(setup: Setup): readonly Task[] {
  return [
    kubernetesModules(setup),
    kubernetes(setup),
    gomplateModules(setup),
    gomplate(setup),
    workload(setup),
    ...goTool(setup, ACT_TOOL),
    ...goTool(setup, ACTIONLINT_TOOL),
    ...goTool(setup, BUILDX_TOOL),
    ...goTool(setup, HELM_TOOL),
    ...goTool(setup, ROLLOUTS_TOOL),
    zizmor(setup),
    debianPackages(setup),
    nodeModules(setup),
    dist(setup),
  ]
}

function linkPrograms(setup: Setup, parts: readonly PartName[]): string {
  const programs = {
    node: process.execPath,
    ...(parts.includes('kubernetes') ? kubernetesPrograms(setup) : {}),
    ...(parts.includes('gomplate') ? { gomplate: gomplatePath(setup) } : {}),
    ...(parts.includes('workload') ? { workload: workloadPath(setup) } : {}),
    ...(parts.includes('act') ? goToolPrograms(setup, ACT_TOOL) : {}),
    ...(parts.includes('actionlint') ? goToolPrograms(setup, ACTIONLINT_TOOL) : {}),
    ...(parts.includes('buildx') ? goToolPrograms(setup, BUILDX_TOOL) : {}),
    ...(parts.includes('helm') ? goToolPrograms(setup, HELM_TOOL) : {}),
    ...(parts.includes('rollouts') ? goToolPrograms(setup, ROLLOUTS_TOOL) : {}),
    ...(parts.includes('zizmor') ? { zizmor: zizmorPath(setup) } : {}),
  }
  const bin = path.join(setup.cache, 'bin', keyOf(programs))
  if (existsSync(bin)) return bin
  const partial = `${bin}.${process.pid}`
  mkdirSync(partial, { recursive: true })
  for (const [name, file] of Object.entries(programs)) symlinkSync(file, path.join(partial, name))
  try {
    renameSync(partial, bin)
  } catch (error) {
    rmSync(partial, { recursive: true })
    if (!existsSync(bin)) throw error
  }
  return bin
}
