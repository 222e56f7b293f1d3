import { needsDirectPush } from '../../../docker/build-arguments.ts'
import type { ImageBuildPlan } from '../../../docker/build-plan.ts'
import type { EngineCall, ImageEngine } from '../../../docker/engine.ts'
import { isTemporary } from '../../../docker/problem.ts'
import { UserError } from '../../../errors.ts'
import { retry } from '../../../net/retry.ts'
import type { ImageManifest, RegistryClient } from '../../../registry/client.ts'
import { configsOf } from '../../../registry/image-index.ts'
import type { Clock } from '../../../time/clock.ts'
import type { BuiltImage } from '../tasks/image-task.ts'

/** What is pushed, and through what. */
export interface PushWork extends EngineCall {
  readonly image: BuiltImage
  readonly plan: ImageBuildPlan
  readonly registry: RegistryClient
  readonly engine: ImageEngine
  readonly clock: Clock
}

/** What the registry has under the SHA now. */
export interface PushedImage {
  readonly manifest: ImageManifest
  /** True when another run of the same commit was first: its image is the one. */
  readonly wasThere: boolean
}

const RETRY_DELAYS_MS = [2000, 8000]

/** Pushes the tested image under the commit's tag. The tag is read before and after: it must never change its content. */
export async function pushImage(work: PushWork): Promise<PushedImage> {
  const { registry, plan } = work
  const before = await registry.readManifest(plan.tag)
  if (before !== undefined) return { manifest: before, wasThere: true }
  return needsDirectPush(plan) ? pushByDigest(work) : pushByTag(work)
}

async function pushByTag(work: PushWork): Promise<PushedImage> {
  const { registry, plan, image, engine } = work
  let digest: string | undefined
  try {
    digest = await withRetries(work, () => engine.pushTag(plan, image.id, work))
  } catch (thrown) {
    return firstOrThrow(registry, plan.tag, thrown)
  }
  const manifest = await registry.readManifest(plan.tag)
  checkContent(`${plan.repository}:${plan.tag}`, manifest, digest)
  await checkTested(registry, plan.tag, manifest, image.id)
  return { manifest, wasThere: false }
}

/** Without a tag, so that one is only written when what is there was looked at. */
async function pushByDigest(work: PushWork): Promise<PushedImage> {
  const { registry, plan, image, engine } = work
  const digest = await withRetries(work, () => engine.pushByDigest(plan, image.builder, work))
  const manifest = await registry.readManifest(digest)
  checkContent(`${plan.repository}@${digest}`, manifest, digest)
  await checkTested(registry, plan.tag, manifest, image.id)
  return tagOnce(registry, plan.tag, manifest)
}

/** Writes a tag that is not there yet; where another run was first, its image stays. */
export async function tagOnce(registry: RegistryClient, tag: string, manifest: ImageManifest): Promise<PushedImage> {
  const before = await registry.readManifest(tag)
  if (before !== undefined) return { manifest: before, wasThere: true }
  return writeOnce(registry, tag, manifest)
}

/** The same where the caller has just read that the tag is not there. */
export async function writeOnce(registry: RegistryClient, tag: string, manifest: ImageManifest): Promise<PushedImage> {
  try {
    await registry.writeManifest(tag, manifest)
  } catch (thrown) {
    return firstOrThrow(registry, tag, thrown)
  }
  checkContent(`${registry.repository.name}:${tag}`, await registry.readManifest(tag), manifest.digest)
  return { manifest, wasThere: false }
}

/** A registry with immutable tags refuses the second of two runs: the first one's image is there. */
async function firstOrThrow(registry: RegistryClient, tag: string, thrown: unknown): Promise<PushedImage> {
  const there = await registry.readManifest(tag).catch(() => undefined)
  if (there === undefined) throw thrown
  return { manifest: there, wasThere: true }
}

/** What was tested is what is pushed. Without an id nothing was. */
async function checkTested(
  registry: RegistryClient,
  tag: string,
  manifest: ImageManifest,
  id: string | undefined,
): Promise<void> {
  if (id === undefined || manifest.digest === id) return
  if ((await configsOf(registry, manifest)).includes(id)) return
  throw tagMoved(
    `${registry.repository.name}:${tag}`,
    `its configuration is not that of the image that was tested (${id})`,
  )
}

/** Throws `tag-moved` unless the tag holds what was just written. */
function checkContent(
  reference: string,
  manifest: ImageManifest | undefined,
  digest: string | undefined,
): asserts manifest is ImageManifest {
  if (manifest === undefined) throw tagMoved(reference, 'it is not there')
  if (digest !== undefined && manifest.digest !== digest)
    throw tagMoved(reference, `it holds ${manifest.digest}, not ${digest}`)
}

function tagMoved(reference: string, what: string): UserError {
  return new UserError(
    'tag-moved',
    `${reference} is not what was just written there: ${what}; did another run write the same tag at the same moment? Run this job again, and let the registry make tags immutable`,
  )
}

/** Retries, twice, what may be temporary. */
async function withRetries<T>({ onLine, clock, signal }: PushWork, push: () => Promise<T>): Promise<T> {
  return retry(
    push,
    (thrown, { tries }) => {
      const wait = RETRY_DELAYS_MS[tries - 1]
      if (wait === undefined || !(thrown instanceof UserError && isTemporary(thrown))) {
        return { kind: 'give-up', error: thrown }
      }
      onLine(`${thrown.message}; trying again in ${wait / 1000} s`)
      return { kind: 'retry', wait }
    },
    { clock, signal },
  )
}
