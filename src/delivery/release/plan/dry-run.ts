import type { DeployContext } from '../../../deployments/context.ts'
import { endingOfFailure, redacted } from '../../../deployments/endings.ts'
import { type DeploymentProgress, progressOf } from '../../../deployments/progress.ts'
import type { DeployResult } from '../../../deployments/result.ts'
import { viewOf } from '../../../deployments/view.ts'
import type { Ending } from '../../../domain/deployment/ending.ts'
import { STEP_WORDS, type Step } from '../../../domain/deployment/steps.ts'
import { UserError } from '../../../errors.ts'
import { readPolicyText } from '../../../github/contents.ts'
import { parsePolicy } from '../../../policy/policy.ts'
import { type Connecting, whileConnecting } from '../connecting.ts'
import { Deadline } from '../deadline.ts'
import type { PipelineEffects } from '../effects.ts'
import { manifestPaths } from '../manifest-paths.ts'
import { fromTemplates } from '../planning.ts'
import type { DeploySettings } from '../settings.ts'
import { notice } from '../warnings.ts'
import { planOnly } from './plan-only.ts'
import { plannedSubject } from './planned-subject.ts'

/** The commit that is planned. */
interface PlannedCommit {
  readonly sha: string
  /** The head of a pull request, of which most services build no image. */
  readonly isPull: boolean
  /** The policy that it is planned by; undefined: that of the default branch. */
  readonly policyText?: string
}

/**
 * Plans what a deployment of a commit would change, without one: on a pull request, or by hand. Checks, locks and the commit's
 * place are not looked at, since nothing is deployed. Never rejects: whatever goes wrong is how it ended.
 */
export async function runDryRun(
  planned: PlannedCommit,
  settings: DeploySettings,
  context: DeployContext,
  effects: PipelineEffects,
): Promise<DeployResult> {
  const { clock, log, masks, signal } = effects
  const started = clock.now()
  masks.addNamed(Object.entries(settings.secretEnv))
  const over = new AbortController()
  const deadline = new Deadline(clock, settings.timeoutMs, over.signal)
  const progress = progressOf({ id: 0, sha: planned.sha, environment: settings.environment ?? '', creator: '' })
  const redact = (text: string): string => masks.redact(text)
  let ending: Ending
  try {
    ending = await new DryRun(settings, context, effects, progress, planned).run(
      AbortSignal.any([signal, deadline.signal]),
    )
  } catch (thrown) {
    ending = endingOfFailure(thrown, undefined, signal)
    if (ending.reason === 'bug' && thrown instanceof Error) log.info(thrown.stack ?? thrown.message)
  } finally {
    over.abort()
  }
  const ms = clock.now() - started
  return { kind: 'ended', view: viewOf(progress, { ending: redacted(ending, redact), ms }, context, redact) }
}

class DryRun {
  readonly #settings: DeploySettings
  readonly #context: DeployContext
  readonly #effects: PipelineEffects
  readonly #progress: DeploymentProgress
  readonly #commit: PlannedCommit

  constructor(
    settings: DeploySettings,
    context: DeployContext,
    effects: PipelineEffects,
    progress: DeploymentProgress,
    commit: PlannedCommit,
  ) {
    this.#settings = settings
    this.#context = context
    this.#effects = effects
    this.#progress = progress
    this.#commit = commit
  }

  async run(limit: AbortSignal): Promise<Ending> {
    const { connectGitHub } = this.#effects
    const { repository, temp } = this.#context
    const text = this.#commit.policyText ?? (await readPolicyText(connectGitHub(limit)))
    const policy = parsePolicy(text, { repository })
    const { service, environment } = plannedSubject(policy, this.#settings)
    this.#progress.service = service
    this.#progress.environment = environment.name
    this.#effects.masks.exempt(service, environment.name)
    return whileConnecting({ temp, effects: this.#effects, limit }, (connecting, folder) =>
      this.#planned({ service, environment }, { connecting, folder, limit }),
    )
  }

  async #planned(
    { service, environment }: ReturnType<typeof plannedSubject>,
    { connecting, folder, limit }: Readonly<{ connecting: Connecting; folder: string; limit: AbortSignal }>,
  ): Promise<Ending> {
    const { log, masks, render, signal } = this.#effects
    const { commit } = this.#progress
    const key = { service, environment: environment.name }
    const paths = manifestPaths(this.#settings, key, this.#context.workspace)
    const image = await this.#image(limit)
    this.#progress.image = image
    const deploy = { commit, image, ...key, id: 0 }
    const set = await this.#step('render', () => render({ paths, folder, deploy }, limit).catch(withCheckoutAdvice))
    const { rollout: policy, strategy, releases } = environment
    const { runId, attempt, logUrl } = this.#context
    const about = { commit, image, deploymentId: 0, requester: '', run: { id: runId, attempt, logUrl } }
    return this.#step('preflight', () =>
      planOnly(
        {
          ...{ connecting, source: fromTemplates(set, { key, strategy }), key, log, limit, signal, policy },
          staging: { staging: strategy.staging, goesOverHold: false, isShown: true },
          releases: { policy: releases, mask: values => masks.addAll(values), about },
        },
        this.#progress,
      ),
    )
  }

  /** By its digest, else by its tag: a pull request has no image, and that of another commit may still be being built. */
  async #image(limit: AbortSignal): Promise<string> {
    const { log } = this.#effects
    const { commit } = this.#progress
    try {
      return (await this.#effects.lookUpImage(commit, limit)).reference
    } catch (thrown) {
      if (!(thrown instanceof UserError) || thrown.reason !== 'image-missing') throw thrown
      const tagged = `${this.#settings.image}:${commit}`
      if (this.#commit.isPull) {
        log.info(`There is no image of this pull request: the plan shows its tag, ${tagged}`)
        return tagged
      }
      const text = `The image is not there yet (${thrown.message}): the plan shows its tag, and a deployment its digest`
      notice(log, this.#progress, { reason: 'image-not-built', text })
      return tagged
    }
  }

  async #step<T>(step: Step, work: () => Promise<T>): Promise<T> {
    const { clock, log } = this.#effects
    const started = clock.now()
    try {
      return await log.group(STEP_WORDS[step], work)
    } finally {
      this.#progress.steps.push({ step, ms: clock.now() - started })
    }
  }
}

/** On a pull request actions/checkout takes the merge, which is no commit that anybody deploys. */
function withCheckoutAdvice(thrown: unknown): never {
  if (!(thrown instanceof UserError) || thrown.reason !== 'commit-not-checked-out') throw thrown
  const advice = 'give actions/checkout "ref: ${{ github.event.pull_request.head.sha || github.sha }}"'
  const text = `the checked-out repository lacks the commit of the dry run: ${advice}`
  throw new UserError('commit-not-checked-out', text, { cause: thrown })
}
