import { readFile } from 'node:fs/promises'
import { buildArguments, needsDirectPush } from '../../docker/build-arguments.ts'
import type { ImageBuildPlan } from '../../docker/build-plan.ts'
import { dockerProblem, isPassing } from '../../docker/problem.ts'
import { UserError } from '../../errors.ts'
import { configsOf } from '../../registry/image-index.ts'
import { type Manifest, type RepositoryQuestion, readManifest, writeManifest } from '../../registry/manifests.ts'
import type { Clock } from '../../time/clock.ts'
import { type BuiltImage, builderEnvironment, resultFiles } from './image-task.ts'

/** What is pushed, and through what. */
export interface PushWork {
  readonly image: BuiltImage
  readonly plan: ImageBuildPlan
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

/** Pushes the tested image under the commit's tag. The tag is read before and after: it must never change its content. */
export async function pushImage(work: PushWork): Promise<Pushed> {
  const { registry, plan } = work
  const before = await readManifest(registry, plan.tag)
  if (before !== undefined) return { manifest: before, wasThere: true }
  return needsDirectPush(plan) ? pushByDigest(work) : pushByTag(work)
}

async function pushByTag(work: PushWork): Promise<Pushed> {
  const { registry, plan, image } = work
  let digest: string | undefined
  try {
    digest = await repeated(work, pushFromEngine)
  } catch (thrown) {
    return whoWasFirst(registry, plan.tag, thrown)
  }
  const manifest = await readManifest(registry, plan.tag)
  checkContent(`${plan.repository}:${plan.tag}`, manifest, digest)
  await checkTested(registry, plan.tag, manifest, image.id)
  return { manifest, wasThere: false }
}

/** Without a tag, so that one is only written when what is there was looked at. */
async function pushByDigest(work: PushWork): Promise<Pushed> {
  const { registry, plan, image } = work
  const digest = await repeated(work, pushFromCache)
  const manifest = await readManifest(registry, digest)
  checkContent(`${plan.repository}@${digest}`, manifest, digest)
  await checkTested(registry, plan.tag, manifest, image.id)
  return tagOnce(registry, plan.tag, manifest)
}

/** Writes a tag that nobody has written yet; where somebody has, theirs is the one. */
export async function tagOnce(registry: RepositoryQuestion, tag: string, manifest: Manifest): Promise<Pushed> {
  const before = await readManifest(registry, tag)
  if (before !== undefined) return { manifest: before, wasThere: true }
  return writeOnce(registry, tag, manifest)
}

/** The same for who has just seen that nobody has. */
export async function writeOnce(registry: RepositoryQuestion, tag: string, manifest: Manifest): Promise<Pushed> {
  try {
    await writeManifest(registry, tag, manifest)
  } catch (thrown) {
    return whoWasFirst(registry, tag, thrown)
  }
  checkContent(`${registry.repository.name}:${tag}`, await readManifest(registry, tag), manifest.digest)
  return { manifest, wasThere: false }
}

/** A registry with immutable tags refuses the second of two runs: the first one's image is there. */
async function whoWasFirst(registry: RepositoryQuestion, tag: string, thrown: unknown): Promise<Pushed> {
  const there = await readManifest(registry, tag).catch(() => undefined)
  if (there === undefined) throw thrown
  return { manifest: there, wasThere: true }
}

/** What was tested is what is pushed. Without an id nothing was. */
async function checkTested(
  registry: RepositoryQuestion,
  tag: string,
  manifest: Manifest,
  id: string | undefined,
): Promise<void> {
  if (id === undefined || manifest.digest === id) return
  if ((await configsOf(registry, manifest)).includes(id)) return
  throw moved(
    `${registry.repository.name}:${tag}`,
    `its configuration is not that of the image that was tested (${id})`,
  )
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

/** Once more, twice, for what may be gone in a moment. */
async function repeated<T>(work: PushWork, push: (work: PushWork) => Promise<T>): Promise<T> {
  for (const wait of waitsMs) {
    try {
      return await push(work)
    } catch (thrown) {
      if (!(thrown instanceof UserError) || !isPassing(thrown)) throw thrown
      work.onLine(`${thrown.message}; trying again in ${wait / 1000} s`)
      await work.clock.sleep(wait, work.signal)
    }
  }
  return push(work)
}

/** Answers the digest as docker says it; `undefined` when it says none. */
async function pushFromEngine({ image, plan, signal, onLine }: PushWork): Promise<string | undefined> {
  const reference = `${plan.repository}:${plan.tag}`
  const run = async (...args: string[]): Promise<string> => {
    const { exitCode, lines, stdout } = await image.docker.run(args, { signal, onLine })
    if (exitCode === 0) return stdout
    throw dockerProblem('The image could not be pushed', 'push-failed', lines)
  }
  // By its id: on a shared engine another run of this commit may have given the tag to its own image meanwhile.
  await run('tag', image.id ?? reference, reference)
  return /digest: (sha256:[0-9a-f]{64})/.exec(await run('push', reference))?.[1]
}

async function pushFromCache({ image, plan, folder, signal, onLine }: PushWork): Promise<string> {
  const files = resultFiles(folder)
  const args = buildArguments(plan, image.builder, 'registry', files)
  const { exitCode, lines } = await image.docker.with(builderEnvironment(image.builder)).run(args, { signal, onLine })
  if (exitCode !== 0) throw dockerProblem('The image could not be pushed', 'push-failed', lines)
  const metadata = JSON.parse(await readFile(files.metadata, 'utf8')) as Readonly<Record<string, unknown>>
  const digest = metadata['containerimage.digest']
  if (typeof digest === 'string') return digest
  throw new UserError('push-failed', 'The image could not be pushed: docker does not say under which digest')
}
