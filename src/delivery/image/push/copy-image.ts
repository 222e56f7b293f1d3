import type { ImageEngine } from '../../../docker/engine.ts'
import { UserError } from '../../../errors.ts'
import type { Logger } from '../../../log/logger.ts'
import type { RegistryClient } from '../../../registry/client.ts'

export interface CopyWork {
  /** `repository@digest`, which is there. */
  readonly source: string
  /** Another repository that gets the image. */
  readonly registry: RegistryClient
  readonly tag: string
  readonly digest: string
  readonly engine: ImageEngine
  readonly log: Logger
  readonly signal: AbortSignal
}

/** Gives another repository the same image under the same tag, unless it has it. Its tag never moves either. Throws `copy-differs`. */
export async function copyImage({ source, registry, tag, digest, engine, log, signal }: CopyWork): Promise<void> {
  const reference = `${registry.repository.name}:${tag}`
  const before = await registry.readManifest(tag)
  if (before !== undefined) {
    if (before.digest === digest) return
    throw differs(
      reference,
      before.digest,
      source,
      'the tag of a commit never moves: delete it there, then run this job again',
    )
  }
  await engine.copy(source, reference, { signal, onLine: line => log.info(line) })
  const after = await registry.readManifest(tag)
  if (after?.digest === digest) return
  const advice = 'let buildx copy it: add docker/setup-buildx-action in a step before this one'
  throw differs(reference, after?.digest ?? 'nothing', source, advice)
}

function differs(reference: string, has: string, source: string, advice: string): UserError {
  return new UserError('copy-differs', `${reference} holds ${has}, which is not ${source}; ${advice}`)
}
