import type { ImageBuildPlan } from '../../docker/build-plan.ts'
import type { Builder } from '../../docker/builder.ts'
import { isStopped, messageOf, UserError } from '../../errors.ts'
import { workspacePath } from '../../files/workspace-path.ts'
import type { CheckedOutCommit } from '../../git/commit.ts'
import type { RegistryAccess } from '../../registry/auth.ts'
import type { ImageManifest, RegistryClient } from '../../registry/client.ts'
import type { BuildEffects } from './effects.ts'
import { buildPlanOf } from './plan/build-plan.ts'
import type { BuildContext } from './plan/context.ts'
import { checkoutAdvice } from './plan/event.ts'
import { extraTagsOf } from './plan/extra-tags.ts'
import { imageRule, type KeepsImage } from './plan/image-paths.ts'
import type { BuildSettings } from './plan/settings.ts'
import { checkTree, unfetchedNotices } from './plan/tree.ts'
import { CommitImage } from './push/commit-image.ts'
import { type ExistingImage, findExistingImage } from './push/existing-image.ts'
import { decideAfterRefusal, decidePush, type PushDecision } from './push/push-decision.ts'
import type { BuildEnding, BuildReport, BuildResult } from './report/build-report.ts'
import { buildEndingOf, buildEndingOfThrown } from './report/ending.ts'
import { commandTask } from './tasks/command-task.ts'
import { type BuiltImage, imageTask } from './tasks/image-task.ts'
import { runSideBySide } from './tasks/side-by-side.ts'
import type { BuildTask } from './tasks/task.ts'

/** Runs one build to its end: whatever goes wrong is its ending. */
export async function runBuild(
  settings: BuildSettings,
  context: BuildContext,
  effects: BuildEffects,
): Promise<BuildResult> {
  const { clock, signal, log } = effects
  const started = clock.now()
  const { sha } = context.event
  const report: BuildReport = {
    commit: sha,
    tag: `${sha}${settings.tagSuffix}`,
    commitUrl: `${context.repositoryUrl}/commit/${sha}`,
    repository: settings.repository.name,
    isRebuild: settings.isRebuild,
    results: [],
    references: [],
    warnings: [],
  }
  let ending: BuildEnding
  try {
    ending = await new BuildRunner(settings, context, effects, report).run()
  } catch (thrown) {
    ending = buildEndingOfThrown(thrown)
    // A run that is stopped ends in the middle of anything: that is no bug to be read about.
    const isBug = !(thrown instanceof UserError) && thrown instanceof Error && !signal.aborted
    if (isBug) log.info(`${thrown.stack}`)
  }
  if (signal.aborted) {
    ending = isStopped(signal)
      ? { outcome: 'cancelled', text: messageOf(signal.reason) }
      : buildEndingOfThrown(signal.reason)
    await effects.killLeftovers()
  }
  return { report, ending, ms: clock.now() - started }
}

class BuildRunner {
  readonly #settings: BuildSettings
  readonly #context: BuildContext
  readonly #effects: BuildEffects
  readonly #report: BuildReport
  readonly #tags: readonly string[]
  readonly #registries: Partial<Record<RegistryAccess, RegistryClient>> = {}

  constructor(settings: BuildSettings, context: BuildContext, effects: BuildEffects, report: BuildReport) {
    this.#settings = settings
    this.#context = context
    this.#effects = effects
    this.#report = report
    const { tags, notices } = extraTagsOf(settings.tags, context.event)
    this.#tags = tags
    for (const notice of notices) effects.log.notice(notice)
  }

