import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { EndedRun, Workflows } from '../platform/workflows/workflows.ts'
import type { DemoCommit, Letter } from './commits.ts'
import { deleteImage, registryDigest } from './service.ts'

export interface IntegrationPlaces {
  /** The service's own workflow files, started by the pushes that the double sends. */
  readonly builds: Workflows
  /** Image repository, without a tag. */
  readonly image: string
  /** Folder in which act's log of every run is left. */
  readonly actLogs: string
}

/** What became of a commit in the service's own build workflow. */
export interface Integrated {
  readonly run: EndedRun
  /** How its check ended. */
  readonly passed: boolean
  /** What the registry had for its SHA when the run had ended; undefined when it had nothing. */
  readonly digest: string | undefined
}

/**
 * Lets the workflow run for every push so far, one after the other, while deploys of earlier commits go on. A registry loses
 * an image now and then: D's is deleted there as soon as it was built.
 */
export function integrate(
  commits: Readonly<Record<Letter, DemoCommit>>,
  { builds, image, actLogs }: IntegrationPlaces,
): Readonly<Record<Letter, Promise<Integrated>>> {
  const waiting = new Map(Object.values(commits).map(({ sha }) => [sha, Promise.withResolvers<Integrated>()]))
  // Whoever needs the commit sees the error; until then it must not end the process.
  for (const { promise } of waiting.values()) promise.catch(() => undefined)
  const onEnd = async (run: EndedRun): Promise<void> => {
    const { sha } = run.event
    const { letter = '' } = Object.values(commits).find(commit => commit.sha === sha) ?? {}
    mkdirSync(actLogs, { recursive: true })
    copyFileSync(run.act.logFile, join(actLogs, `${letter}-build.log`))
    const found = await registryDigest(image, sha)
    const digest = found.startsWith('sha256:') ? found : undefined
    if (letter === 'D' && digest !== undefined) await deleteImage(image, digest)
    waiting.get(sha)?.resolve({ run, passed: run.jobs.build === 'success', digest })
  }
  const fail = (thrown: unknown): void => {
    for (const { reject } of waiting.values()) reject(thrown)
  }
  builds.settle({ onEnd }).then(() => fail(new Error('the push of this commit started no build')), fail)
  return Object.fromEntries(
    Object.entries(commits).map(([letter, { sha }]) => [letter, waiting.get(sha)?.promise]),
  ) as Record<Letter, Promise<Integrated>>
}

/** `lint 0.4 s, test 1.2 s, image 0.9 s`: how long what a run did took. */
export function durationsOf({ act }: EndedRun): string {
  const all = JSON.parse(act.outputs.durations || '{}') as Readonly<Record<string, number>>
  return Object.entries(all)
    .filter(([name]) => name !== 'total')
    .map(([name, ms]) => `${name} ${(ms / 1000).toFixed(1)} s`)
    .join(', ')
}
