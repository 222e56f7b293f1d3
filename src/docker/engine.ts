import type { RegistryLogin } from '../registry/docker-config.ts'
import type { BuildOutput } from './build-arguments.ts'
import type { ImageBuildPlan } from './build-plan.ts'
import type { Builder } from './builder.ts'

/** How a call of the engine is stopped and followed. */
export interface EngineCall {
  /** Ends the call, which then rejects with its reason. */
  readonly signal: AbortSignal
  /** Called with each line that docker prints. */
  readonly onLine: (line: string) => void
}

/** What a build has made. */
export interface BuildProduct {
  /** As the engine knows the image; `undefined` when it is only in the builder's cache. */
  readonly id: string | undefined
  /** Why the cache could not be written; the image is not affected. */
  readonly cacheProblem: string | undefined
}

/** Builds, runs and pushes images. Every method throws a `UserError` that says why it failed. */
export interface ImageEngine {
  /** Finds out what builds here. Throws `docker-engine-unreachable`. */
  findBuilder(signal: AbortSignal): Promise<Builder>
  /** Logs in to a registry for the calls that follow, once. Throws `registry-login-failed`. */
  logIn(registry: string, login: RegistryLogin, signal: AbortSignal): Promise<void>
  /** Builds into the engine, or into the builder's cache alone. Throws `build-failed`. */
  build(plan: ImageBuildPlan, builder: Builder, output: BuildOutput, call: EngineCall): Promise<BuildProduct>
  /** Runs a program of the image; resolves with its exit code. Throws where docker could not run it. */
  runInside(id: string, command: readonly string[], call: EngineCall): Promise<number | undefined>
  /** Pushes the image with this id under the plan's tag; resolves with its digest, if docker prints it. */
  pushTag(plan: ImageBuildPlan, id: string | undefined, call: EngineCall): Promise<string | undefined>
  /** Copies an image, `repository@digest`, from one registry to another one's tag, as it is. */
  copy(source: string, target: string, call: EngineCall): Promise<void>
  /** Pushes what is in the builder's cache, without a tag; resolves with its digest. */
  pushByDigest(plan: ImageBuildPlan, builder: Builder, call: EngineCall): Promise<string>
}
