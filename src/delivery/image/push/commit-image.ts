import type { ImageBuildPlan } from '../../../docker/build-plan.ts'
import type { ImageEngine } from '../../../docker/engine.ts'
import type { Logger } from '../../../log/logger.ts'
import type { ImageManifest, RegistryClient } from '../../../registry/client.ts'
import type { Clock } from '../../../time/clock.ts'
import type { BuildReport } from '../report/build-report.ts'
import type { BuiltImage } from '../tasks/image-task.ts'
import { copyImage } from './copy-image.ts'
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

/** Where the image goes, beside the tag that is the commit's. */
export interface CommitImagePlaces {
  readonly tags: readonly string[]
  /** Other repositories that get the same image. */
  readonly copies: readonly RegistryClient[]
  /** Logs docker in, where the inputs have a login. */
  readonly logIn: () => Promise<void>
}

/** The image of the commit in the registry, however it gets there. What is known of it is written to the report. */
export class CommitImage {
  readonly #registry: RegistryClient
  readonly #places: CommitImagePlaces
  readonly #report: BuildReport
  readonly #effects: CommitImageEffects

  constructor(registry: RegistryClient, places: CommitImagePlaces, report: BuildReport, effects: CommitImageEffects) {
    this.#registry = registry
    this.#places = places
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

  /** Now the other repositories, then the other tags, which another commit's run may move at once. */
  async #finish(manifest: ImageManifest, push: boolean): Promise<void> {
    const registries = [this.#registry]
    const { tag } = this.#report
    this.#report.digest = manifest.digest
    this.#note(this.#registry, tag)
    if (!push) return
    const { tags, copies, logIn } = this.#places
    if (copies.length > 0) await logIn()
    const source = `${this.#registry.repository.name}@${manifest.digest}`
    for (const registry of copies) {
      await copyImage({ source, registry, tag, digest: manifest.digest, ...this.#effects })
      registries.push(registry)
      this.#note(registry, tag)
    }
    for (const registry of registries) {
      for (const each of tags) {
        await registry.writeManifest(each, manifest)
        this.#note(registry, each)
      }
    }
  }

  #note({ repository }: RegistryClient, tag: string): void {
    this.#report.references.push(`${repository.name}:${tag}`)
  }
}
