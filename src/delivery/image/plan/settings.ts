import type { BuildExtras, ImageBuildPlan } from '../../../docker/build-plan.ts'
import type { ImageRepository } from '../../../domain/image-reference.ts'
import type { PathPattern } from '../../../policy/path-patterns.ts'
import type { BuildCommand } from './command-parts.ts'
import type { TagRule } from './extra-tags.ts'

/** The validated inputs of a build. */
export interface BuildSettings
  extends BuildExtras,
    Pick<
      ImageBuildPlan,
      'target' | 'platforms' | 'buildArgs' | 'secrets' | 'labels' | 'cache' | 'provenance' | 'tagSuffix'
    > {
  readonly repository: ImageRepository
  /** Other repositories that get the same image. */
  readonly copies: readonly ImageRepository[]
  readonly lint: readonly BuildCommand[]
  readonly test: readonly BuildCommand[]
  /** Each a program with its arguments. */
  readonly testImage: readonly (readonly string[])[]
  readonly failFast: boolean
  readonly push: 'auto' | boolean
  /** As given: on some events GitHub hands over empty secrets, and that is judged with the event. */
  readonly registry: { readonly username: string; readonly password: string }
  readonly context: string
  readonly dockerfile: string | undefined
  /** Beside the full SHA. */
  readonly tags: readonly TagRule[]
  /** Whether the commit is built anew, under a tag with a suffix of its own. */
  readonly isRebuild: boolean
  /** The commit that is built, by its SHA or a name; `undefined` for the event's. */
  readonly ref: string | undefined
  /** Suffixes of the images that are put together; empty when something is built. */
  readonly join: readonly string[]
  readonly notInImage: readonly PathPattern[]
  /** Whose image it is, by the policy; `undefined` where every commit may change it. */
  readonly service: string | undefined
}
