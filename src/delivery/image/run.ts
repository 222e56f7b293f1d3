import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImageBuildPlan } from '../../docker/build-plan.ts'
import type { Builder } from '../../docker/builder.ts'
import { Docker } from '../../docker/docker.ts'
import { messageOf, UserError } from '../../errors.ts'
import { type CommitFacts, type CommitQuestion, readCommit } from '../../git/commit.ts'
import { killMarked } from '../../process/leftovers.ts'
import type { RepositoryQuestion } from '../../registry/manifests.ts'
import { commandEnvironment, dockerEnvironment } from '../../runner/child-environment.ts'
import { planOf } from './build-plan.ts'
import { commandTask } from './command-task.ts'
import { CommitImage } from './commit-image.ts'
import type { Effects } from './effects.ts'
import { endingOf, endingOfThrown } from './ending.ts'
import { findExisting } from './existing-image.ts'
import { type BuiltImage, imageTask } from './image-task.ts'
import { decidePush, decideRefused, type PushDecision } from './push-decision.ts'
import type { BuildResult, Ending, Report } from './report.ts'
import type { RunContext } from './run-context.ts'
import type { BuildSettings } from './settings.ts'
import { runSideBySide } from './side-by-side.ts'
import type { Task } from './task.ts'
import { checkTree } from './tree.ts'

/** Runs one build to its end: whatever goes wrong is its ending. */
export async function runBuild(settings: BuildSettings, context: RunContext, effects: Effects): Promise<BuildResult> {
  const { clock, signal, marker } = effects
  const started = clock.now()
  const { sha } = context.event
  const report: Report = {
    commit: sha,
    tag: `${sha}${settings.tagSuffix}`,
    commitUrl: `${context.repositoryUrl}/commit/${sha}`,
    repository: settings.repository.name,
    results: [],
    references: [],
    warnings: [],
  }
  let ending: Ending
  try {
    ending = await new Run(settings, context, effects, report).toItsEnd()
  } catch (thrown) {
    ending = endingOfThrown(thrown)
    if (!(thrown instanceof UserError) && thrown instanceof Error) effects.log.info(`${thrown.stack}`)
  }
  if (signal.aborted) {
    ending = { outcome: 'cancelled', text: messageOf(signal.reason) }
    await killMarked(marker)
  }
  return { report, ending, ms: clock.now() - started }
}

class Run {
  readonly #settings: BuildSettings
  readonly #context: RunContext
  readonly #effects: Effects
  readonly #report: Report

  constructor(settings: BuildSettings, context: RunContext, effects: Effects, report: Report) {
    this.#settings = settings
    this.#context = context
    this.#effects = effects
    this.#report = report
  }

  async toItsEnd(): Promise<Ending> {
    const [settings, { masks }] = [this.#settings, this.#effects]
    // Before anything may print or start: nothing of these may ever be seen.
    for (const { variable, value } of settings.secrets) masks.add(value, variable)
    masks.add(settings.registry.password, 'the input "registry-password"')
    const decision = this.#decided(decidePush(settings, this.#context.event))
    if (settings.join.length === 0) return this.#findOrBuild(decision)
    try {
      // Needs neither a checkout nor an engine: everything is in the registry.
      if (decision.push) await this.#image(this.#registry(decision)).join(settings.join)
      return { outcome: 'success' }
    } catch (thrown) {
      this.#decidedAgain(thrown, decision)
      return { outcome: 'success' }
    }
  }

  async #findOrBuild(early: PushDecision): Promise<Ending> {
    let decision = early
    const facts = await readCommit(this.#commit())
    checkTree(facts, {
      sha: this.#report.commit,
      push: decision.push,
      notice: line => this.#effects.log.notice(line),
      warn: line => this.#warn(line),
    })
    const plan = planOf(this.#settings, this.#context, facts, decision.push)
    // Asked beside the registry: most runs build.
    const over = new AbortController()
    const builder = this.#docker().builder(AbortSignal.any([this.#effects.signal, over.signal]))
    // Whether it is needed at all, and by whom it is waited for, is seen later.
    builder.catch(() => undefined)
    try {
      const existing = await this.#existing(decision, facts).catch(thrown => {
        decision = this.#decidedAgain(thrown, decision)
        return this.#existing(decision, facts)
      })
      const image = this.#image(this.#registry(decision))
      if (existing === undefined) {
        // Who may not push may often not read either.
        this.#report.absent = decision.push
        return await this.#build(decision, image, { ...plan, push: decision.push }, builder)
      }
      await image.found(existing, decision.push)
      return { outcome: 'success' }
    } finally {
      over.abort(new Error('nobody needs the builder any more'))
    }
  }