  async run(): Promise<BuildEnding> {
    const [settings, { masks }] = [this.#settings, this.#effects]
    // Before anything may print or start: none of these may ever be shown.
    for (const { variable, value } of settings.secrets) masks.add(value, variable)
    masks.add(settings.registry.password, 'the input "registry-password"')
    const decision = this.#note(decidePush(settings, this.#context.event))
    if (settings.isRebuild) {
      const { commit, tag } = this.#report
      this.#effects.log.notice(`Building ${commit} anew: the image goes under ${tag}; nothing is written under the SHA`)
    }
    if (settings.join.length === 0) return this.#findOrBuild(decision)
    try {
      // Needs neither a checkout nor an engine: everything is in the registry.
      if (decision.push) await this.#commitImage(decision).join(settings.join)
    } catch (thrown) {
      this.#afterRefusal(thrown, decision)
    }
    return { outcome: 'success' }
  }

  async #findOrBuild(first: PushDecision): Promise<BuildEnding> {
    let decision = first
    const { engine, commit, signal } = this.#effects
    const { notInImage, service } = this.#settings
    const { repository, workspace } = this.#context
    const over = new AbortController()
    // All of these at once: none needs another's answer, and most runs need them all.
    const read = commit.read()
    const unfetched = commit.unfetched(workspacePath(workspace, this.#settings.context, 'context'))
    const builder = engine.findBuilder(AbortSignal.any([signal, over.signal]))
    const own = this.#registry(decision).readManifest(this.#report.tag)
    // Whether an answer is needed at all is known later; who needs it throws then.
    for (const answer of [unfetched, builder, own]) answer.catch(() => undefined)
    try {
      const checkedOut = await read
      checkTree(checkedOut, {
        sha: this.#report.commit,
        push: decision.push,
        advice: checkoutAdvice(this.#context.event),
        notice: line => this.#effects.log.notice(line),
        warn: line => this.#warn(line),
      })
      const plan = buildPlanOf(this.#settings, this.#context, checkedOut, decision.push)
      const { dockerfile, context, buildContexts } = plan
      const paths = { notInImage, service, repository, dockerfile, context, buildContexts, workspace }
      const keepsImage = await imageRule({ ...paths, commit, warn: line => this.#warn(line) })
      const existing = await this.#existing(decision, checkedOut, keepsImage, own).catch(thrown => {
        decision = this.#afterRefusal(thrown, decision)
        return this.#existing(decision, checkedOut, keepsImage)
      })
      const image = this.#commitImage(decision)
      if (existing === undefined) {
        // Without access to push there is often none to read either.
        this.#report.absent = decision.push
        for (const notice of unfetchedNotices(await unfetched)) this.#effects.log.notice(notice)
        return await this.#build(decision, image, { ...plan, push: decision.push }, builder)
      }
      await image.found(existing, decision.push)
      return { outcome: 'success' }
    } finally {
      over.abort(new Error('the builder is not needed any more'))
    }
  }

  #note(decision: PushDecision): PushDecision {
    if (!decision.push) {
      this.#report.notPushed = decision.why
      this.#effects.log.notice(`The image is not pushed: ${decision.why}`)
    }
    return decision
  }

  #afterRefusal(thrown: unknown, decision: PushDecision): PushDecision {
    return this.#note(decideAfterRefusal(thrown, decision, this.#settings.push, this.#context.event))
  }

  #existing(
    decision: PushDecision,
    checkedOut: CheckedOutCommit,
    keepsImage: KeepsImage | undefined,
    own?: Promise<ImageManifest | undefined>,
  ): Promise<ExistingImage | undefined> {
    return findExistingImage({
      own,
      registry: this.#registry(decision),
      push: decision.push,
      sha: this.#report.commit,
      tagSuffix: this.#settings.tagSuffix,
      keepsImage,
      commit: this.#effects.commit,
      firstParent: checkedOut.firstParent,
      log: this.#effects.log,
    })
  }

  async #build(
    decision: PushDecision,
    commitImage: CommitImage,
    plan: ImageBuildPlan,
    builder: Promise<Builder>,
  ): Promise<BuildEnding> {
    const { log, signal, killLeftovers } = this.#effects
    let built: BuiltImage | undefined
    const tasks = this.#tasks(decision, plan, builder, image => {
      built = image
      this.#report.builder = image.builder.name
    })
    log.info(`Side by side: ${tasks.map(({ name }) => name).join(', ')}`)
    const results = await runSideBySide(tasks, { ...this.#effects, failFast: this.#settings.failFast })
    this.#report.results.push(...results)
    // What has left its process group is found by its environment; what passed may leave something for later steps.
    if (results.some(({ state }) => state === 'stopped')) await killLeftovers()
    const ending = buildEndingOf(results)
    if (ending.outcome !== 'success') return ending
    signal.throwIfAborted()
    if (decision.push && built !== undefined) await commitImage.push(built, plan)
    return ending
  }

  #tasks(
    decision: PushDecision,
    plan: ImageBuildPlan,
    builder: Promise<Builder>,
    done: (image: BuiltImage) => void,
  ): readonly BuildTask[] {
    const [{ lint, test, testImage, repository }, { workspace }] = [this.#settings, this.#context]
    const { startScript, engine } = this.#effects
    const own = decision.push ? decision.login : undefined
    const login = own && { registry: repository.registry, login: own }
    const warn = (line: string): void => this.#warn(line)
    return [
      ...[...lint, ...test].map(command => commandTask(command, startScript)),
      imageTask({ plan, testImage, engine, builder, login, workspace, warn }, done),
    ]
  }

  #warn(line: string): void {
    this.#effects.log.warning(line)
    this.#report.warnings.push(line)
  }

  #commitImage(decision: PushDecision): CommitImage {
    const registry = this.#registry(decision)
    const { copies, repository } = this.#settings
    const { openRegistry, engine, signal } = this.#effects
    const login = decision.push ? decision.login : undefined
    const places = {
      tags: this.#tags,
      // The login of the inputs is for the registry of the first one.
      copies: copies.map(copy =>
        openRegistry('pull,push', copy.registry === repository.registry ? login : undefined, copy),
      ),
      logIn: async () => login && engine.logIn(repository.registry, login, signal),
    }
    return new CommitImage(registry, places, this.#report, this.#effects)
  }

  /** One for all questions with the same rights: it knows by then how to log in. */
  #registry(decision: PushDecision): RegistryClient {
    const { openRegistry } = this.#effects
    const { repository } = this.#settings
    const rights = decision.push ? 'pull,push' : 'pull'
    this.#registries[rights] ??= openRegistry(rights, decision.push ? decision.login : undefined, repository)
    return this.#registries[rights]
  }
}
