import type { ImageBuildPlan } from '../../../docker/build-plan.ts'
import type { ImageEngine } from '../../../docker/engine.ts'
import type { Logger } from '../../../log/logger.ts'
import type { ImageManifest, RegistryClient } from '../../../registry/client.ts'
import type { Clock } from '../../../time/clock.ts'
import type { BuildReport } from '../report/build-report.ts'
import type { BuiltImage } from '../tasks/image-task.ts'
import type { ExistingImage } from './existing-image.ts'
import { joinImages } from './join-images.ts'
import { pushImage } from './push-image.ts'

interface CommitImageEffects {
  readonly log: Logger
  readonly clock: Clock
  readonly engine: ImageEngine
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal
}

/** The image of the commit in the registry, however it gets there. What is known of it is written to the report. */
export class CommitImage {
  readonly #registry: RegistryClient
  readonly #tags: readonly string[]
  readonly #report: BuildReport
  readonly #effects: CommitImageEffects

  /** `tags` are those beside the SHA's. */
  constructor(registry: RegistryClient, tags: readonly string[], report: BuildReport, effects: CommitImageEffects) {
    this.#registry = registry
    this.#tags = tags
    this.#report = report
    this.#effects = effects
  }

  /** It is there, under its SHA. */
  async found({ manifest, origin }: ExistingImage, push: boolean): Promise<void> {
    this.#report.origin = origin
    await this.#finish(manifest, push)
  }

  /** Pushes what was built and tested. */
  async push(image: BuiltImage, plan: ImageBuildPlan): Promise<void> {
    const [registry, { log, engine, clock, signal }] = [this.#registry, this.#effects]
    const began = clock.now()
    await log.group(`push ${plan.repository}:${plan.tag}`, async () => {
      const onLine = (line: string): void => log.info(line)
      const pushing = pushImage({ image, plan, registry, engine, clock, signal, onLine })
      const { manifest, wasThere } = await pushing.catch(thrown => this.#lookAndThrow(thrown))
      this.#report.origin = wasThere ? 'other-run' : 'built'
      await this.#finish(manifest, true)
    })
    this.#report.pushMs = clock.now() - began
  }

  /** Puts it together from those that other jobs have pushed. */
  async join(suffixes: readonly string[]): Promise<void> {
    const [registry, { log, clock }] = [this.#registry, this.#effects]
    const began = clock.now()
    const joining = joinImages({ registry, sha: this.#report.commit, suffixes, log })
    const { manifest, wasThere } = await joining.catch(thrown => this.#lookAndThrow(thrown))
    this.#report.origin = wasThere ? 'present' : 'joined'
    await this.#finish(manifest, true)
    this.#report.pushMs = clock.now() - began
  }

  /** What was refused, or stopped in the middle, may have got there all the same. */
  async #lookAndThrow(thrown: unknown): Promise<never> {
    const there = await this.#registry.readManifest(this.#report.tag).catch(() => 'unknown')
    this.#report.absent = there === undefined
    throw thrown
  }

  /** Now its other tags, which another commit's run may move at once. */
  async #finish(manifest: ImageManifest, push: boolean): Promise<void> {
    const { name } = this.#registry.repository
    this.#report.digest = manifest.digest
    this.#report.references.push(`${name}:${this.#report.tag}`)
    if (!push) return
    for (const tag of this.#tags) {
      await this.#registry.writeManifest(tag, manifest)
      this.#report.references.push(`${name}:${tag}`)
    }
  }
}