  #decided(decision: PushDecision): PushDecision {
    if (!decision.push) {
      this.#report.notPushed = decision.why
      this.#effects.log.notice(`The image is not pushed: ${decision.why}`)
    }
    return decision
  }

  #decidedAgain(thrown: unknown, decision: PushDecision): PushDecision {
    return this.#decided(decideRefused(thrown, decision, this.#settings.push, this.#context.event))
  }

  #existing(decision: PushDecision, facts: CommitFacts): ReturnType<typeof findExisting> {
    return findExisting({
      registry: this.#registry(decision),
      push: decision.push,
      tagSuffix: this.#settings.tagSuffix,
      patterns: this.#settings.notInImage,
      commit: this.#commit(),
      facts,
      log: this.#effects.log,
    })
  }

  async #build(
    decision: PushDecision,
    commitImage: CommitImage,
    plan: ImageBuildPlan,
    builder: Promise<Builder>,
  ): Promise<Ending> {
    const { log, print, masks, clock, signal } = this.#effects
    let built: BuiltImage | undefined
    const tasks = await this.#tasks(decision, plan, builder, image => {
      built = image
      this.#report.builder = image.builder.name
    })
    log.info(`Side by side: ${tasks.map(({ name }) => name).join(', ')}`)
    const results = await runSideBySide(tasks, { log, print, masks, clock, signal, failFast: this.#settings.failFast })
    this.#report.results.push(...results)
    // What has left its process group is found by its environment; what passed may leave something for later steps.
    if (results.some(({ state }) => state === 'stopped')) await killMarked(this.#effects.marker)
    const ending = endingOf(results)
    if (ending.outcome !== 'success') return ending
    signal.throwIfAborted()
    if (decision.push && built !== undefined) await commitImage.push(built, plan)
    return ending
  }

  async #tasks(
    decision: PushDecision,
    plan: ImageBuildPlan,
    builder: Promise<Builder>,
    done: (image: BuiltImage) => void,
  ): Promise<readonly Task[]> {
    const [{ lint, test, testImage, repository }, { workspace }] = [this.#settings, this.#context]
    const { start, env, marker, folder } = this.#effects
    const place = { start, cwd: workspace, folder, env: commandEnvironment(env, marker) }
    await mkdir(join(folder, 'docker'), { mode: 0o700 })
    const docker = this.#docker()
    const login = decision.push ? decision.login : undefined
    const warn = (line: string): void => this.#warn(line)
    return [
      ...(lint.length === 0 ? [] : [commandTask('lint', lint, place)]),
      ...(test.length === 0 ? [] : [commandTask('test', test, place)]),
      imageTask({ plan, testImage, docker, builder, repository, login, workspace, folder, warn }, done),
    ]
  }

  #warn(line: string): void {
    this.#effects.log.warning(line)
    this.#report.warnings.push(line)
  }

  #docker(): Docker {
    const { start, env, marker } = this.#effects
    return new Docker(start, this.#context.workspace, dockerEnvironment(env, marker))
  }

  #image(registry: RepositoryQuestion): CommitImage {
    return new CommitImage(registry, this.#settings.tags, this.#report, this.#effects)
  }

  #commit(): CommitQuestion {
    const { exec, env } = this.#effects
    return { workspace: this.#context.workspace, sha: this.#context.event.sha, exec, env: { PATH: env.PATH ?? '' } }
  }

  #registry(decision: PushDecision): RepositoryQuestion {
    const { env, log, masks, clock, signal } = this.#effects
    return {
      repository: this.#settings.repository,
      env,
      log,
      masks,
      clock,
      signal,
      access: decision.push ? 'pull,push' : 'pull',
      ...(decision.push && decision.login !== undefined && { login: decision.login }),
    }
  }
}
