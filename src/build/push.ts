import { readFile } from 'node:fs/promises'
import { type Manifest, type RepositoryQuestion, readManifest, writeManifest } from '../docker/manifests.ts'
import type { Clock } from '../runner/clock.ts'
import { UserError } from '../runner/user-error.ts'
import { type BuildPlan, buildArguments, needsDirectPush } from './build-arguments.ts'
import { dockerProblem, isPassing } from './docker-problem.ts'
import { type BuiltImage, builderEnvironment, resultFiles } from './image-task.ts'

/** What is pushed, and through what. */
export interface PushWork {
  readonly image: BuiltImage
  readonly plan: BuildPlan
  readonly registry: RepositoryQuestion
  readonly folder: string
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly onLine: (line: string) => void
}

/** What the registry has under the SHA now. */
export interface Pushed {
  readonly manifest: Manifest
  /** True when another run of the same commit was first: its image is the one. */
  readonly wasThere: boolean
}

const waitsMs = [2000, 8000]

/** Pushes the tested image under the commit's SHA. The tag is read before and after: it must never change its content. */
export async function pushImage(work: PushWork): Promise<Pushed> {
  const { registry, plan, image } = work
  const before = await readManifest(registry, plan.sha)
  if (before !== undefined) return { manifest: before, wasThere: true }
  let digest: string | undefined
  try {
    digest = await push(work)
  } catch (thrown) {
    // A registry with immutable tags refuses the second of two runs: the first one's image is there.
    const there = await readManifest(registry, plan.sha).catch(() => undefined)
    if (there === undefined || work.signal.aborted) throw thrown
    return { manifest: there, wasThere: true }
  }
  const after = await readManifest(registry, plan.sha)
  checkContent(`${plan.repository}:${plan.sha}`, after, digest)
  if (image.id !== undefined && ![after.digest, configOf(after)].includes(image.id)) {
    throw moved(
      `${plan.repository}:${plan.sha}`,
      `its configuration is not that of the image that was tested (${image.id})`,
    )
  }
  return { manifest: after, wasThere: false }
}

/** Gives an image that is in the repository the commit's own tag, or one more: same content, same digest. */
export async function tagManifest(registry: RepositoryQuestion, tag: string, manifest: Manifest): Promise<void> {
  await writeManifest(registry, tag, manifest)
  checkContent(`${registry.repository.name}:${tag}`, await readManifest(registry, tag), manifest.digest)
}

/** Throws `tag-moved` unless the tag holds what was just written. */
function checkContent(
  reference: string,
  manifest: Manifest | undefined,
  digest: string | undefined,
): asserts manifest is Manifest {
  if (manifest === undefined) throw moved(reference, 'it is not there')
  if (digest !== undefined && manifest.digest !== digest)
    throw moved(reference, `it holds ${manifest.digest}, not ${digest}`)
}

function moved(reference: string, what: string): UserError {
  return new UserError(
    'tag-moved',
    `${reference} is not what was just written there: ${what}; did another run write the same tag at the same moment? Run this job again, and let the registry make tags immutable`,
  )
}

/** The digest as docker says it. */
async function push(work: PushWork): Promise<string | undefined> {
  for (const wait of [...waitsMs, undefined]) {
    try {
      return await (needsDirectPush(work.plan) ? pushFromCache(work) : pushFromEngine(work))
    } catch (thrown) {
      if (wait === undefined || !(thrown instanceof UserError) || !isPassing(thrown)) throw thrown
      work.onLine(`${thrown.message}; trying again in ${wait / 1000} s`)
      await work.clock.sleep(wait, work.signal)
    }
  }
  return undefined
}

async function pushFromEngine({ image, plan, signal, onLine }: PushWork): Promise<string | undefined> {
  const reference = `${plan.repository}:${plan.sha}`
  // By its id: on a shared engine another run of this commit may have given the tag to its own image meanwhile.
  for (const args of [
    ['tag', image.id ?? reference, reference],
    ['push', reference],
  ]) {
    const { exitCode, lines, stdout } = await image.docker.run(args, { signal, onLine })
    if (exitCode !== 0) throw dockerProblem('The image could not be pushed', 'push-failed', lines)
    if (args[0] === 'push') return /digest: (sha256:[0-9a-f]{64})/.exec(stdout)?.[1]
  }
  return undefined
}

async function pushFromCache({ image, plan, folder, signal, onLine }: PushWork): Promise<string | undefined> {
  const files = resultFiles(folder)
  const args = buildArguments(plan, image.builder, 'registry', files)
  const { exitCode, lines } = await image.docker.with(builderEnvironment(image.builder)).run(args, { signal, onLine })
  if (exitCode !== 0) throw dockerProblem('The image could not be pushed', 'push-failed', lines)
  const metadata = JSON.parse(await readFile(files.metadata, 'utf8')) as Readonly<Record<string, unknown>>
  const digest = metadata['containerimage.digest']
  return typeof digest === 'string' ? digest : undefined
}

/** The digest of the image's configuration; an index has none. */
function configOf({ body }: Manifest): string | undefined {
  const { config } = JSON.parse(Buffer.from(body).toString('utf8')) as { config?: { digest?: string } }
  return config?.digest
}
